import { connect } from '../../deploy/aws.ts'
import type { EndpointIo } from '../../deploy/io.ts'
import { type MadeCall, noteCalls } from './calls.ts'

/** What a test of the control plane works with: real clients that ask a server of ours. */
export interface Lab {
  io: EndpointIo
  /** All that was reported. */
  lines: string[]
  /** All calls, reads included. */
  calls: MadeCall[]
  /** Those that changed something, or would in a dry run, such as `sagemaker.createModel`. */
  changes: string[]
}

export interface LabOptions {
  /** URL of the server. */
  url: string
  /** @default 'eu-central-1' */
  region?: string
  /** @default false */
  dryRun?: boolean
  /** Told whenever something waits, with the milliseconds. The clock jumps instead. */
  onPause?(milliseconds: number): void
}

/** Time passes only where something waits for it. */
export async function lab(options: LabOptions): Promise<Lab> {
  const { url, region = 'eu-central-1', dryRun, onPause } = options
  process.env.AWS_ACCESS_KEY_ID = 'test'
  process.env.AWS_SECRET_ACCESS_KEY = 'test'
  const lines: string[] = []
  const changes: string[] = []
  const aws = await connect({
    region,
    dryRun,
    endpoint: url,
    onCall: ({ service, operation }) => changes.push(`${service}.${operation}`),
  })
  let now = Date.now()
  const io: EndpointIo = {
    aws,
    report: (line) => lines.push(line),
    signal: new AbortController().signal,
    async pause(milliseconds, signal) {
      signal.throwIfAborted()
      now += milliseconds
      onPause?.(milliseconds)
    },
    now: () => now,
  }
  return { io, lines, calls: noteCalls(aws), changes }
}
