import { afterEach, beforeEach, expect, test } from 'vitest'
import { callLine } from '../../deploy/call-line.ts'
import { up } from '../../deploy/up.ts'
import { type FakeAws, startFakeAws } from './fake-aws.ts'
import { openStage, settings } from './stage.ts'

let fake: FakeAws
beforeEach(async () => {
  fake = await startFakeAws()
})
afterEach(() => fake.close())

const realtime = settings({ mode: 'realtime', ttl: 7_200_000 })

/** What a dry run announces, and what the real run then does. */
async function both(given: Parameters<typeof up>[0]) {
  const dry = await openStage({ fake, dryRun: true })
  fake.forget()
  const result = await up(given, dry.io)
  expect(fake.changes()).toEqual([])
  const real = await openStage({ fake })
  await up(given, real.io)
  return { dry, result, announced: names(dry.calls), made: names(real.calls), calls: dry.calls }
}

function names(calls: { operation: string }[]): string[] {
  return calls.map(({ operation }) => operation)
}

test.each([
  ['asynchronous', settings()],
  ['realtime', realtime],
])('a first %s endpoint: announces the very calls that are made then', async (_, given) => {
  const { announced, made, result } = await both(given)
  expect(announced).toEqual(made)
  expect(announced).toContain('createEndpoint')
  expect(result.pricePerHour).toBe(0.74)
  expect(result.created).toContain('endpoint polyglot-main')
})

test('nothing to do: announces nothing', async () => {
  await up(settings(), (await openStage({ fake })).io)
  const { announced } = await both(settings())
  expect(announced).toEqual([])
})

test('a change: announces the update, and what is put back and removed after it', async () => {
  await up(settings(), (await openStage({ fake })).io)
  const { announced, made } = await both(settings({ instance: 'ml.g5.xlarge' }))
  expect(announced).toContain('updateEndpoint')
  expect(announced).toEqual(made)
})

test('another mode: announces the deletion and what comes after it', async () => {
  await up(settings(), (await openStage({ fake })).io)
  const { announced, made } = await both(realtime)
  expect(announced).toContain('deleteEndpoint')
  expect(announced).toEqual(made)
})

test('waits for nothing, asks no model and writes no file', async () => {
  const dry = await openStage({ fake, dryRun: true })
  dry.onPause = () => expect.unreachable()
  await up(settings(), { ...dry.io, envFile: '/nowhere/.env' })
  expect(fake.inputs('InvokeEndpointAsync')).toEqual([])
  expect(dry.lines).toContain('endpoint polyglot-main: would be created')
})

test('calls can be read', async () => {
  const dry = await openStage({ fake, dryRun: true })
  await up(realtime, dry.io)
  const shown = dry.calls.map(callLine).join('\n')
  expect(shown).toContain('s3.createBucket\n  Bucket: polyglot-main-123456789012-eu-central-1\n')
  expect(shown).toMatch(/s3\.putObject\n(?: {2}.*\n)* {2}Body: \d+ bytes\n/)
  expect(shown).toContain('      POLYGLOT_MODEL_ID: facebook/m2m100_418M\n')
  expect(shown).toContain('\n    - VariantName: AllTraffic\n')
  expect(shown).toMatch(/Action: sts:AssumeRole\n/)
  expect(shown).not.toContain('[object Object]')
})

test('needs credentials, and says so', async () => {
  const dry = await openStage({ fake, dryRun: true })
  fake.fail('GetCallerIdentity', { code: 'ExpiredToken', message: 'expired', status: 403 })
  await expect(up(realtime, dry.io)).rejects.toMatchObject({
    code: 'ENDPOINT',
    message: expect.stringMatching(/aws sso login/),
  })
})
