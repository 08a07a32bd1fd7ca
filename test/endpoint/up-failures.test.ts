import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { up } from '../../deploy/up.ts'
import { Fault } from './fake-aws/wire.ts'
import { openStage, refusal, type Stage, settings } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const realtime = settings({ mode: 'realtime', ttl: 7_200_000 })

describe('an endpoint that fails', () => {
  test.each([
    [
      'CapacityError: Unable to provision requested ML compute capacity due to insufficient capacity.',
      /no ml\.g4dn\.xlarge free in eu-central-1 right now.*--instance ml\.g6\.xlarge or --instance ml\.g5\.xlarge, or another --region/,
    ],
    [
      'The primary container for production variant AllTraffic did not pass the ping health check. Please check CloudWatch logs for this endpoint.',
      /aws logs tail \/aws\/sagemaker\/Endpoints\/polyglot-main --since 1h --region eu-central-1/,
    ],
    [
      'CannotStartContainerError. Please ensure the model container can be started.',
      /no log of it.*--image/,
    ],
    ['Failed to download model data from s3://bucket/model/. Access denied.', /s3:GetObject/],
    ['Something new under the sun.', /AWS says: Something new under the sun\./],
  ])('gives the reason in plain words: %s', async (reason, words) => {
    stage.fake.world.outcomes = [{ status: 'Failed', reason }]
    const said = await refusal(realtime, stage.io)
    expect(said).toMatch(words)
    expect(said).toContain(`AWS says: ${reason}`)
    expect(said).toContain('A failed endpoint costs nothing')
    expect(stage.fake.inputs('CreateEndpoint')).toHaveLength(1)
  })

  test('after a change: AWS puts it back, the old configuration stays, and that is said', async () => {
    await up(realtime, stage.io)
    const before = stage.fake.world.endpoints.get('polyglot-main')!.config
    stage.fake.world.outcomes = [{ status: 'RolledBack', reason: 'CapacityError: none left' }]
    const said = await refusal({ ...realtime, instance: 'ml.g5.xlarge' }, stage.io)
    expect(said).toMatch(
      /AWS put it back: it still runs as polyglot-main-[0-9a-f]{12}.*no ml\.g5\.xlarge free/,
    )
    expect(stage.fake.world.configs.has(before)).toBe(true)
    expect(stage.fake.inputs('UpdateEndpoint')).toHaveLength(1)
  })

  test('after a change of an asynchronous one: it can stop by itself again, as before', async () => {
    await up(settings(), stage.io)
    const { world } = stage.fake
    world.outcomes = [{ status: 'RolledBack', reason: 'CapacityError: none left' }]
    expect(await refusal(settings({ instance: 'ml.g5.xlarge' }), stage.io)).toMatch(/put it back/)
    expect([world.targets.size, world.policies.size, world.alarms.size]).toEqual([1, 2, 1])
    expect(world.schedules.size).toBe(0)
  })

  test('by never being ready is given up in the end, with a way to stop paying', async () => {
    stage.fake.world.looks = Number.POSITIVE_INFINITY
    expect(await refusal(realtime, stage.io)).toMatch(
      /still Creating after 90 minutes.*polyglot endpoint down/,
    )
  })

  test('because its model never answers: where the log is, and how to stop paying', async () => {
    const quick = await openStage({ fake: stage.fake, attempts: 1 })
    stage.io = quick.io
    stage.fake.world.answers = [
      new Fault('ModelError', 'worker died', 424, { OriginalStatusCode: 500 }),
    ]
    expect(await refusal(realtime, stage.io)).toMatch(
      /has not answered for 40 minutes: .*worker died.*aws logs tail.*polyglot endpoint down/,
    )
  })

  test('because its model cannot be loaded: in the words of the model', async () => {
    stage.fake.world.answers = [{ error: { code: 'NO_MODEL', message: 'no space left on device' } }]
    expect(await refusal(realtime, stage.io)).toMatch(/NO_MODEL: no space left on device/)
    expect(await refusal(settings({ name: 'two' }), stage.io)).toMatch(
      /NO_MODEL: no space left on device/,
    )
  })

  test('asynchronously: the failure that AWS wrote to S3', async () => {
    stage.fake.world.answers = [new Error('received server error (500)')]
    expect(await refusal(settings(), stage.io)).toMatch(
      /async\/fail\/1\.out: received server error \(500\)/,
    )
  })
})
