import type { LanguagePair } from '../types.ts'
import type { CallFailure } from './call.ts'

/** Failed calls in a row before the translator is doubted; a time-out, which costs minutes, counts as three. */
const FAILURES_IN_A_ROW = 12
const TIMEOUT_WEIGHT = 3
/** The longest pause before a failed call is repeated, in milliseconds. */
const LONGEST_PAUSE = 15_000

/** The first pause of a translator that is down, in milliseconds: an endpoint that is just being started is back soon. */
const FIRST_OUTAGE = 1_000

/** How long to wait, in milliseconds. */
export interface Pauses {
  /** Before the first repetition of a failed call; doubles while calls fail in a row, up to 15 seconds. @default 500 */
  retry: number
  /** Before a translator that is down is tried again, at most: one second at first, then twice as long each time. @default 30_000 */
  outage: number
}

/**
 * Whether the translator works. After many failures in a row it is `doubted`: one short text, sent alone, decides
 * whether it is `well` (then the texts were to blame) or `down` (then nothing is sent until the pause is over and
 * another text is asked for).
 */
export interface Health {
  state(): 'well' | 'doubted' | 'down'
  worked(): void
  failed(failure: CallFailure, probe: boolean): void
  /** The translator said that it cannot serve this language pair: until the pause is over, it is not asked again. */
  excluded(pair: LanguagePair, failure: CallFailure): void
  exclusion(pair: LanguagePair): CallFailure | undefined
  /** Milliseconds to wait before the next try, between half and all of the current pause. */
  pause(): number
  /** How many calls have failed in a row, and the last one's words. */
  trouble(): { calls: number; message: string }
}

export function createHealth({ retry, outage }: Pauses): Health {
  let calls = 0
  let weight = 0
  let message = ''
  let down = false
  let since = 0
  let outages = 0
  const exclusions = new Map<string, { failure: CallFailure; since: number; times: number }>()
  const lasts = (from: number, times: number) =>
    performance.now() - from < Math.min(outage, FIRST_OUTAGE * 2 ** (times - 1))

  return {
    state() {
      if (weight < FAILURES_IN_A_ROW) return 'well'
      return down && lasts(since, outages) ? 'down' : 'doubted'
    },
    worked() {
      calls = 0
      weight = 0
      down = false
      outages = 0
    },
    failed(failure, probe) {
      if (probe && weight >= FAILURES_IN_A_ROW) {
        down = true
        outages++
        since = performance.now()
      }
      calls += 1
      weight += failure.kind === 'timeout' ? TIMEOUT_WEIGHT : 1
      message = failure.message
    },
    excluded(pair, failure) {
      const name = `${pair.from} ${pair.to}`
      const known = exclusions.get(name)
      // Calls that were in flight together are one failure.
      if (known && lasts(known.since, known.times)) return
      const now = performance.now()
      const inARow = known && now - known.since < 2 * outage
      exclusions.set(name, { failure, since: now, times: inARow ? known.times + 1 : 1 })
    },
    exclusion(pair) {
      const known = exclusions.get(`${pair.from} ${pair.to}`)
      return known && lasts(known.since, known.times) ? known.failure : undefined
    },
    pause() {
      const longest = Math.min(LONGEST_PAUSE, retry * 2 ** Math.max(0, calls - 1))
      return longest * (0.5 + Math.random() / 2)
    },
    trouble: () => ({ calls, message }),
  }
}
