import type { OnResolveArgs, OnResolveResult, PluginBuild } from 'esbuild'
import { MARKDOWN_FILE, MARKDOWN_IN_LANGUAGE } from '../ids.ts'
import type { Bundler, BundlerParts } from './bundler.ts'

/** A filter of esbuild's cannot look ahead. */
const WITH_QUERY = /\.(?:md|mdx|markdown)\?/

/** The first plugin that loads a file is the last one, too. */
export function esbuild({ service }: BundlerParts): Bundler {
  /** Texts that are to become files. The loader is chosen by the text, for the query is not told. */
  const files = new Set<string>()
  return {
    hook: 'load',
    alone: true,
    resolve: async () => null,
    async url(_, __, translate) {
      const text = await translate()
      files.add(text)
      return text
    },
    more: {
      esbuild: {
        onLoadFilter: MARKDOWN_FILE,
        loader: (code) => (files.has(code) ? 'file' : 'js'),
        setup(build) {
          const { absWorkingDir, logLevel } = build.initialOptions
          build.onResolve({ filter: WITH_QUERY }, (request) => resolve(build, request))
          const root = absWorkingDir ?? process.cwd()
          // esbuild has no way to print what is no warning.
          const quiet = logLevel !== undefined && !['verbose', 'debug', 'info'].includes(logLevel)
          service.configure({ root, info: quiet ? () => {} : console.info, warn: console.warn })
        },
      },
    },
  }
}

/** esbuild finds files with a query by itself, but not where `imports` or `exports` of a package.json lead to them. */
async function resolve(
  build: PluginBuild,
  { path, importer, namespace, resolveDir, kind }: OnResolveArgs,
): Promise<OnResolveResult | undefined> {
  if (!MARKDOWN_IN_LANGUAGE.test(path)) return undefined
  const mark = path.indexOf('?')
  const place = { importer, namespace, resolveDir, kind }
  const found = await build.resolve(path.slice(0, mark), place)
  if (found.errors.length > 0 || found.external) return found
  return { path: found.path, suffix: path.slice(mark), warnings: found.warnings }
}
