import { type Cache, type SegmentEntry, segmentKey } from '../cache/index.ts'
import type { Problem } from '../checks/index.ts'
import type { LanguagePair, Segment, Translation } from '../types.ts'
import type { Outcome, Scheduler } from './scheduler.ts'

/** What is sent for a segment; `tagged` when its tags travel inside the text. */
export interface Wire {
  text: string
  tagged?: Segment
}

/** Answers the texts of one document in one language pair, and keeps count of them. */
export interface Lookups {
  /** From the cache if it is there, else from the translator. Rejects only when the run is aborted. */
  answer(wire: Wire): Promise<Outcome>
  /** Keeps the answers that were given, and has the next run ask again all the same. */
  reject(wires: Wire[], reason: string): Promise<void>
  /** The cached translation of a text that was announced, without sending anything. */
  peek(wire: Wire): Translation | undefined
  keyOf(wire: Wire): string
  /** Distinct keys that the cache (or a request of another document) answered. */
  cached: ReadonlySet<string>
  /** Distinct keys that were sent for this document, answered or not, with the UTF-16 length of their texts. */
  sent: ReadonlyMap<string, number>
  /** What went wrong without keeping a translation back, each once. */
  warnings: ReadonlyMap<string, Problem>
}

export interface LookupOptions {
  cache: Cache
  scheduler: Scheduler
  fingerprint: string
  check(wire: Wire, answer: Translation, pair: LanguagePair): Problem[]
  signal?: AbortSignal
  /** Count what would be sent, and send nothing. */
  dryRun?: boolean
}

const NOT_SENT: Outcome = {
  ok: false,
  sent: false,
  problem: { check: 'dry-run', severity: 'error', message: 'Not sent: this is a dry run.' },
}

/**
 * Reads everything that a document may need from the cache, in one read.
 * What is there is checked again: checks may have become stricter since it was stored.
 */
export async function openLookups(
  pair: LanguagePair,
  announced: Wire[],
  options: LookupOptions,
): Promise<Lookups> {
  const { cache, scheduler, fingerprint, check, signal, dryRun } = options
  const keysByText = new Map<string, string>()
  const keyOf = ({ text }: Wire) => {
    const known = keysByText.get(text)
    if (known !== undefined) return known
    const key = segmentKey({ text, from: pair.from, to: pair.to, fingerprint })
    keysByText.set(text, key)
    return key
  }
  const looked = new Set<string>()
  const known = new Map<string, Translation>()

  async function look(wires: Wire[]): Promise<void> {
    const fresh = [...new Map(wires.map((wire) => [keyOf(wire), wire]))].filter(
      ([key]) => !looked.has(key),
    )
    if (fresh.length === 0) return
    for (const [key] of fresh) looked.add(key)
    const entries = await cache.getSegments(fresh.map(([key]) => key))
    fresh.forEach(([key, wire], index) => {
      const entry = entries[index]
      if (entry?.source !== wire.text || entry.rejected !== undefined) return
      const problems = check(wire, entry, pair)
      if (problems.every(({ severity }) => severity !== 'error')) known.set(key, entry)
    })
  }

  await look(announced)
  const cached = new Set<string>()
  const sent = new Map<string, number>()
  const warnings = new Map<string, Problem>()

  async function answer(wire: Wire): Promise<Outcome> {
    const key = keyOf(wire)
    // Pieces of a sentence come up only when its tags could not be placed.
    if (!looked.has(key)) await look([wire])
    const translation = known.get(key)
    if (translation) {
      if (!sent.has(key)) cached.add(key)
      return { ok: true, translation, sent: false }
    }
    if (dryRun) {
      sent.set(key, wire.text.length)
      return NOT_SENT
    }
    const outcome = await scheduler.request(
      { key, ...wire, from: pair.from, to: pair.to },
      { signal },
    )
    if (outcome.ok) known.set(key, outcome.translation)
    if (outcome.sent) sent.set(key, wire.text.length)
    else if (outcome.ok && !sent.has(key)) cached.add(key)
    if (outcome.ok && outcome.warning) warnings.set(outcome.warning.message, outcome.warning)
    return outcome
  }

  async function reject(rejected: Wire[], reason: string): Promise<void> {
    const entries = rejected.flatMap((wire): [string, SegmentEntry][] => {
      const translation = known.get(keyOf(wire))
      if (!translation) return []
      const { from, to } = pair
      const { text, alignment, score } = translation
      return [
        [
          keyOf(wire),
          {
            from,
            to,
            by: fingerprint,
            source: wire.text,
            text,
            alignment,
            score,
            rejected: reason,
          },
        ],
      ]
    })
    await cache.setSegments(entries)
  }

  return {
    answer,
    reject,
    peek: (wire) => known.get(keyOf(wire)),
    keyOf,
    cached,
    warnings,
    sent,
  }
}
