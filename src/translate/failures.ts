import type { Problem } from '../checks/index.ts'

/** Most failures that are remembered; beyond, the oldest are forgotten. With what was rejected, some 2 kB each at most. */
const MOST = 10_000

/** Why a lookup has no translation. */
export type Failure = Problem & {
  /** The text that a check rejected, its end cut off beyond 2,000 characters. */
  target?: string
  /** Whether it was asked for once more before, in the same words. */
  again?: boolean
  /** Whether the translator is to blame and not the text. */
  temporary?: true
}

/**
 * Texts that the translator has failed on of late, so that a sentence which stands in many documents is paid for
 * once, not once per document.
 */
export interface Failures {
  /** @param key of the lookup */
  get(key: string): Failure | undefined
  add(key: string, failure: Failure): void
}

/** @param lifetime milliseconds until a failure is forgotten, and its text may be sent again */
export function createFailures(lifetime: number): Failures {
  // In the order of time.
  const failures = new Map<string, { failure: Failure; since: number }>()
  const isOver = (since: number) => performance.now() - since >= lifetime

  return {
    get(key) {
      const known = failures.get(key)
      return known && !isOver(known.since) ? known.failure : undefined
    },
    add(key, failure) {
      failures.delete(key)
      failures.set(key, { failure, since: performance.now() })
      for (const [oldest, { since }] of failures) {
        if (failures.size <= MOST && !isOver(since)) break
        failures.delete(oldest)
      }
    },
  }
}

/** A rejected answer can be a whole book; a finding needs its beginning. */
const LONGEST_TARGET = 2_000

/** A failure of the translator, in its own words. */
export function failureOf(message: string): Failure {
  return { check: 'translator', severity: 'error', message: sentence(message) }
}

/** A failure of a call, whatever the text was. */
export function temporaryFailure(message: string): Failure {
  return { ...failureOf(message), temporary: true }
}

/** An answer that failed a check. @param again whether it was the second one */
export function rejection(problem: Problem, text: string, again: boolean): Failure {
  const target = text.length > LONGEST_TARGET ? `${text.slice(0, LONGEST_TARGET)}…` : text
  return again ? { ...problem, target, again } : { ...problem, target }
}

/** With a full stop: the words of others end with one, or do not. */
export function sentence(message: string): string {
  return /\p{P}\s*$/u.test(message) && !/[)\]”"'’]\s*$/.test(message) ? message : `${message}.`
}
