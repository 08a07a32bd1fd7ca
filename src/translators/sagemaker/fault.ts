import { PolyglotError } from '../../errors.ts'
import { excerpt } from '../http/words.ts'
import { adviceOn } from './advice.ts'

/**
 * What kind of thing went wrong:
 * `final`: asking again is no use;
 * `unreachable`: there is no connection to AWS;
 * `absent`: AWS finds no such endpoint, which it also says of one that is being created;
 * `other`: the endpoint runs another model than is expected;
 * `mode`: the endpoint is asynchronous and was asked in real time, or the other way round;
 * `invalid`: the request was refused;
 * `model`: the container failed or was too late, so fewer texts at once may work;
 * `passing`: throttled, overloaded or cut off, so the same request may work in a while;
 * `failed`: anything else.
 */
export type FaultKind =
  | 'final'
  | 'unreachable'
  | 'absent'
  | 'other'
  | 'mode'
  | 'invalid'
  | 'model'
  | 'passing'
  | 'failed'

/** What AWS, or the way there, made of a request. The first four kinds have the code TRANSLATOR_UNAVAILABLE. */
export class Fault extends PolyglotError {
  readonly kind: FaultKind

  constructor(kind: FaultKind, message: string, cause?: unknown) {
    const isOver = ['final', 'unreachable', 'absent', 'other'].includes(kind)
    super(isOver ? 'TRANSLATOR_UNAVAILABLE' : 'TRANSLATOR_FAILED', message, {
      cause,
      retryable: ['passing', 'model', 'unreachable'].includes(kind),
    })
    this.kind = kind
  }
}

/** Where a request went, for messages. */
export interface Place {
  /** Name of the endpoint. */
  endpoint: string
  region: string
}

/** What the clients of AWS put into an error. */
interface AwsError {
  name?: string
  message?: string | null
  code?: string
  cause?: unknown
  OriginalStatusCode?: number
  OriginalMessage?: string
  LogStreamArn?: string
  $metadata?: { httpStatusCode?: number; attempts?: number }
}

/** How many requests the client made before it gave up; 1 if it does not say. */
export function requestsOf(error: unknown): number {
  const { $metadata } = Object(error instanceof Fault ? error.cause : error) as AwsError
  return $metadata?.attempts ?? 1
}

/** Reads an error of an AWS client. Names and statuses as seen with its version 3.1164 and in its API models. */
export function faultOf(error: unknown, place: Place): Fault {
  if (error instanceof Fault) return error
  const aws = Object(error) as AwsError
  const { name = 'Error', $metadata = {} } = aws
  const status = $metadata.httpStatusCode ?? 0
  const where = `endpoint '${place.endpoint}' in ${place.region}`
  const advice = adviceOn(aws, place)
  if (advice) return new Fault('final', advice, error)
  const code = codeOf(aws)
  if (UNREACHABLE.has(code))
    return new Fault(
      'unreachable',
      `No connection to AWS (${code}${excerpt(aws.message ?? '')}). Is this machine online, and is '${place.region}' ` +
        'a region? Regions look like eu-central-1.',
      error,
    )
  const said = `${name}${excerpt(aws.message ?? '')}`
  if (name === 'ModelError') return modelFault(aws, where)
  if (name === 'ValidationError') {
    if (/not found/i.test(aws.message ?? ''))
      return new Fault('absent', `AWS finds no ${where}.`, error)
    const kind = /async/i.test(aws.message ?? '') ? 'mode' : 'invalid'
    return new Fault(kind, `AWS refused the request to the ${where} (${said}).`, error)
  }
  if (status === 429 || status >= 500 || PASSING_NAMES.test(name) || PASSING_CODES.has(code))
    return new Fault('passing', `The ${where} did not answer (${said}).`, error)
  return new Fault('failed', `The request to the ${where} failed (${said}).`, error)
}

/** Without a status the container gave no answer in time: 60 seconds in real time. */
function modelFault(error: AwsError, where: string): Fault {
  const { OriginalStatusCode: status = 0, OriginalMessage, LogStreamArn, message } = error
  const log = LogStreamArn ? ` Its log is ${LogStreamArn}.` : ''
  return new Fault(
    status === 0 || status >= 500 ? 'model' : 'failed',
    `The model on ${where} failed${status ? ` with status ${status}` : ''}${excerpt(OriginalMessage || message || '')}.${log}`,
    error,
  )
}

/** The code of a connection that broke: on the error itself, or on what caused it. */
function codeOf(error: AwsError): string {
  return error.code ?? (error.cause as AwsError | undefined)?.code ?? ''
}

const PASSING_NAMES =
  /Throttl|TooManyRequests|SlowDown|RequestLimitExceeded|TimeoutError|RequestTimeout|ModelNotReady|ServiceUnavailable|InternalFailure|InternalDependency|InternalError/

const PASSING_CODES = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED'])

const UNREACHABLE = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
])
