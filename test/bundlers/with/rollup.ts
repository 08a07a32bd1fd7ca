import { createRequire } from 'node:module'
import { join } from 'node:path'
import mdx from '@mdx-js/rollup'
import { rollup as build, type Plugin, type RollupOptions, watch } from 'rollup'
import polyglot from '../../../src/adapters/rollup.ts'
import type { Bundler, Request } from '../project.ts'

/** What @rollup/plugin-alias and @rollup/plugin-node-resolve do, as far as it is needed here. */
const finding = (root: string): Plugin => ({
  name: 'finding',
  resolveId(source, importer) {
    if (source.startsWith('@/')) return join(root, source.slice(2))
    if (importer === undefined || /^[./\0]/.test(source)) return null
    return createRequire(importer.replace(/\?.*/, '')).resolve(source)
  },
})

function config({ root, entry, out, options, mdx: compiles }: Request) {
  return {
    input: entry,
    plugins: [
      options && polyglot({ root, ...options }),
      compiles && (mdx({ jsxImportSource: 'tiny-jsx' }) as Plugin),
      finding(root),
    ],
    output: { dir: out, entryFileNames: 'entry.mjs' },
    logLevel: 'silent',
  } satisfies RollupOptions
}

export const rollup: Bundler = {
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
