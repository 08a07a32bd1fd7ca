import type { LanguagePair } from '../types.ts'
import type { Entry } from './entries.ts'

/** Entries that travel together in one call. */
export interface Attempt {
  pair: LanguagePair
  entries: Entry[]
  /** Whether the same batch, or one that it is a part of, has failed before. */
  again: boolean
  /** Whether the call finds out if the translator works at all. */
  probe: boolean
}

/**
 * How to go on after a failed call: the same batch once more, then its quarters, down to single segments.
 * Empty when a single segment has failed for the last time. Quarters find one bad segment with as many calls as
 * halves would, in half the time.
 */
export function attemptsAfter(failed: Attempt): Attempt[] {
  const { entries } = failed
  if (!failed.again) return [{ ...failed, again: true, probe: false }]
  if (entries.length === 1) return []
  const size = Math.ceil(entries.length / 4)
  const parts: Attempt[] = []
  for (let start = 0; start < entries.length; start += size)
    parts.push({ ...failed, entries: entries.slice(start, start + size), probe: false })
  return parts
}
