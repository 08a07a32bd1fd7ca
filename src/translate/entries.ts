import type { Problem } from '../checks/index.ts'
import type { Locale, Translation } from '../types.ts'

/** One text to translate. Two lookups with the same key are the same question. */
export interface Lookup {
  /** Cache key of the segment. */
  key: string
  /** What the translator is sent. */
  text: string
  from: Locale
  to: Locale
}

/** What became of a lookup. */
export type Outcome =
  | {
      ok: true
      translation: Translation
      /** `false` when the lookup joined one that was already under way. */
      sent: boolean
      /** The translation is good but could not be stored: the next run pays for it again. */
      warning?: Problem
    }
  | {
      ok: false
      /** Why there is none; `target` is the text that a check rejected, its end cut off beyond 2,000 characters. */
      problem: Problem & { target?: string }
    }

/** An outcome before it is known who asked first. */
export type Result =
  | { ok: true; translation: Translation; warning?: Problem }
  | Extract<Outcome, { ok: false }>

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
    first: boolean
    resolve(outcome: Outcome): void
    reject(reason: unknown): void
    release(): void
  }
  const callers = new Set<Caller>()
  let asked = false

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
      const first = !asked
      asked = true
      return new Promise((resolve, reject) => {
        const leave = () => {
          callers.delete(caller)
          reject(signal?.reason)
          if (callers.size === 0) onDeserted(entry)
        }
        const caller: Caller = {
          first,
          resolve,
          reject,
          release: () => signal?.removeEventListener('abort', leave),
        }
        callers.add(caller)
        signal?.addEventListener('abort', leave, { once: true })
      })
    },
    settle(result) {
      for (const { first, resolve } of release())
        resolve(result.ok ? { ...result, sent: first } : result)
    },
    cancel(reason) {
      for (const { reject } of release()) reject(reason)
    },
  }
  return entry
}
