import { PolyglotError } from '../../src/errors.ts'
import { insist, type Look, waitFor } from '../wait.ts'
import { isPassing, readyAnswer } from './answer.ts'
import type { Work } from './work.ts'

const HEALTH = JSON.stringify({ op: 'health' })

/** Downloading and loading the weights takes minutes; nobody waits longer than this: milliseconds. */
const PATIENCE = 40 * 60_000

/**
 * Waits until the model itself answers. "InService" does not say that: AWS's server calls itself healthy before the model is
 * loaded, and the first requests would time out.
 */
export async function warmStep(work: Work): Promise<void> {
  const { endpoint } = work.names
  const look = work.settings.mode === 'async' ? await asyncLook(work) : () => realtimeLook(work)
  const languages = await waitFor(
    {
      what: `model ${work.settings.model}`,
      look,
      atMost: PATIENCE,
      late: (state) =>
        new PolyglotError(
          'ENDPOINT',
          `The endpoint ${endpoint} is in service, but its model has not answered for ${PATIENCE / 60_000} minutes: ${state}. ${logs(work)} It costs as long as it runs: polyglot endpoint down`,
        ),
    },
    work.io,
  )
  work.io.report(
    `model ${work.settings.model}: answers${languages === undefined ? '' : `, ${languages} languages`}`,
  )
}

async function realtimeLook({ io, names }: Work): Promise<Look<number | undefined>> {
  try {
    const { Body } = await io.aws.runtime.invokeEndpoint(
      {
        EndpointName: names.endpoint,
        ContentType: 'application/json',
        Accept: 'application/json',
        Body: HEALTH,
      },
      { abortSignal: io.signal },
    )
    return { done: true, result: readyAnswer(Body?.transformToString() ?? '') }
  } catch (error) {
    io.signal.throwIfAborted()
    if (!isPassing(error)) throw error
    return { done: false, state: `loading (${said(error)})` }
  }
}

/** `ModelError 500: …` of AWS, without its length. */
function said(error: unknown): string {
  const {
    name,
    message,
    OriginalStatusCode: status,
  } = error as Error & {
    OriginalStatusCode?: number
  }
  return `${name}${status === undefined ? '' : ` ${status}`}: ${message.slice(0, 200)}`
}

/** One request is enough: it waits in the queue for as long as the model needs. */
async function asyncLook({ io, names }: Work): Promise<() => Promise<Look<number | undefined>>> {
  const request = {
    EndpointName: names.endpoint,
    ContentType: 'application/json',
    Accept: 'application/json',
    Body: HEALTH,
  }
  const { OutputLocation, FailureLocation } = await insist(
    () => io.aws.runtime.invokeEndpointAsync(request, { abortSignal: io.signal }),
    { while: isPassing, saying: 'AWS does not take the first request yet' },
    io,
  )
  return async () => {
    const output = await textAt(io.aws.s3, OutputLocation)
    if (output !== undefined) return { done: true, result: readyAnswer(output) }
    const failure = await textAt(io.aws.s3, FailureLocation)
    if (failure !== undefined)
      throw new PolyglotError(
        'ENDPOINT',
        `The model did not answer a first request; AWS wrote to ${FailureLocation}: ${failure.slice(0, 500)}`,
      )
    return { done: false, state: 'loading' }
  }
}

/** @param location such as `s3://bucket/async/out/1.out` */
async function textAt(s3: Work['io']['aws']['s3'], location = ''): Promise<string | undefined> {
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(location) ?? []
  if (Bucket === undefined || Key === undefined) return undefined
  try {
    return await (await s3.getObject({ Bucket, Key })).Body?.transformToString()
  } catch (error) {
    const { name, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } }
    // Without s3:ListBucket AWS says "forbidden" of what is not there.
    if (name === 'NoSuchKey' || $metadata?.httpStatusCode === 403) return undefined
    throw error
  }
}

function logs({ names, io }: Work): string {
  return `See its log: aws logs tail /aws/sagemaker/Endpoints/${names.endpoint} --since 1h --region ${io.aws.region}`
}
