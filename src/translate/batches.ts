import type { LanguagePair, Limits } from '../types.ts'
import type { Entry } from './entries.ts'

/**
 * A batch below both is a crumb: its call costs more in overhead than a second slot saves.
 * Eight sentences, or an eighth of what a call may carry where the texts are long.
 */
const CRUMB_SEGMENTS = 8
const CRUMB_SHARE = 1 / 8

/** What waits to be sent for one language pair. */
export interface Queue {
  readonly pair: LanguagePair
  /** UTF-16 code units waiting. */
  characters(): number
  /** Whether what waits fills a call. */
  full(): boolean
  /** How many calls it takes to send what waits. */
  calls(): number
  add(entry: Entry): void
  /** Takes one entry out, if it is there. */
  drop(entry: Entry): void
  /**
   * Takes one batch out, longest texts first: neighbours in a batch are then of like length, which models
   * pad to the longest of, and the short ones come last, where they even out the slots.
   * @param parts take one of so many even parts of what waits, unless a part would be a crumb. The limits hold anyway
   */
  take(parts: number): Entry[]
  shortest(): Entry | undefined
  /** Takes everything out. */
  drain(): Entry[]
}

export function createQueue(pair: LanguagePair, limits: Limits): Queue {
  // Ascending by length, so that the longest leave from the end.
  let waiting: Entry[] = []
  let characters = 0
  let sorted = true

  function sort() {
    if (!sorted) waiting.sort((a, b) => a.lookup.text.length - b.lookup.text.length)
    sorted = true
  }

  function calls(): number {
    return Math.ceil(Math.max(waiting.length / limits.segments, characters / limits.characters))
  }

  function isCrumb(segments: number, size: number): boolean {
    return segments < CRUMB_SEGMENTS && size < limits.characters * CRUMB_SHARE
  }

  return {
    pair,
    characters: () => characters,
    full: () => waiting.length >= limits.segments || characters >= limits.characters,
    calls,
    add(entry) {
      waiting.push(entry)
      characters += entry.lookup.text.length
      sorted = false
    },
    drop(entry) {
      const index = waiting.indexOf(entry)
      if (index < 0) return
      waiting.splice(index, 1)
      characters -= entry.lookup.text.length
    },
    take(parts) {
      sort()
      const share = characters / parts
      const batch: Entry[] = []
      let taken = 0
      for (let entry = waiting.at(-1); entry; entry = waiting.at(-1)) {
        const size = entry.lookup.text.length
        if (batch.length >= limits.segments) break
        if (batch.length > 0 && taken + size > limits.characters) break
        const isPart = parts > 1 && taken + size / 2 > share && calls() < parts
        if (isPart && !isCrumb(batch.length, taken) && !isCrumb(waiting.length, characters)) break
        waiting.pop()
        batch.push(entry)
        taken += size
        characters -= size
      }
      return batch
    },
    shortest() {
      sort()
      return waiting[0]
    },
    drain() {
      const all = waiting
      waiting = []
      characters = 0
      return all
    },
  }
}
