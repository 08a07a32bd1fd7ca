import type { S3 } from '@aws-sdk/client-s3'
import { pause } from '../http/pause.ts'
import { excerpt } from '../http/words.ts'
import type { Endpoint } from './endpoint.ts'
import { Fault, faultOf } from './fault.ts'
import { readObject } from './location.ts'

/** Milliseconds between two looks: the first and the longest, and how fast they grow. */
const FIRST_PAUSE = 250
const LONGEST_PAUSE = 10_000
const GROWTH = 1.5

/** Looks in a row that may fail: half a minute without a connection, and more with what the client of AWS tries by itself. */
const MOST_TROUBLES = 10

/** Where the result of a request will be, or the reason why there is none. */
export interface ResultPlace {
  output: string
  failure?: string
}

export interface AwaitOptions {
  signal: AbortSignal
  /** When to give up, as `Date.now()` tells it. There is one look at least. */
  until: number
}

/**
 * Waits for the result of an asynchronous request. Nothing comes for minutes while an instance starts; if the endpoint
 * goes away meanwhile, the wait ends.
 *
 * @returns the text of the result; undefined where there is none by then
 * @throws Fault: `model` with what the container said, `final` or `absent` where waiting is no use, `passing` without a
 *   connection; the signal's reason once it is aborted.
 */
export async function awaitResult(
  endpoint: Endpoint,
  place: ResultPlace,
  { signal, until }: AwaitOptions,
): Promise<{ text: string } | { denied: boolean }> {
  const s3 = await endpoint.clients.s3()
  let troubles = 0
  let wait = FIRST_PAUSE
  let denied = false
  for (;;) {
    try {
      const found = await look(s3, place, signal)
      if (typeof found === 'object') return found
      denied = found === 'denied'
      troubles = 0
      if (Date.now() >= until) return { denied }
      if (wait > LONGEST_PAUSE / 2) await endpoint.ensureAlive(signal)
    } catch (error) {
      signal.throwIfAborted()
      const fault = faultOf(error, endpoint)
      const mayPass = fault.kind === 'passing' || fault.kind === 'unreachable'
      if (!mayPass || ++troubles >= MOST_TROUBLES || Date.now() >= until) throw fault
    }
    await pause(Math.min(wait, Math.max(0, until - Date.now())), signal)
    wait = Math.min(LONGEST_PAUSE, wait * GROWTH)
  }
}

async function look(s3: S3, { output, failure }: ResultPlace, signal: AbortSignal) {
  const result = await readObject(s3, output, signal)
  if (typeof result === 'object' || !failure) return result
  const reason = await readObject(s3, failure, signal)
  if (typeof reason === 'object')
    throw new Fault('model', `The model failed on an asynchronous request${excerpt(reason.text)}.`)
  return result
}
