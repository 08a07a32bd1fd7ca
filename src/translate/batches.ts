import type { LanguagePair, Limits } from '../types.ts'
import type { Entry } from './entries.ts'

/**
 * A batch below both is a crumb: its call costs more in overhead than a second slot saves.
 * Eight sentences, or an eighth of what a call may carry where the texts are long.
 */
const CRUMB_SEGMENTS = 8
const CRUMB_SHARE = 1 / 8

/** Batches among whose texts the longest are looked for. */
const WINDOW = 4

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
   * Takes one batch out: of those that have waited longest the longest texts. Neighbours in a batch are then of like
   * length, which models pad to the longest of; and documents are done one after the other instead of all at the end.
   * @param parts take one of so many even parts of what waits, unless a part would be a crumb. The limits hold anyway
   */
  take(parts: number): Entry[]
  shortest(): Entry | undefined
  /** Takes everything out. */
  drain(): Entry[]
}

export function createQueue(pair: LanguagePair, limits: Limits): Queue {
  let waiting: Entry[] = []
  let characters = 0

  /** The longest of those that have waited longest. */
  function candidates(): Entry[] {
    return waiting.slice(0, WINDOW * limits.segments).sort((a, b) => lengthOf(b) - lengthOf(a))
  }

  /** @param taken entries that are on their way out; their characters are counted off already */
  function restCalls(taken: number): number {
    const segments = (waiting.length - taken) / limits.segments
    return Math.ceil(Math.max(segments, characters / limits.characters))
  }

  function isCrumb(segments: number, size: number): boolean {
    return segments < CRUMB_SEGMENTS && size < limits.characters * CRUMB_SHARE
  }

  return {
    pair,
    characters: () => characters,
    full: () => waiting.length >= limits.segments || characters >= limits.characters,
    calls: () => restCalls(0),
    add(entry) {
      waiting.push(entry)
      characters += lengthOf(entry)
    },
    drop(entry) {
      const index = waiting.indexOf(entry)
      if (index < 0) return
      waiting.splice(index, 1)
      characters -= lengthOf(entry)
    },
    take(parts) {
      const share = characters / parts
      const batch = new Set<Entry>()
      let taken = 0
      for (const entry of candidates()) {
        const size = lengthOf(entry)
        if (batch.size >= limits.segments) break
        if (batch.size > 0 && taken + size > limits.characters) break
        const isPart = parts > 1 && taken + size / 2 > share && restCalls(batch.size) < parts
        const rest = waiting.length - batch.size
        if (isPart && !isCrumb(batch.size, taken) && !isCrumb(rest, characters)) break
        batch.add(entry)
        taken += size
        characters -= size
      }
      waiting = waiting.filter((entry) => !batch.has(entry))
      return [...batch]
    },
    shortest() {
      return waiting.reduce<Entry | undefined>(
        (least, entry) => (least && lengthOf(least) <= lengthOf(entry) ? least : entry),
        undefined,
      )
    },
    drain() {
      const all = waiting
      waiting = []
      characters = 0
      return all
    },
  }
}

const lengthOf = (entry: Entry) => entry.lookup.text.length
