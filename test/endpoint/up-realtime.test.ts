import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { up } from '../../deploy/up.ts'
import { Fault as FakeFault } from './fake-aws/wire.ts'
import { changesOf, FOUNDATION, NOON, openStage, type Stage, settings } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const HOUR = 3_600_000

describe('a realtime endpoint', () => {
  const realtime = settings({ mode: 'realtime', ttl: 2 * HOUR })

  test('has its end planned before it begins', async () => {
    const result = await up(realtime, stage.io)
    expect(changesOf(stage.fake)).toEqual([...FOUNDATION, 'CreateSchedule', 'CreateEndpoint'])
    expect(result.expires).toEqual(new Date(NOON + 2 * HOUR))
    const [schedule] = stage.fake.inputs('CreateSchedule')
    expect(schedule).toMatchObject({
      ScheduleExpression: 'at(2026-11-23T14:00:00)',
      ScheduleExpressionTimezone: 'UTC',
      ActionAfterCompletion: 'DELETE',
      Target: {
        Arn: 'arn:aws:scheduler:::aws-sdk:sagemaker:deleteEndpoint',
        RoleArn: 'arn:aws:iam::123456789012:role/polyglot-main-eu-central-1',
        Input: '{"EndpointName":"polyglot-main"}',
      },
    })
    expect(stage.fake.inputs('CreateEndpointConfig')[0].AsyncInferenceConfig).toBeUndefined()
  })

  test('is not changed by a second run in the same minute, and lives longer by a later one', async () => {
    const { fake } = stage
    await up(realtime, stage.io)
    const second = await openStage({ fake })
    fake.forget()
    expect((await up(realtime, second.io)).expires).toEqual(new Date(NOON + 2 * HOUR))
    expect(fake.changes()).toEqual([])
    await second.io.pause?.(HOUR, second.io.signal)
    const third = await up(realtime, second.io)
    expect(third.expires!.getTime()).toBeGreaterThanOrEqual(NOON + 3 * HOUR)
    expect(fake.changes()).toEqual(['UpdateSchedule'])
  })

  test('is asked again and again until the model answers, because in service is not ready', async () => {
    const { ModelError, ServiceUnavailable, ready } = answers()
    stage.fake.world.answers = [ModelError, ServiceUnavailable, ModelError, ready]
    stage.io = { ...stage.io, aws: (await openStage({ fake: stage.fake, attempts: 1 })).io.aws }
    await up(realtime, stage.io)
    expect(stage.fake.inputs('InvokeEndpoint')).toHaveLength(4)
    expect(stage.lines).toContainEqual(expect.stringMatching(/loading \(ModelError 500: loading/))
  })

  test('without a time limit is warned about, and loses the one it had', async () => {
    await up(realtime, stage.io)
    stage.fake.forget()
    const result = await up(settings({ mode: 'realtime', ttl: 'none' }), stage.io)
    expect(result.expires).toBeUndefined()
    expect(stage.fake.changes()).toEqual(['DeleteSchedule'])
    expect(stage.lines).toContainEqual(expect.stringMatching(/^WARNING: .*day and night/))
  })

  test('has two hours when no time is given', async () => {
    const result = await up(settings({ mode: 'realtime' }), stage.io)
    expect(result.expires).toEqual(new Date(NOON + 2 * HOUR))
  })
})

function answers() {
  const ModelError = new FakeFault('ModelError', 'loading', 424, { OriginalStatusCode: 500 })
  const ServiceUnavailable = new FakeFault('ServiceUnavailable', 'busy', 503)
  return { ModelError, ServiceUnavailable, ready: { v: 1, ok: true, languages: [] } }
}
