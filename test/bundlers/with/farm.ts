import { join } from 'node:path'
import { createBundleHandler, createCompiler, Logger, resolveConfig } from '@farmfe/core'
import mdx from '@mdx-js/rollup'
import polyglot from '../../../src/adapters/farm.ts'
import type { Bundler, Request } from '../project.ts'

/** Farm's own ends the process when a build fails. */
class QuietLogger extends Logger {
  override info(): void {}
  override warn(): void {}
  override error(problem: string | Error): void {
    throw typeof problem === 'string' ? new Error(problem) : problem
  }
}

const logger = new QuietLogger()

function resolved({ root, entry, out, options, mdx: compiles }: Request) {
  const config = {
    root,
    clearScreen: false,
    compilation: {
      input: { entry },
      output: {
        path: out,
        // What it makes for browsers wants a window.
        targetEnv: 'node',
        format: 'esm',
        entryFilename: '[entryName].mjs',
        publicPath: '/',
      },
      resolve: { alias: { '@/': `${root}/` } },
      persistentCache: false,
      minify: false,
      presetEnv: false,
      progress: false,
    },
    plugins: options ? [polyglot(options)] : [],
    vitePlugins: compiles ? [mdx({ jsxImportSource: 'tiny-jsx' })] : [],
  }
  return resolveConfig(config as never, 'production', logger, false)
}

export const farm: Bundler = {
  async build(request) {
    const compiler = await createCompiler(await resolved(request), logger)
    await compiler.compile()
    compiler.writeResourcesToDisk()
    return join(request.out, 'entry.mjs')
  },
  async watch(request) {
    const watcher = await createBundleHandler(await resolved(request), logger, true)
    const files = watcher.getInternalWatcher()
    return {
      file: join(request.out, 'entry.mjs'),
      async close() {
        // Farm's own forgets to close what it watches with.
        await files.close()
        watcher.close()
      },
    }
  },
}
