import { join } from 'node:path'
import mdx from '@mdx-js/rollup'
import { build, createBuilder, type InlineConfig } from 'vite'
import polyglot from '../../../src/adapters/vite.ts'
import type { Bundler, Request } from '../project.ts'

function config({ root, entry, out, target, options, mdx: compiles }: Request): InlineConfig {
  return {
    root,
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: { '@': root } },
    plugins: [options && polyglot(options), compiles && mdx({ jsxImportSource: 'tiny-jsx' })],
    ssr: { noExternal: true },
    build: {
      outDir: out,
      ssr: target === 'server',
      ssrEmitAssets: true,
      minify: false,
      modulePreload: false,
      assetsInlineLimit: 0,
      emptyOutDir: false,
      rollupOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: 'entry.js' },
      },
    },
  }
}

export const vite: Bundler = {
  async build(request) {
    await build(config(request))
    return join(request.out, 'entry.js')
  },
  async watch(request) {
    const base = config(request)
    const watcher = await build({ ...base, build: { ...base.build, watch: {} } })
    if (!('on' in watcher)) throw new Error('Vite gave no watcher.')
    return { file: join(request.out, 'entry.js'), close: () => watcher.close() }
  },
  async buildBoth(request) {
    const { build: client, ...base } = config(request)
    const builder = await createBuilder({
      ...base,
      environments: {
        client: { build: { ...client, outDir: join(request.out, 'client') } },
        ssr: { build: { ...client, ssr: true, outDir: join(request.out, 'ssr') } },
      },
      builder: {},
    })
    for (const environment of Object.values(builder.environments)) await builder.build(environment)
    return ['client', 'ssr'].map((name) => join(request.out, name, 'entry.js'))
  },
}
