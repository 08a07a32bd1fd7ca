import { PolyglotError } from '../errors.ts'
import type { Bundler, BundlerParts, Hook } from './bundlers/bundler.ts'
import type { Interim } from './dev.ts'
import { exporting } from './emitted.ts'
import { describeFindings } from './findings.ts'
import { type Asked, readId } from './ids.ts'
import { withEnding } from './neighbours.ts'
import type { OpenFile } from './service.ts'
import { announce, watchedEnvironment, withOwnHotId } from './vite-dev.ts'
import { checkAccess, devEnvironment } from './vite-urls.ts'

/** The hooks of the plugin, called with the hook's `this`. */
export interface Modules {
  /** Where the bundler finds no file for a query by itself, and where the id decides which plugins take it. */
  resolveId(this: Hook, source: string, importer?: string): Promise<string | null>
  /** The module of an id, or markdown for another plugin. */
  load(this: Hook, id: string): Promise<{ code: string; map: null }>
  /** What stands for good, whatever plugins between `load` and the end have made of it. */
  finish(this: Hook, code: string, id: string): { code: string; map: null } | undefined
}

/** What `finish` has to see to: that the module is this one, or that these lines are added. */
type End = { whole: string } | { added: string }

export function createModules(parts: BundlerParts & { bundler: Bundler }): Modules {
  const { service, dev, neighbours, bundler, filters } = parts
  /** By environment: one plugin may be in several servers at once. */
  const ends = new WeakMap<object, Map<string, End>>()

  function endsOf(hook: Hook): Map<string, End> {
    const place: object = hook.environment ?? bundler
    if (!ends.has(place)) ends.set(place, new Map())
    return ends.get(place)!
  }

  async function isHandedOver(hook: Hook, id: string, { shape }: Asked): Promise<boolean> {
    if (shape !== 'module') return false
    const { output } = await service.settings()
    if (output === 'string') return false
    if (output === 'markdown' && bundler.handsOver === undefined) throw noHandingOver()
    return output === 'markdown' || (await bundler.handsOver?.(hook, id)) === true
  }

  async function textOf(hook: Hook, id: string, file: OpenFile) {
    const environment = watchedEnvironment(hook)
    if (environment) return dev.show(id, file, environment)
    return { text: await translated(hook, file, bundler) }
  }

  async function codeOf(hook: Hook, id: string, asked: Asked): Promise<string> {
    const environment = devEnvironment(hook)
    if (environment) await checkAccess(environment, asked.path)
    const file = await service.open(asked.path, asked.lang)
    if (asked.shape === 'url')
      return bundler.url(hook, asked, () => translated(hook, file, bundler))
    const { text, interim }: { text: string; interim?: Interim } = await textOf(hook, id, file)
    const added = interim ? announce(id, interim) : ''
    const handedOver = await isHandedOver(hook, id, asked)
    const code = handedOver ? text : exporting(text) + added
    if (!bundler.alone && filters.finish.id.test(id))
      endsOf(hook).set(id, handedOver ? { added } : { whole: code })
    return code
  }

  return {
    async resolveId(source, importer) {
      const { shape } = readId(source)
      const { output } = await service.settings()
      const asWritten = shape !== 'module' || (output !== 'markdown' && !neighbours.present())
      if (asWritten && !bundler.needsResolving) return null
      const id = await bundler.resolve(this, source, importer)
      if (id === null || asWritten) return id
      if (output === 'string') return `${id}&raw`
      const taken = await neighbours.idFor(this, id)
      return taken ?? (output === 'markdown' ? withEnding(id) : id)
    },
    async load(id) {
      const asked = readId(id)
      this.addWatchFile(asked.path)
      bundler.saw?.(asked.path)
      return { code: await codeOf(this, id, asked), map: null }
    },
    finish(code, id) {
      const end = endsOf(this).get(id)
      endsOf(this).delete(id)
      const finished =
        end && ('whole' in end ? end.whole : withOwnHotId(code, readId(id).lang) + end.added)
      return finished === undefined || finished === code ? undefined : { code: finished, map: null }
    },
  }
}

async function translated(hook: Hook, file: OpenFile, { warnsAtEnd }: Bundler): Promise<string> {
  const { text, report } = await file.translate()
  if (!warnsAtEnd) for (const line of describeFindings(report.findings)) hook.warn(line)
  // What fell back to the source is asked for again in the next build, so no bundler may keep it either.
  const native = hook.getNativeBuildContext?.()
  if (!report.complete && native && 'loaderContext' in native)
    native.loaderContext?.cacheable(false)
  return text
}

function noHandingOver(): PolyglotError {
  return new PolyglotError(
    'BAD_OPTION',
    `Option "output" is 'markdown', but in this bundler no plugin gets what another one has loaded. Use 'string', or import "?lang=…&raw" and compile the text yourself.`,
  )
}
