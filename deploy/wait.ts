import { setTimeout } from 'node:timers/promises'
import type { EndpointIo } from './io.ts'

/** Waits in real time. @throws the signal's reason as soon as it is aborted. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { signal })
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  }
}

/** What a look at something that takes its time found. */
export type Look<Result> =
  | { done: true; result: Result }
  /** @param state said to the person who waits */
  | { done: false; state: string }

export interface WaitOptions<Result> {
  /** What is waited for, as in `endpoint polyglot-main: Creating`. */
  what: string
  look(): Promise<Look<Result>>
  /** Milliseconds between two looks. @default 10 seconds */
  every?: number
  /** Milliseconds after which it is given up. */
  atMost: number
  /** What is thrown then. */
  late(state: string): Error
}

/** A line at least this often, so that nobody takes waiting for hanging: milliseconds. */
const REPORT_EVERY = 60_000

/** Looks again and again, and reports every new state with the time that has passed. */
export async function waitFor<Result>(
  { what, look, every = 10_000, atMost, late }: WaitOptions<Result>,
  io: EndpointIo,
): Promise<Result> {
  const now = io.now ?? Date.now
  const start = now()
  let reported = { state: '', at: start }
  for (;;) {
    io.signal.throwIfAborted()
    const found = await look()
    if (found.done) return found.result
    const at = now()
    if (found.state !== reported.state || at - reported.at >= REPORT_EVERY) {
      reported = { state: found.state, at }
      io.report(`${what}: ${found.state} (${duration(at - start)})`)
    }
    if (at - start >= atMost) throw late(found.state)
    await (io.pause ?? pause)(every, io.signal)
  }
}

/** `45 s`, `4 min 5 s`, `2 h`, `2 h 30 min` */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  const parts: [number, string][] =
    seconds < 3600
      ? [
          [Math.floor(seconds / 60), 'min'],
          [seconds % 60, 's'],
        ]
      : [
          [Math.floor(seconds / 3600), 'h'],
          [Math.floor((seconds % 3600) / 60), 'min'],
        ]
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`)
  return said.join(' ') || '0 s'
}

/** Milliseconds between two attempts of `insist`; the last is repeated. */
const STEPS = [2_000, 4_000, 8_000, 15_000]

/** How often `insist` asks: for about two minutes in all. */
const ATTEMPTS = 12

/** Calls again what AWS refuses only because it does not know yet what was just made. The last refusal is thrown. */
export async function insist<Result>(
  call: () => Promise<Result>,
  reason: { while(error: unknown): boolean; saying: string },
  io: EndpointIo,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call()
    } catch (error) {
      if (attempt === ATTEMPTS || !reason.while(error)) throw error
      if (attempt === 1) io.report(`${reason.saying}; asking again`)
    }
    await (io.pause ?? pause)(STEPS[Math.min(attempt, STEPS.length) - 1] ?? 0, io.signal)
  }
}
