import type { Aws } from './aws.ts'

/** What `up`, `down` and `status` work with, so that each can run against AWS, against a server of one's own, or dry. */
export interface EndpointIo {
  aws: Aws
  /** Told what goes on, one line of plain English at a time. */
  report(line: string): void
  /** Ends the work between two calls. What was made stays; the same command takes it up again. */
  signal: AbortSignal
  /**
   * Waits, in milliseconds, until the signal is aborted at most; then rejects with its reason.
   * @default real time, see `pause` in wait.ts
   */
  pause?(milliseconds: number, signal: AbortSignal): Promise<void>
  /** Milliseconds since 1970. @default Date.now */
  now?(): number
  /** Folder whose `code` runs in the container. @default `deploy/container` of this package */
  container?: string
  /** Path of the file where `up` writes name and region of the endpoint, such as `.env`. @default none */
  envFile?: string
}
