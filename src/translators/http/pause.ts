import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds before the next attempt: anything up to a bound that doubles from 0.5 to 20 seconds ("full jitter", M. Brooker, AWS, 2015). */
export function jitter(attempt: number): number {
  return Math.random() * Math.min(20_000, 500 * 2 ** attempt)
}

/** Waits so many milliseconds. @throws the signal's reason once it is aborted. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => {
    throw signal.reason
  })
}
