import { jitter, pause } from '../http/pause.ts'
import { faultOf, type Place, requestsOf } from './fault.ts'

/** After so many requests for one thing it is given up. Up to five are made by the client itself, within a second or two. */
const MOST_REQUESTS = 6

/**
 * Runs one call to AWS, again after a pause while what went wrong may pass. Between six and ten requests at most: the
 * client of AWS repeats throttling, 500, 503 and resets by itself, but with pauses of milliseconds; 530 it does not repeat.
 * The more requests there were, the longer is the pause: up to 16 seconds after five.
 *
 * @throws Fault; the signal's reason once it is aborted.
 */
export async function persistently<Result>(
  run: () => Promise<Result>,
  place: Place,
  signal: AbortSignal,
): Promise<Result> {
  for (let requests = 0; ; ) {
    try {
      return await run()
    } catch (error) {
      signal.throwIfAborted()
      const fault = faultOf(error, place)
      requests += requestsOf(error)
      if (fault.kind !== 'passing' || requests >= MOST_REQUESTS) throw fault
      await pause(jitter(requests), signal)
    }
  }
}
