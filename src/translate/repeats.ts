import type { LanguagePair } from '../types.ts'
import type { Attempt } from './attempts.ts'
import type { Entry } from './entries.ts'

/** Attempts that are to be made again: ahead of what is new, some of them after a pause. */
export interface Repeats {
  add(attempt: Attempt): void
  /** @param pause milliseconds */
  addLater(attempt: Attempt, pause: number): void
  /** Takes the next one out whose time has come. */
  next(): Attempt | undefined
  /** Every attempt, the pausing ones too, to pick single entries from. */
  all(): Attempt[]
  /** Takes every entry out, or those of one language pair. */
  drain(pair?: LanguagePair): Entry[]
}

/** @param onDue called when the pause of an attempt is over */
export function createRepeats(onDue: () => void): Repeats {
  let due: Attempt[] = []
  const resting = new Map<Attempt, NodeJS.Timeout>()

  return {
    add(attempt) {
      due.push(attempt)
    },
    addLater(attempt, pause) {
      // Not unref'd: it may be all that keeps a build alive. It is cleared when nobody waits any more.
      const timer = setTimeout(() => {
        resting.delete(attempt)
        due.push(attempt)
        onDue()
      }, pause)
      resting.set(attempt, timer)
    },
    next: () => due.shift(),
    all: () => [...due, ...resting.keys()],
    drain(pair) {
      const leaves = (attempt: Attempt) =>
        !pair || (attempt.pair.from === pair.from && attempt.pair.to === pair.to)
      const taken = due.filter(leaves)
      due = due.filter((attempt) => !leaves(attempt))
      for (const [attempt, timer] of resting) {
        if (!leaves(attempt)) continue
        clearTimeout(timer)
        resting.delete(attempt)
        taken.push(attempt)
      }
      return taken.flatMap(({ entries }) => entries)
    },
  }
}
