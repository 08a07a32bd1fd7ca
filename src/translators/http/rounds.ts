import { messageOf } from '../../errors.ts'
import type { Answer } from '../../types.ts'

/** Most requests for one batch. What is left then is for a later call. */
export const MOST_ROUNDS = 8

/** How often a batch is halved. Where a single text is at fault, the scheduler finds it with fewer requests. */
const MOST_HALVINGS = 2

export interface RoundsOptions {
  signal: AbortSignal
  /** Whether fewer texts at once may work where a request failed with this error. @default never */
  tooMuch?(error: unknown): boolean
}

/**
 * Sends texts until each has an answer: what comes back as `null` was not reached and is sent again, what was too much
 * is sent in halves. What has no answer after eight requests, or after a failure, becomes a refusal that may pass, so
 * that finished work is kept.
 *
 * @param send one request; one answer per text, `null` for one that was not reached
 * @throws what `send` threw, if no text has an answer by then; the signal's reason once it is aborted.
 */
export async function inRounds(
  texts: string[],
  send: (texts: string[]) => Promise<(Answer | null)[]>,
  { signal, tooMuch = () => false }: RoundsOptions,
): Promise<Answer[]> {
  const answers = new Array<Answer | null>(texts.length).fill(null)
  let waiting = [...texts.keys()]
  let size = texts.length
  let halvings = 0
  let words = 'the server did not reach this text before its deadline'
  for (let round = 0; round < MOST_ROUNDS && waiting.length > 0; round++) {
    const group = waiting.slice(0, size)
    try {
      const reply = await send(group.map((index) => texts[index]!))
      for (const [at, index] of group.entries()) answers[index] = reply[at]!
      if (reply.every((answer) => answer === null)) break
    } catch (error) {
      signal.throwIfAborted()
      if (tooMuch(error) && group.length > 1 && halvings < MOST_HALVINGS) {
        halvings += 1
        size = Math.ceil(group.length / 2)
      } else if (answers.every((answer) => answer === null)) throw error
      else {
        words = messageOf(error)
        break
      }
    }
    waiting = waiting.filter((index) => answers[index] === null)
  }
  return answers.map((answer) => answer ?? { error: words, retryable: true })
}
