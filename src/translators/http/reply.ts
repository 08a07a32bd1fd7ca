import { PolyglotError } from '../../errors.ts'
import type { AlignedSpan, Answer } from '../../types.ts'

/**
 * The results of a reply, `null` for a text that was not reached.
 * @throws PolyglotError TRANSLATOR_FAILED, retryable for a fault on the server's side.
 */
export function readReply(reply: unknown, count: number): (Answer | null)[] {
  if (!isObject(reply)) throw failed('its reply is not a JSON object')
  if (isObject(reply.error)) {
    const { code = 'INTERNAL', message = 'no reason given' } = reply.error
    throw failed(`it reports ${code}: ${message}`, code !== 'BAD_REQUEST')
  }
  const { results } = reply
  if (!Array.isArray(results)) throw failed('its reply has no list of results')
  if (results.length !== count)
    throw failed(`it gave ${results.length} results for ${count} texts; one per text is expected`)
  return results.map(readResult)
}

function readResult(result: unknown, index: number): Answer | null {
  if (result === null) return null
  if (isObject(result)) {
    const { text, alignment, score, error, retryable } = result
    if (typeof error === 'string')
      return { error: `the server says ${error}`, retryable: retryable === true }
    if (typeof text === 'string')
      return {
        text,
        ...(Array.isArray(alignment) && { alignment: alignment as AlignedSpan[] }),
        ...(typeof score === 'number' && { score }),
      }
  }
  throw failed(`its result number ${index + 1} is neither { text } nor { error } nor null`)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function failed(complaint: string, retryable = false): PolyglotError {
  return new PolyglotError(
    'TRANSLATOR_FAILED',
    `The translation server cannot be used: ${complaint}.`,
    {
      retryable,
    },
  )
}
