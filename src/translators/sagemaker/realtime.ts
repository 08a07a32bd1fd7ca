import type { Answer } from '../../types.ts'
import { readReply } from '../http/reply.ts'
import type { WireRequest } from '../http/request.ts'
import type { Endpoint } from './endpoint.ts'
import { Fault } from './fault.ts'
import { persistently } from './persist.ts'

/** AWS ends a request after 60 seconds, and advises clients to wait for 70. */
const LONGEST_REQUEST = 70_000

/**
 * Two requests are under way at once, of which one waits inside the container: together they have to be done before AWS
 * ends the second one after 60 seconds.
 */
export const REALTIME_DEADLINE = 25_000

/**
 * One request to a realtime endpoint, and its answers.
 *
 * @param until when the whole call must be done, as `Date.now()` tells it
 * @throws Fault, PolyglotError TRANSLATOR_FAILED for an answer that cannot be used, or the signal's reason.
 */
export async function invoke(
  endpoint: Endpoint,
  request: WireRequest,
  { signal, until }: { signal: AbortSignal; until: number },
): Promise<(Answer | null)[]> {
  const runtime = await endpoint.clients.runtime()
  const body = JSON.stringify(request)
  const reply = await persistently(
    async () => {
      const limit = Math.max(1, Math.min(LONGEST_REQUEST, until - Date.now()))
      const late = AbortSignal.timeout(limit)
      try {
        return await runtime.invokeEndpoint(
          {
            EndpointName: endpoint.endpoint,
            ContentType: 'application/json',
            Accept: 'application/json',
            Body: Buffer.from(body),
          },
          { abortSignal: AbortSignal.any([signal, late]) },
        )
      } catch (error) {
        // Most likely the endpoint is still at work on it, so the same is not sent at once again.
        if (late.aborted && !signal.aborted)
          throw new Fault(
            'failed',
            `The endpoint '${endpoint.endpoint}' gave no answer within ${Math.round(limit / 100) / 10} seconds.`,
            error,
          )
        throw error
      }
    },
    endpoint,
    signal,
  )
  return readReply(readJson(Buffer.from(reply.Body ?? []).toString('utf8')), request.texts.length)
}

/** @throws Fault for a text that was cut off on its way. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Fault(
      'failed',
      `The answer of the endpoint is not whole: ${text.length} characters arrived, and they are not JSON.`,
      error,
    )
  }
}
