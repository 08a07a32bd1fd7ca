import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { alarms } from './fake-aws/alarms.ts'
import { iam } from './fake-aws/iam.ts'
import { runtime } from './fake-aws/runtime.ts'
import { s3 } from './fake-aws/s3.ts'
import { sagemaker } from './fake-aws/sagemaker.ts'
import { scaling } from './fake-aws/scaling.ts'
import { scheduler } from './fake-aws/scheduler.ts'
import { type Asked, Fault, type Replied } from './fake-aws/wire.ts'
import { newWorld, type World } from './fake-aws/world.ts'

export type { World } from './fake-aws/world.ts'

/** A call as it arrived: `operation` is AWS's name, such as `CreateModel`. */
export interface Received {
  service: string
  operation: string
  // biome-ignore lint/suspicious/noExplicitAny: what a call carries differs from call to call
  input: any
}

export interface FakeAws {
  /** Give it to `connect` as `endpoint`. */
  url: string
  /** What there is; tests read it and change it. */
  world: World
  received: Received[]
  /** Names of the calls that changed something, in order. With `forget`, from then on. */
  changes(): string[]
  /** Inputs of all calls of one operation. */
  inputs(operation: string): Received['input'][]
  /** Forgets which calls were received. */
  forget(): void
  /** The next calls of this operation get an error. `times` may be Infinity. */
  fail(
    operation: string,
    fault: { code: string; message?: string; status?: number },
    times?: number,
  ): void
  close(): Promise<void>
}

const READS = /^(?:Describe|List|Get|Head|Invoke)/

/** By the service that a request is signed for. */
const SERVICES: Record<string, (asked: Asked, world: World) => Promise<Replied> | Replied> = {
  sagemaker: (asked, world) =>
    asked.path.startsWith('/endpoints/') ? runtime(asked, world) : sagemaker(asked, world),
  s3,
  iam,
  sts: iam,
  'application-autoscaling': scaling,
  monitoring: alarms,
  scheduler,
}

/** A server that answers the real clients as AWS would: states that take their time, refusals, errors. */
export async function startFakeAws(): Promise<FakeAws> {
  const world = newWorld()
  let received: Received[] = []
  const faults = new Map<string, { fault: Fault; times: number }>()
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    const url = new URL(request.url ?? '/', 'http://fake')
    const service =
      /Credential=[^/]+\/[^/]+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ??
      ''
    const asked: Asked = {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body,
      heard(operation, input) {
        received.push({ service, operation, input })
        const planned = faults.get(operation)
        if (planned === undefined || planned.times <= 0) return
        planned.times -= 1
        throw planned.fault
      },
    }
    let replied: Replied
    try {
      const answer = SERVICES[service]
      if (answer === undefined) throw new Error(`no service "${service}"`)
      replied = await answer(asked, world)
    } catch (error) {
      replied =
        error instanceof Fault
          ? error.reply(service)
          : { status: 501, body: `the fake cannot do this: ${(error as Error).stack}` }
    }
    response.writeHead(replied.status ?? 200, { 'x-amzn-requestid': 'fake', ...replied.headers })
    response.end(request.method === 'HEAD' ? undefined : replied.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    world,
    get received() {
      return received
    },
    changes: () =>
      received.filter(({ operation }) => !READS.test(operation)).map(({ operation }) => operation),
    inputs: (operation) =>
      received.filter((call) => call.operation === operation).map(({ input }) => input),
    forget() {
      received = []
    },
    fail(operation, { code, message, status }, times = 1) {
      faults.set(operation, { fault: new Fault(code, message, status), times })
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
