import { join } from 'node:path'
import { type BuildOptions, context, build as esbuildBuild } from 'esbuild'
import polyglot from '../../../src/adapters/esbuild.ts'
import type { Bundler, Request } from '../project.ts'

function config({ root, entry, out, target, options }: Request): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints: { entry },
    outdir: out,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: target === 'server' ? 'node' : 'browser',
    alias: { '@': root },
    plugins: options ? [polyglot(options)] : [],
    logLevel: 'silent',
  }
}

export const esbuild: Bundler = {
  async build(request) {
    await esbuildBuild(config(request))
    return join(request.out, 'entry.mjs')
  },
  async watch(request) {
    const watching = await context(config(request))
    await watching.watch()
    return { file: join(request.out, 'entry.mjs'), close: () => watching.dispose() }
  },
}
