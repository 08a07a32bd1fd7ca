import { PolyglotError } from '../../errors.ts'
import { jitter, pause } from './pause.ts'
import { denial, excerpt } from './words.ts'

export interface PostOptions {
  headers: Record<string, string>
  /** Milliseconds for one request. */
  timeout: number
  /** How often the request is sent again. */
  retries: number
  signal: AbortSignal
}

/** What one request came to: a reply, or a failure and whether (and how soon) it may pass. */
type Outcome = { reply: unknown } | { failure: PolyglotError; passing: boolean; wait?: number }

/**
 * Posts JSON and reads JSON. No connection, 429 and 5xx are tried again after a pause with full jitter, or the one that
 * the server asks for with `Retry-After`. A request that ran into its time-out is not: the server is most likely still
 * at work on it.
 * @throws PolyglotError TRANSLATOR_UNAVAILABLE or TRANSLATOR_FAILED; the signal's reason once it is aborted.
 */
export async function post(url: URL, body: unknown, options: PostOptions): Promise<unknown> {
  for (let attempt = 0; ; attempt++) {
    const outcome = await postOnce(url, body, options)
    if ('reply' in outcome) return outcome.reply
    if (!outcome.passing || attempt >= options.retries) throw outcome.failure
    await pause(outcome.wait ?? jitter(attempt), options.signal)
  }
}

async function postOnce(url: URL, body: unknown, options: PostOptions): Promise<Outcome> {
  const { headers, timeout, signal } = options
  const place = `${url.origin}${url.pathname}`
  const late = AbortSignal.timeout(timeout)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, late]),
    })
    return readResponse(place, response, await response.text())
  } catch (error) {
    signal.throwIfAborted()
    return late.aborted
      ? {
          failure: failed(`${place} gave no answer within ${timeout / 1000} seconds`, true),
          passing: false,
        }
      : { failure: unreachable(place, error), passing: true }
  }
}

function readResponse(place: string, response: Response, text: string): Outcome {
  const { status } = response
  if (status === 429 || status >= 500) {
    const failure = failed(`${place} answered with status ${status}${excerpt(text)}`, true)
    return { failure, passing: true, wait: retryAfter(response.headers.get('retry-after')) }
  }
  if (!response.ok) return { failure: denial(place, status, text), passing: false }
  try {
    return { reply: JSON.parse(text) }
  } catch {
    const type = response.headers.get('content-type') ?? 'no content type'
    const failure = failed(
      `${place} answered with something that is not JSON (${type})${excerpt(text)}. ` +
        'Is this the address of the translation server, and not of a page in front of it?',
    )
    return { failure, passing: false }
  }
}

/** Milliseconds of a `Retry-After` header, which holds seconds or a date (RFC 9110, 10.2.3); a minute at most. */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isNaN(wait) ? undefined : Math.min(60_000, Math.max(0, wait))
}

function unreachable(place: string, error: unknown): PolyglotError {
  const cause = (error as Error).cause as { code?: string; message?: string } | undefined
  const words = cause?.code ?? cause?.message ?? (error as Error).message
  return new PolyglotError(
    'TRANSLATOR_UNAVAILABLE',
    `No connection to ${place} (${words}). Is the server running, and is this its address?`,
    { cause: error, retryable: true },
  )
}

function failed(message: string, retryable = false): PolyglotError {
  return new PolyglotError('TRANSLATOR_FAILED', message, { retryable })
}
