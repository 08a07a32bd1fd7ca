import { emitted } from '../emitted.ts'
import type { NeighbourPlugin } from '../neighbours.ts'
import type { Host } from '../service.ts'
import { type Bundler, type BundlerParts, type Hook, resolveNatively } from './bundler.ts'

/** Rollup looks for a file by the whole request, Rolldown without its query. */
export const rollup =
  ({ needsResolving }: { needsResolving: boolean }) =>
  ({ service, neighbours }: BundlerParts): Bundler => ({
    hook: 'load',
    resolves: true,
    needsResolving,
    warnsAtEnd: true,
    order: { first: 'pre', last: 'post' },
    async resolve(hook, source, importer) {
      if (!needsResolving) return resolveNatively(hook, source, importer)
      const mark = source.indexOf('?')
      const path = await resolveNatively(hook, source.slice(0, mark), importer)
      return path && path + source.slice(mark)
    },
    handsOver: async (hook, id) => (await neighbours.idFor(hook, id)) === id,
    async url(hook, asked, translate) {
      const reference = hook.emitFile(emitted(asked, await translate()))
      return `export default import.meta.ROLLUP_FILE_URL_${reference}\n`
    },
    start(hook, given) {
      const { plugins = [] } = given as { plugins?: NeighbourPlugin[] }
      neighbours.meet(plugins)
      // The bundler's own way to print, which knows its `logLevel`.
      const { info, warn } = hook as Hook & Pick<Host, 'info'>
      service.configure({ root: process.cwd(), info, warn })
    },
  })
