import type { Problem } from '../checks/index.ts'
import type { Locale, Segment, Translation } from '../types.ts'
import type { Failure } from './failures.ts'

/** One text to translate. Two lookups with the same key are the same question. */
export interface Lookup {
  /** Cache key of the segment. */
  key: string
  /** What the translator is sent. */
  text: string
  /** The segment whose tags travel inside the text. */
  tagged?: Segment
  from: Locale
  to: Locale
  /** Whether the same text is asked for once more after an answer failed this check. @default always */
  again?(check: string): boolean
}

/** What became of a lookup, whoever asked. */
export type Result =
  | {
      ok: true
      translation: Translation
      /** The translation is good but could not be stored: the next run pays for it again. */
      warning?: Problem
    }
  | {
      ok: false
      /** Why there is none. */
      problem: Failure
    }

/**
 * What became of a lookup, for one of those who asked. `sent` is true for exactly one of them, if it was in a call:
 * the others joined it, or it never left.
 */
export type Outcome = Result & { sent: boolean }

/** One lookup under way, with everybody who waits for it. */
export interface Entry {
  readonly lookup: Lookup
  /** Whether it is in a call right now. */
  flying: boolean
  /** Whether it has been in a call before. */
  sent: boolean
  /** Whether the translator has asked once to be asked again. */
  refused: boolean
  /** Whether one answer has failed a check. */
  rejected: boolean
  /** Whether anybody still waits. */
  wanted(): boolean
  /** Waits for the outcome. Rejects with the signal's reason, for this caller alone. */
  join(signal?: AbortSignal): Promise<Outcome>
  settle(result: Result): void
  /** Rejects for everybody. */
  cancel(reason: unknown): void
}

/** @param onDeserted called when the last caller has gone before there was an outcome */
export function createEntry(lookup: Lookup, onDeserted: (entry: Entry) => void): Entry {
  interface Caller {
    resolve(outcome: Outcome): void
    reject(reason: unknown): void
    release(): void
  }
  const callers = new Set<Caller>()

  function release(): Caller[] {
    const all = [...callers]
    callers.clear()
    for (const caller of all) caller.release()
    return all
  }

  const entry: Entry = {
    lookup,
    flying: false,
    sent: false,
    refused: false,
    rejected: false,
    wanted: () => callers.size > 0,
    join(signal) {
      return new Promise((resolve, reject) => {
        const leave = () => {
          callers.delete(caller)
          reject(signal?.reason)
          if (callers.size === 0) onDeserted(entry)
        }
        const caller: Caller = {
          resolve,
          reject,
          release: () => signal?.removeEventListener('abort', leave),
        }
        callers.add(caller)
        signal?.addEventListener('abort', leave, { once: true })
      })
    },
    settle(result) {
      release().forEach(({ resolve }, index) => {
        resolve({ ...result, sent: entry.sent && index === 0 })
      })
    },
    cancel(reason) {
      for (const { reject } of release()) reject(reason)
    },
  }
  return entry
}
