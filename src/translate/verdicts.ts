import type { Problem } from '../checks/index.ts'
import { messageOf } from '../errors.ts'
import type { Refusal, Translation, Translator } from '../types.ts'
import type { Entry, Lookup } from './entries.ts'
import { type Failure, failureOf, rejection, sentence } from './failures.ts'

/** A translation that passed the checks. */
export interface Passed {
  entry: Entry
  translation: Translation
}

/** What is to become of one answer. */
export type Verdict =
  | { kind: 'passed'; passed: Passed }
  /** It failed a check and is asked for again, in the same words. */
  | { kind: 'rejected' }
  /** The translator wants to be asked again. */
  | { kind: 'refused' }
  | { kind: 'failed'; failure: Failure }
  /** A fault in a check. */
  | { kind: 'fault'; error: unknown }

/**
 * Judges one answer, and notes on the entry what it may not be asked for again.
 * @param check a problem of severity `error` rejects the answer
 */
export function verdictOn(
  entry: Entry,
  answer: Translation | Refusal,
  { name }: Translator,
  check: (lookup: Lookup, answer: Translation) => Problem[],
): Verdict {
  if ('error' in answer) {
    if (answer.retryable && !entry.refused && entry.wanted()) {
      entry.refused = true
      return { kind: 'refused' }
    }
    return { kind: 'failed', failure: failureOf(`${name} refused this text: ${answer.error}`) }
  }
  try {
    const problem = check(entry.lookup, answer).find(({ severity }) => severity === 'error')
    if (!problem) return { kind: 'passed', passed: { entry, translation: answer } }
    if (entry.rejected || !(entry.lookup.again?.(problem.check) ?? true))
      return { kind: 'failed', failure: rejection(problem, answer.text, entry.rejected) }
    entry.rejected = true
    return { kind: 'rejected' }
  } catch (error) {
    return { kind: 'fault', error }
  }
}

/** Stores translations; what keeps them from being stored does not keep them from being used. */
export async function keep(
  passed: Passed[],
  store: (results: { lookup: Lookup; translation: Translation }[]) => Promise<void>,
): Promise<Problem | undefined> {
  try {
    await store(passed.map(({ entry, translation }) => ({ lookup: entry.lookup, translation })))
    return undefined
  } catch (error) {
    const message = `The translation is used but could not be stored, so the next run will pay for it again: ${messageOf(error)}`
    return { check: 'cache', severity: 'warning', message: sentence(message) }
  }
}
