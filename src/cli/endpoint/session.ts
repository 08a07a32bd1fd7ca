import type { Call } from '../../../deploy/aws.ts'
import type { EndpointIo } from '../../../deploy/io.ts'

/** A connection to AWS, and what was done over it. */
export interface Session {
  io: EndpointIo
  /** Calls that changed something or, in a dry run, would have. */
  calls: Call[]
}

export interface SessionOptions {
  region: string
  dryRun: boolean
  signal: AbortSignal
  /** File for name and region of the endpoint. @default none */
  envFile?: string
}

/**
 * Loads the clients for AWS, which takes its time and needs packages that are optional.
 *
 * @throws PolyglotError MISSING_PACKAGE
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { region, dryRun, signal, envFile } = options
  const { connect } = await import('../../../deploy/aws.ts')
  const calls: Call[] = []
  const aws = await connect({ region, dryRun, onCall: (call) => calls.push(call) })
  return { io: { aws, report, signal, envFile }, calls }
}

/** A line about what goes on; results go to stdout. */
export function report(line: string): void {
  process.stderr.write(`${line}\n`)
}
