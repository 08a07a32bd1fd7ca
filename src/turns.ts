import { setImmediate } from 'node:timers/promises'

/**
 * Hands out turns, one per round of the event loop. Parsing takes the processor for itself; between two documents
 * requests have to leave and answers have to come in.
 */
export function createTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  return () => {
    last = last.then(() => setImmediate())
    return last
  }
}
