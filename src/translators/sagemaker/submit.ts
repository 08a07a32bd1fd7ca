import { randomUUID } from 'node:crypto'
import type { QueueContext } from './context.ts'
import { Fault } from './fault.ts'
import { hashOf, type PendingRequest } from './journal.ts'
import { inputLocation } from './location.ts'
import { persistently } from './persist.ts'

/** What InvokeEndpointAsync takes inside a call (API model of June 2026). */
export const MOST_INLINE_BYTES = 128_000

/** AWS ends one invocation after 15 minutes (its default), and throws a request away that has waited for an hour. */
const INVOCATION_SECONDS = 900
const QUEUE_SECONDS = 3600

export type Input = { Body: Uint8Array } | { InputLocation: string }

/** Sends one request and notes it in the journal. @throws Fault; PolyglotError MISSING_PACKAGE; the signal's reason. */
export async function submit(
  texts: string[],
  input: Input,
  { endpoint, journal, fingerprint, pair, signal }: QueueContext,
): Promise<PendingRequest> {
  // Without it the answers could not be read: better to know before they are paid for.
  await endpoint.clients.s3()
  const runtime = await endpoint.clients.runtime()
  const invocation = {
    EndpointName: endpoint.endpoint,
    ContentType: 'application/json',
    Accept: 'application/json',
    InvocationTimeoutSeconds: INVOCATION_SECONDS,
    RequestTTLSeconds: QUEUE_SECONDS,
    ...input,
  }
  const place = await persistently(
    () => runtime.invokeEndpointAsync(invocation, { abortSignal: signal }),
    endpoint,
    signal,
  )
  if (!place.OutputLocation)
    throw new Fault(
      'failed',
      `AWS did not say where the endpoint '${endpoint.endpoint}' leaves its result.`,
    )
  const sent = Date.now()
  const request: PendingRequest = {
    id: randomUUID(),
    sent,
    until: sent + (QUEUE_SECONDS + INVOCATION_SECONDS) * 1000,
    endpoint: endpoint.endpoint,
    region: endpoint.region,
    fingerprint,
    ...pair,
    output: place.OutputLocation,
    ...(place.FailureLocation && { failure: place.FailureLocation }),
    texts: texts.map(hashOf),
  }
  await journal.add(request)
  return request
}

/**
 * How a body travels: inside the call, or through S3.
 * @returns undefined where it is too large for a call, and nobody can say where else to put it
 * @throws Fault; PolyglotError MISSING_PACKAGE; the signal's reason.
 */
export async function inputOf(
  body: Buffer,
  { endpoint, signal }: QueueContext,
): Promise<Input | undefined> {
  if (body.length <= MOST_INLINE_BYTES) return { Body: body }
  const { output } = (await endpoint.description(signal)) ?? {}
  if (!output) return undefined
  const location = inputLocation(output, `${randomUUID()}.json`)
  const s3 = await endpoint.clients.s3()
  await persistently(
    () =>
      s3.putObject(
        { ...location, Body: body, ContentType: 'application/json' },
        { abortSignal: signal },
      ),
    endpoint,
    signal,
  )
  return { InputLocation: `s3://${location.Bucket}/${location.Key}` }
}
