import type { Answer } from '../../types.ts'
import type { WireRequest } from '../http/request.ts'
import type { Endpoint } from './endpoint.ts'
import { Fault } from './fault.ts'
import { persistently } from './persist.ts'
import { readAnswers } from './reply.ts'

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
 * @param model whose translations they are taken for
 * @param until when the whole call must be done, as `Date.now()` tells it
 * @throws Fault, PolyglotError TRANSLATOR_FAILED for an answer that cannot be used, or the signal's reason.
 */
export async function invoke(
  endpoint: Endpoint,
  request: WireRequest,
  { model, signal, until }: { model: string; signal: AbortSignal; until: number },
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
  const text = Buffer.from(reply.Body ?? []).toString('utf8')
  return readAnswers(text, { model, count: request.texts.length }, endpoint)
}
