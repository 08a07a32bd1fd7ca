import type { Problem } from '../checks/index.ts'
import { messageOf } from '../errors.ts'
import type { LanguagePair, Translation } from '../types.ts'
import { createKnown, type Known, type KnownOptions, type Wire } from './known.ts'
import type { Lookup, Outcome, Scheduler } from './scheduler.ts'

export type { OtherForm, Wire } from './known.ts'

/** Answers the texts of one document in one language pair, and keeps count of them. */
export interface Lookups extends Pick<Known, 'keyOf' | 'otherForm' | 'keepForm' | 'reject'> {
  pair: LanguagePair
  /**
   * From the cache if it is there, else from the translator. Rejects only when the run is aborted.
   * @param again whether the same text is asked for once more after an answer failed this check. @default always
   */
  answer(wire: Wire, again?: Lookup['again']): Promise<Outcome>
  /** The cached translation of a text that was announced, without sending anything. */
  peek(wire: Wire): Translation | undefined
  /** Distinct keys that the cache (or a request of another document) answered. */
  cached: ReadonlySet<string>
  /** Distinct keys that were sent for this document, answered or not, with the UTF-16 length of their texts. */
  sent: ReadonlyMap<string, number>
  /** What went wrong without keeping a translation back, each once. */
  warnings: ReadonlyMap<string, Problem>
}

export interface LookupOptions extends KnownOptions {
  scheduler: Scheduler
  signal?: AbortSignal
  /** Count what would be sent, and send nothing. */
  dryRun?: boolean
}

const NOT_SENT: Outcome = {
  ok: false,
  sent: false,
  problem: { check: 'dry-run', severity: 'error', message: 'Not sent: this is a dry run.' },
}

/** Reads everything that a document may need from the cache, in one read. */
export async function openLookups(
  pair: LanguagePair,
  announced: Wire[],
  { scheduler, signal, dryRun, ...options }: LookupOptions,
): Promise<Lookups> {
  const known = createKnown(pair, options)
  await known.look(announced)
  const cached = new Set<string>()
  const sent = new Map<string, number>()
  const warnings = new Map<string, Problem>()

  async function answer(wire: Wire, again?: Lookup['again']): Promise<Outcome> {
    const key = known.keyOf(wire)
    // Pieces of a sentence come up only when its tags could not be placed, or in another form.
    const looking = known.look([wire])
    // Without a pause where there is none to make: all requests of a document leave together.
    if (looking) await looking
    const translation = known.get(wire)
    if (translation) {
      if (!sent.has(key)) cached.add(key)
      return { ok: true, translation, sent: false }
    }
    if (dryRun) {
      sent.set(key, wire.text.length)
      return NOT_SENT
    }
    const { from, to } = pair
    const outcome = await scheduler.request({ key, ...wire, from, to, again }, { signal })
    if (outcome.ok) known.add(wire, outcome.translation)
    if (outcome.sent) sent.set(key, wire.text.length)
    else if (outcome.ok && !sent.has(key)) cached.add(key)
    if (outcome.ok && outcome.warning) warnings.set(outcome.warning.message, outcome.warning)
    return outcome
  }

  return {
    pair,
    answer,
    keyOf: known.keyOf,
    otherForm: known.otherForm,
    async keepForm(wire, other) {
      try {
        await known.keepForm(wire, other)
      } catch (error) {
        const message = `The next run asks again for texts that had to be sent in another form: ${messageOf(error)}`
        warnings.set(message, { check: 'cache', severity: 'warning', message })
      }
    },
    reject: known.reject,
    peek: known.get,
    cached,
    warnings,
    sent,
  }
}
