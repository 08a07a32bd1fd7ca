import { join } from 'node:path'
import mdx from '@mdx-js/rollup'
import { rolldown as build, type Plugin, type RolldownOptions, watch } from 'rolldown'
import { viteDynamicImportVarsPlugin, viteImportGlobPlugin } from 'rolldown/experimental'
import polyglot from '../../../src/adapters/rolldown.ts'
import type { Bundler, Request } from '../project.ts'

function config({ root, entry, out, target, options, mdx: compiles }: Request) {
  return {
    cwd: root,
    input: entry,
    platform: target === 'server' ? 'node' : 'browser',
    resolve: { alias: { '@': root } },
    plugins: [
      options && polyglot({ root, ...options }),
      compiles && (mdx({ jsxImportSource: 'tiny-jsx' }) as Plugin),
      viteDynamicImportVarsPlugin(),
      viteImportGlobPlugin({ root }),
    ],
    output: { dir: out, entryFileNames: 'entry.mjs' },
    logLevel: 'silent',
  } satisfies RolldownOptions
}

export const rolldown: Bundler = {
  async build(request) {
    const options = config(request)
    const bundle = await build(options)
    await bundle.write(options.output)
    await bundle.close()
    return join(request.out, 'entry.mjs')
  },
  async watch(request) {
    const watcher = watch(config(request))
    watcher.on('event', (event) => {
      if (event.code === 'BUNDLE_END' || event.code === 'ERROR') event.result?.close()
    })
    return { file: join(request.out, 'entry.mjs'), close: () => watcher.close() }
  },
}
