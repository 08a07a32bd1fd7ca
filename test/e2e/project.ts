import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { Keyv } from 'keyv'
import { build, createLogger, type InlineConfig, type Logger, type PluginOption } from 'vite'
import { onTestFinished } from 'vitest'
import polyglot from '../../src/adapters/vite.ts'
import { createPolyglot } from '../../src/index.ts'
import type { Options } from '../../src/options.ts'
import { pseudo } from '../../src/translators/index.ts'
import type { Translator } from '../../src/types.ts'

export interface Project {
  root: string
  write(path: string, content: string | Buffer): void
}

/** A folder with the files of test/fixtures/vite, or with the given ones; removed after the test. */
export function makeProject(files?: Record<string, string>): Project {
  const root = mkdtempSync(join(tmpdir(), 'polyglot-vite-'))
  const write = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  if (files) for (const [path, content] of Object.entries(files)) write(path, content)
  else cpSync(new URL('../fixtures/vite', import.meta.url), root, { recursive: true })
  onTestFinished(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }))
  return { root, write }
}

/** Writes what Vite says into a list instead of to the terminal. */
export function listLogger(lines: string[]): Logger {
  const logger = createLogger()
  // Vite colours its lines where it takes the host for a CI service.
  const add = (line: string) => void lines.push(stripVTControlCharacters(line))
  return Object.assign(logger, { info: add, warn: add, warnOnce: add, error: add })
}

export interface Built {
  /** What the bundle exports when it runs. */
  exports: Record<string, never>
  lines: string[]
}

export const ENTRY = 'imports.js'

export function buildConfig(
  { root }: Project,
  plugins: PluginOption[],
  lines: string[] = [],
): InlineConfig & { build: object } {
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    customLogger: listLogger(lines),
    resolve: { alias: { '@': root } },
    plugins,
    build: {
      minify: false,
      modulePreload: false,
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      rollupOptions: {
        input: join(root, ENTRY),
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: 'entry.js' },
      },
    },
  }
}

let builds = 0

/** Builds `imports.js` and runs what came out. */
export async function buildAndRun(
  project: Project,
  options?: Options,
  more: { plugins?: PluginOption[]; ssr?: boolean } = {},
): Promise<Built> {
  const lines: string[] = []
  const config = buildConfig(project, [polyglot(options), ...(more.plugins ?? [])], lines)
  await build({ ...config, build: { ...config.build, ssr: more.ssr } })
  const entry = pathToFileURL(join(project.root, 'dist/entry.js'))
  return { exports: await import(`${entry}?build=${builds++}`), lines }
}

/** The translation as the library gives it without any bundler. */
export async function translated(text: string, to: string, path?: string): Promise<string> {
  const { translateDocument, close } = createPolyglot({ translator: 'pseudo', cache: new Keyv() })
  const result = await translateDocument({ text, to, path })
  await close()
  return result.text
}

/** `pseudo` with a list of what it was sent; it answers when `before` lets it, or not at all when that throws. */
export function countingPseudo(
  before: (texts: string[]) => unknown = () => {},
): Translator & { sent: string[] } {
  const inner = pseudo()
  const sent: string[] = []
  return {
    ...inner,
    sent,
    async translate(batch, context) {
      sent.push(...batch.texts)
      await before(batch.texts)
      return inner.translate(batch, context)
    },
  }
}
