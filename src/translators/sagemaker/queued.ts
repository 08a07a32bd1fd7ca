import type { Answer } from '../../types.ts'
import { type RequestHead, wireRequest } from '../http/request.ts'
import { answersOf } from './answers.ts'
import { collect } from './collect.ts'
import type { QueueContext } from './context.ts'
import { inputOf, MOST_INLINE_BYTES, submit } from './submit.ts'

/** The container gives what it has after five minutes, so that little is lost with an instance. */
export const QUEUED_DEADLINE = 300_000

/**
 * Texts through an asynchronous endpoint. Those that the journal holds are waited for instead of being sent again; what
 * comes of neither is `null`.
 *
 * @throws Fault, PolyglotError TRANSLATOR_FAILED for an answer that cannot be used, or the signal's reason, if none of the
 *   texts has an answer by then.
 */
export async function invokeQueued(
  head: RequestHead,
  texts: string[],
  context: QueueContext,
): Promise<(Answer | null)[]> {
  const { others, pending, answers } = collect(texts, context)
  async function collected(): Promise<(Answer | null)[]> {
    const found = await answers()
    const left = pending.filter((text) => !found.has(text))
    const again = new Map(zip(left, await sendQueued(head, left, context)))
    return pending.map((text) => found.get(text) ?? again.get(text) ?? null)
  }
  const parts = [others, pending].filter((part) => part.length > 0)
  const done = await whatWorks(
    parts.map((part) => (part === others ? sendQueued(head, others, context) : collected())),
    (index) => parts[index]!.map(() => null),
  )
  const answerOf = new Map(parts.flatMap((part, index) => zip(part, done[index]!)))
  return texts.map((text) => answerOf.get(text) ?? null)
}

/** One request. What is too large for a call is put into S3 if it is known where, and is divided otherwise. */
async function sendQueued(
  head: RequestHead,
  texts: string[],
  context: QueueContext,
): Promise<(Answer | null)[]> {
  if (texts.length === 0) return []
  const body = Buffer.from(JSON.stringify(wireRequest(head, texts)))
  const input = await inputOf(body, context)
  if (input) {
    const request = await submit(texts, input, context)
    // Nothing else is to be done meanwhile, so only the end of the whole call ends the wait.
    return (await answersOf(request, context, { until: Infinity }))!
  }
  if (texts.length === 1)
    return [{ error: `it is larger than the ${MOST_INLINE_BYTES} bytes that one call takes` }]
  const middle = Math.ceil(texts.length / 2)
  const halves = [texts.slice(0, middle), texts.slice(middle)]
  const answers = await whatWorks(
    halves.map((half) => sendQueued(head, half, context)),
    (index) => halves[index]!.map(() => null),
  )
  return answers.flat()
}

/** What several works give, with a stand-in for each that fails. @throws what the first has thrown, if all fail. */
async function whatWorks<Result>(
  works: Promise<Result>[],
  standIn: (index: number) => Result,
): Promise<Result[]> {
  const settled = await Promise.allSettled(works)
  const [first] = settled
  if (first?.status === 'rejected' && settled.every(({ status }) => status === 'rejected'))
    throw first.reason
  return settled.map((each, index) => (each.status === 'fulfilled' ? each.value : standIn(index)))
}

function zip<A, B>(one: A[], other: B[]): [A, B][] {
  return one.map((value, index) => [value, other[index]!])
}
