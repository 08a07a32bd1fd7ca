import type { IncomingMessage, ServerResponse } from 'node:http'

export type Body = unknown

/** One invocation, as it arrived. */
export interface Invocation {
  endpoint: string
  mode: 'realtime' | 'async'
  texts: string[]
  body: Record<string, unknown>
  headers: IncomingMessage['headers']
  /** Whether the body lay in S3. */
  fromS3: boolean
}

/**
 * What becomes of a request. A string is the name of what goes wrong on the line; an object with `status` is an error of
 * AWS; `reply` is what the container answers; `output` and `failure` are texts of objects, for asynchronous ones alone.
 */
export type Turn =
  | 'answer'
  | 'reset'
  | 'half'
  | 'never'
  | { status: number; type?: string; body?: Body; text?: string }
  | { reply: Body }
  | { output: string }
  | { failure: string }

/** @returns undefined for a request that is no invocation. */
export function readInvocation(
  { url, headers }: IncomingMessage,
  raw: string,
  objects: Map<string, string>,
): Invocation | undefined {
  const match = /^\/endpoints\/([^/]+)\/(invocations|async-invocations)$/.exec(url ?? '')
  if (!match) return undefined
  const place = headers['x-amzn-sagemaker-inputlocation'] as string | undefined
  const body = JSON.parse(place ? (objects.get(place.slice('s3://'.length)) ?? '{}') : raw)
  const mode = match[2] === 'invocations' ? 'realtime' : 'async'
  return {
    endpoint: match[1]!,
    mode,
    texts: body.texts,
    body,
    headers,
    fromS3: place !== undefined,
  }
}

export function send(response: ServerResponse, status: number, body: Body): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** An error of AWS. @param said the words, or the whole body */
export function fail(
  response: ServerResponse,
  status: number,
  type: string | undefined,
  said: unknown,
): void {
  if (type) response.setHeader('x-amzn-errortype', type)
  send(response, status, typeof said === 'string' ? { Message: said, message: said } : said)
}

/** Breaks off in the middle. */
export function half(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-length': Buffer.byteLength(text) })
  response.write(text.slice(0, text.length / 2), () => response.destroy())
}
