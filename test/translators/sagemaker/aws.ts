import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Body, fail, half, type Invocation, readInvocation, send, type Turn } from './line.ts'
import { reverseWords } from './reverse-words.ts'
import { serveObject } from './s3.ts'

/** What DescribeEndpoint says. */
export type Described =
  | { EndpointStatus: string; FailureReason?: string; CreationTime?: number }
  | 'absent'
  | 'denied'

export interface Aws {
  url: string
  /** Every invocation that arrived, in order, repeats of the client included. */
  invocations: Invocation[]
  /** `GET out/1.json`, `PUT in/x.json`, `DescribeEndpoint`. */
  others: string[]
  /** Objects by `bucket/key`. */
  objects: Map<string, string>
  /** What becomes of an invocation; changed at will, as everything below. */
  turn: (invocation: Invocation, number: number) => Turn
  /** One result of the container. */
  model: (text: string) => unknown
  described: Described
  /** What the endpoint is: the other kind of invocation is refused. `any` takes both. */
  mode: 'realtime' | 'async' | 'any'
  /** Milliseconds until an answer, or an asynchronous result, is there. */
  delay: number
  /** What S3 says of an object that is not there. */
  missing: 'NoSuchKey' | 'AccessDenied'
  /** A fault of S3 instead of an answer to a line such as `GET out/1.json`. */
  s3: (line: string) => Turn | undefined
  stop(): Promise<void>
}

/**
 * A server on loopback that speaks what the unchanged clients of AWS speak to one endpoint: InvokeEndpoint,
 * InvokeEndpointAsync, DescribeEndpoint, and GetObject, PutObject of S3. Point `AWS_ENDPOINT_URL` to it.
 */
export async function startAws(settings: Partial<Aws> = {}, port = 0): Promise<Aws> {
  const server = createServer((incoming, response) => void handle(incoming, response))
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const aws: Aws = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    invocations: [],
    others: [],
    objects: new Map(),
    turn: () => 'answer',
    model: reverseWords,
    described: { EndpointStatus: 'InService' },
    mode: 'any',
    delay: 0,
    missing: 'NoSuchKey',
    s3: () => undefined,
    async stop() {
      server.closeAllConnections()
      if (server.listening) await new Promise((resolve) => server.close(resolve))
    },
    ...settings,
  }

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString('utf8')
    const invocation = readInvocation(incoming, body, aws.objects)
    if (invocation) await invoke(invocation, incoming, response)
    else if (incoming.headers['x-amz-target'] === 'SageMaker.DescribeEndpoint') describe(response)
    else serveObject(aws, incoming, body, response)
  }

  function describe(response: ServerResponse): void {
    const { described } = aws
    aws.others.push('DescribeEndpoint')
    if (described === 'absent')
      fail(response, 400, 'ValidationException', 'Could not find endpoint "x".')
    else if (described === 'denied') fail(response, 400, 'AccessDeniedException', 'no')
    else {
      const output = { OutputConfig: { S3OutputPath: 's3://results/async/out' } }
      const async = aws.mode === 'async' && { AsyncInferenceConfig: output }
      send(response, 200, { EndpointName: 'x', ...described, ...async })
    }
  }

  async function invoke(
    invocation: Invocation,
    { socket }: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { mode, endpoint } = invocation
    const number = aws.invocations.push(invocation) - 1
    if (aws.mode !== 'any' && aws.mode !== mode) {
      const words = `Endpoint ${endpoint} is ${aws.mode === 'async' ? 'an' : 'not an'} async endpoint.`
      fail(response, 400, 'ValidationError', words)
      return
    }
    const turn = aws.turn(invocation, number)
    if (turn === 'never') return
    if (turn === 'reset') socket.resetAndDestroy()
    else if (typeof turn === 'object' && 'status' in turn)
      fail(response, turn.status, turn.type, turn.body ?? turn.text ?? 'no reason')
    else if (mode === 'async') queue(turn, invocation, response)
    else {
      await sleep(aws.delay)
      const reply = replyTo(turn, invocation)
      if (turn === 'half') half(response, JSON.stringify(reply))
      else send(response, 200, reply)
    }
  }

  function queue(turn: Turn, invocation: Invocation, response: ServerResponse) {
    const id = randomUUID()
    const output = `results/async/out/${id}.out`
    const failure = `results/async/fail/${id}.out`
    setTimeout(() => {
      if (typeof turn === 'object' && 'failure' in turn) aws.objects.set(failure, turn.failure)
      else if (typeof turn === 'object' && 'output' in turn) aws.objects.set(output, turn.output)
      else aws.objects.set(output, JSON.stringify(replyTo(turn, invocation)))
    }, aws.delay)
    response.setHeader('X-Amzn-SageMaker-OutputLocation', `s3://${output}`)
    response.setHeader('X-Amzn-SageMaker-FailureLocation', `s3://${failure}`)
    send(response, 202, { InferenceId: id })
  }

  function replyTo(turn: Turn, { texts }: Invocation): Body {
    if (typeof turn === 'object' && 'reply' in turn) return turn.reply
    return { v: 1, results: texts.map((text) => aws.model(text)) }
  }

  return aws
}
