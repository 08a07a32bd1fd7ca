import type { EndpointMode } from '../../../deploy/settings.ts'
import type { Answer } from '../../types.ts'
import { type RequestHead, wireRequest } from '../http/request.ts'
import type { QueueContext } from './context.ts'
import { Fault } from './fault.ts'
import { invokeQueued, QUEUED_DEADLINE } from './queued.ts'
import { invoke, REALTIME_DEADLINE } from './realtime.ts'

type Call = [head: Omit<RequestHead, 'deadlineMs'>, texts: string[], context: QueueContext]

/** Brings texts to an endpoint, in the mode that it has. */
export interface Transport {
  /** One round: `null` for each text that was not reached. @throws Fault, PolyglotError or the signal's reason. */
  send(...call: Call): Promise<(Answer | null)[]>
}

/**
 * The mode is what it is said to be, else what AWS says, else found out by trying. Where AWS answers that the endpoint is
 * of the other mode, the same texts are sent in that, and so is everything after them.
 *
 * How AWS words this is not documented: any refusal that speaks of `async` counts, and where nobody has said what the
 * mode is, any refusal but “not found”.
 */
export function createTransport(said: EndpointMode | undefined): Transport {
  let mode = said

  async function modeOf({ endpoint, signal }: QueueContext): Promise<EndpointMode> {
    mode ??= (await endpoint.description(signal))?.mode
    return mode ?? 'realtime'
  }

  function sendAs(as: EndpointMode, ...[head, texts, context]: Call) {
    return as === 'async'
      ? invokeQueued({ ...head, deadlineMs: QUEUED_DEADLINE }, texts, context)
      : invoke(
          context.endpoint,
          wireRequest({ ...head, deadlineMs: REALTIME_DEADLINE }, texts),
          context,
        )
  }

  /** In the other mode, after the first one was refused. */
  async function sendOtherwise(refusal: Fault, as: EndpointMode, ...call: Call) {
    try {
      const answers = await sendAs(as, ...call)
      mode = as
      return answers
    } catch (error) {
      // That it is not of this mode either says nothing; what was wrong at first does.
      if (error instanceof Fault && (error.kind === 'mode' || error.kind === 'invalid'))
        throw refusal
      mode = as
      throw error
    }
  }

  async function trySend(...call: Call) {
    const first = await modeOf(call[2])
    try {
      const answers = await sendAs(first, ...call)
      mode ??= first
      return answers
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      const isOther = error.kind === 'mode' || (mode === undefined && error.kind === 'invalid')
      if (!isOther) throw error
      return sendOtherwise(error, first === 'async' ? 'realtime' : 'async', ...call)
    }
  }

  return {
    async send(...call) {
      try {
        return await trySend(...call)
      } catch (error) {
        const [, , { endpoint, signal }] = call
        throw error instanceof Fault ? await endpoint.explain(error, signal) : error
      }
    },
  }
}
