import type { Answer } from '../../types.ts'
import type { QueueContext } from './context.ts'
import { Fault, type Place } from './fault.ts'
import type { PendingRequest } from './journal.ts'
import { readAnswers } from './reply.ts'
import { awaitResult } from './results.ts'

/**
 * Waits for the answers to a pending request. One whose result has been read, or is no good, is not left in the journal.
 *
 * @param options.until when it is not expected any more, as `Date.now()` tells it
 * @param options.texts hashes of those that are wanted; the others stay in the journal. @default all
 * @returns undefined when the result was not there by then
 * @throws Fault, PolyglotError TRANSLATOR_FAILED for a result that cannot be used; `final` when the time of the whole call
 *   is up; the signal's reason once it is aborted.
 */
export async function answersOf(
  request: PendingRequest,
  { endpoint, journal, model, signal, until: deadline, started }: QueueContext,
  { until, texts }: { until: number; texts?: Set<string> },
): Promise<(Answer | null)[] | undefined> {
  try {
    const found = await awaitResult(endpoint, request, { signal, until: Math.min(deadline, until) })
    if ('text' in found) {
      const answers = readAnswers(found.text, { model, count: request.texts.length }, endpoint)
      await journal.take(request.id, texts)
      return answers
    }
    if (Date.now() < until) throw lateFault(endpoint, found.denied, Date.now() - started)
    await journal.take(request.id)
    return undefined
  } catch (error) {
    if (isSpent(error)) await journal.take(request.id)
    throw error
  }
}

/** Whether a result is there and is no good, or is gone for good, so that nobody needs to look for it again. */
export function isSpent(error: unknown): boolean {
  const { code, kind, cause } = Object(error) as Partial<Fault>
  if (kind === 'other' || Object(cause).name === 'NoSuchBucket') return true
  return code === 'TRANSLATOR_FAILED' && kind !== 'passing'
}

function lateFault({ endpoint, region }: Place, denied: boolean, waited: number): Fault {
  const hint = denied
    ? ' S3 denied access to it every time: these credentials may have to be allowed to read it (`polyglot endpoint policy --ci`).'
    : ''
  return new Fault(
    'final',
    `The endpoint '${endpoint}' in ${region} gave no result within ${Math.round(waited / 60_000)} minutes.${hint} ` +
      'The request is not lost: the next run collects its result. `polyglot endpoint status` says whether an instance has started.',
  )
}
