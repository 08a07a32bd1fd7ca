import { join } from 'node:path'
import { createRsbuild, type EnvironmentConfig, type RsbuildConfig } from '@rsbuild/core'
import polyglot from '../../../src/adapters/rsbuild.ts'
import type { Bundler, Request } from '../project.ts'

function environment({ out, target }: Request): EnvironmentConfig {
  return {
    output: {
      target: target === 'server' ? 'node' : 'web',
      distPath: { root: out },
      filename: { js: '[name].mjs' },
      module: true,
      minify: false,
      filenameHash: false,
    },
  }
}

function config(request: Request, environments: Record<string, EnvironmentConfig>): RsbuildConfig {
  const { root, entry, options, mdx } = request
  return {
    root,
    logLevel: 'silent',
    environments,
    source: { entry: { entry: { import: entry, html: false } } },
    resolve: { alias: { '@': root } },
    splitChunks: false,
    plugins: options ? [polyglot(options)] : [],
    tools: {
      rspack: {
        output: { library: { type: 'module' } },
        module: { rules: mdx ? [{ test: /\.mdx$/, use: join(root, 'mdx-loader.js') }] : [] },
      },
    },
  }
}

/** Rsbuild prints why a build has failed, and throws without a word of it. */
async function create(request: Request, environments = { only: environment(request) }) {
  const rsbuild = await createRsbuild({
    cwd: request.root,
    config: config(request, environments),
  })
  let why = ''
  rsbuild.onAfterCreateCompiler(({ compiler }) => {
    compiler.hooks.done.tap('why', (stats) => {
      why = stats.toString({ all: false, errors: true })
    })
  })
  const build: typeof rsbuild.build = (options) =>
    rsbuild.build(options).catch((cause) => {
      throw new Error(why, { cause })
    })
  return { ...rsbuild, build }
}

/** Where Rsbuild puts scripts depends on what they are for. */
const bundle = ({ out, target }: Request) =>
  target === 'server' ? join(out, 'entry.mjs') : join(out, 'static/js/entry.mjs')

export const rsbuild: Bundler = {
  async build(request) {
    const rsbuild = await create(request)
    const { close } = await rsbuild.build()
    await close()
    return bundle(request)
  },
  async watch(request) {
    const rsbuild = await create(request)
    const { close } = await rsbuild.build({ watch: true })
    return { file: bundle(request), close }
  },
  async buildBoth(request) {
    const web = { ...request, target: 'browser', out: join(request.out, 'web') } as const
    const node = { ...request, target: 'server', out: join(request.out, 'node') } as const
    const environments = { web: environment(web), node: environment(node) }
    const rsbuild = await create(request, environments as never)
    const { close } = await rsbuild.build()
    await close()
    return [bundle(web), bundle(node)]
  },
}
