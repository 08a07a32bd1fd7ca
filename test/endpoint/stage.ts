import { resolve } from 'node:path'
import { expect } from 'vitest'
import { type Call, connect } from '../../deploy/aws.ts'
import type { EndpointIo } from '../../deploy/io.ts'
import { type EndpointSettings, settingsOf } from '../../deploy/settings.ts'
import { up } from '../../deploy/up.ts'
import { PolyglotError } from '../../src/errors.ts'
import { type FakeAws, startFakeAws } from './fake-aws.ts'

export interface Stage {
  fake: FakeAws
  io: EndpointIo
  /** What was reported. */
  lines: string[]
  /** Calls that change something, as `connect` announces them. */
  calls: Call[]
  /** Ends what is under way. */
  abort(reason: Error): void
  /** Called before every pause with the milliseconds that are slept, none of which pass. */
  onPause?(milliseconds: number): void
  close(): Promise<void>
}

/** 23 November 2026, noon: what the clock of a stage shows at first. */
export const NOON = Date.UTC(2026, 10, 23, 12)

/** A fake AWS and what is needed to work with it. Pauses take no time, but the clock goes on. */
export async function openStage({
  fake: given,
  dryRun = false,
  attempts,
}: {
  fake?: FakeAws
  dryRun?: boolean
  attempts?: number
} = {}): Promise<Stage> {
  const fake = given ?? (await startFakeAws())
  const controller = new AbortController()
  const lines: string[] = []
  const calls: Call[] = []
  let now = NOON
  process.env.AWS_ACCESS_KEY_ID ??= 'AKIAFAKE'
  process.env.AWS_SECRET_ACCESS_KEY ??= 'secret'
  const aws = await connect({
    region: fake.world.region,
    endpoint: fake.url,
    dryRun,
    attempts,
    onCall: (call) => calls.push(call),
  })
  const stage: Stage = {
    fake,
    lines,
    calls,
    abort: (reason) => controller.abort(reason),
    io: {
      aws,
      report: (line) => lines.push(line),
      signal: controller.signal,
      async pause(milliseconds, signal) {
        stage.onPause?.(milliseconds)
        signal.throwIfAborted()
        now += milliseconds
      },
      now: () => now,
      container: resolve(import.meta.dirname, '../fixtures/endpoint'),
    },
    close: () => fake.close(),
  }
  return stage
}

/** Settings of an asynchronous endpoint of a model that is free for any use. */
export function settings(changes: Partial<EndpointSettings> = {}): EndpointSettings {
  return settingsOf({ region: 'eu-central-1', model: 'm2m100-418m', ...changes })
}

/** What `up` says when it fails, which it has to with a PolyglotError. */
export async function refusal(given: EndpointSettings, io: EndpointIo): Promise<string> {
  const error = await up(given, io).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(PolyglotError)
  expect(error).toMatchObject({ code: 'ENDPOINT' })
  return (error as PolyglotError).message
}

/** What is made for a first endpoint before it is asked for; a run of the same call counts once. */
export const FOUNDATION = [
  'CreateBucket',
  'PutPublicAccessBlock',
  'PutBucketLifecycleConfiguration',
  'PutObject',
  'CreateRole',
  'PutRolePolicy',
  'CreateModel',
  'CreateEndpointConfig',
]

/** Calls that changed something, where the many files of the code count once. */
export function changesOf(fake: FakeAws): string[] {
  const all = fake.changes()
  return all.filter((name, index) => name !== 'PutObject' || all[index - 1] !== 'PutObject')
}
