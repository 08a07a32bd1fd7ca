import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { up } from '../../deploy/up.ts'
import { openStage, refusal, type Stage, settings } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const realtime = settings({ mode: 'realtime', ttl: 7_200_000 })

describe('what passes', () => {
  test('a new role that SageMaker cannot take on yet: asked again, with pauses that grow', async () => {
    const pauses: number[] = []
    stage.onPause = (milliseconds) => pauses.push(milliseconds)
    stage.fake.fail(
      'CreateModel',
      { code: 'ValidationException', message: 'Could not assume role arn:x.' },
      3,
    )
    await up(realtime, stage.io)
    expect(stage.fake.inputs('CreateModel')).toHaveLength(4)
    expect(pauses.slice(0, 3)).toEqual([2_000, 4_000, 8_000])
    expect(stage.lines).toContain('AWS does not know the new role yet; asking again')
  })

  test('a role that can never be taken on: a bounded number of attempts, then what to look at', async () => {
    stage.fake.fail(
      'CreateModel',
      { code: 'ValidationException', message: 'Could not assume role arn:x.' },
      Number.POSITIVE_INFINITY,
    )
    expect(await refusal(realtime, stage.io)).toMatch(
      /cannot take on the role.*trust policy.*polyglot endpoint policy/,
    )
    expect(stage.fake.inputs('CreateModel')).toHaveLength(12)
  })

  test('a role that the schedule cannot take on yet', async () => {
    stage.fake.fail('CreateSchedule', {
      code: 'ValidationException',
      message:
        'The execution role you provide must allow AWS EventBridge Scheduler to assume the role.',
    })
    await up(realtime, stage.io)
    expect(stage.fake.inputs('CreateSchedule')).toHaveLength(2)
  })

  test.each(['CreateEndpointConfig', 'CreateEndpoint', 'UpdateEndpoint'])(
    'what %s needs is not known everywhere yet',
    async (operation) => {
      const kind = operation === 'CreateEndpointConfig' ? 'model' : 'endpoint configuration'
      if (operation === 'UpdateEndpoint') await up(realtime, stage.io)
      stage.fake.fail(
        operation,
        { code: 'ValidationException', message: `Could not find ${kind} "arn:x".` },
        2,
      )
      await up({ ...realtime, instance: 'ml.g5.xlarge' }, stage.io)
      expect(stage.fake.inputs(operation)).toHaveLength(3)
    },
  )

  test('throttling, of changes and of looks', async () => {
    const throttled = { code: 'ThrottlingException', message: 'Rate exceeded' }
    stage.fake.fail('CreateModel', throttled, 2)
    stage.fake.fail('DescribeEndpoint', throttled, 2)
    await up(realtime, stage.io)
    expect(stage.fake.inputs('CreateModel')).toHaveLength(3)
  })

  test('a fault of AWS while the endpoint is being made does not end the wait', async () => {
    const quick = await openStage({ fake: stage.fake, attempts: 1 })
    let looks = 0
    quick.onPause = () => {
      looks += 1
      if (looks === 1)
        stage.fake.fail('DescribeEndpoint', { code: 'InternalFailure', status: 500 }, 2)
    }
    await up(realtime, quick.io)
    expect(quick.lines).toContainEqual(
      expect.stringMatching(/AWS does not answer \(InternalFailure/),
    )
  })

  test('throttling that does not pass is an error that can be tried again', async () => {
    const quick = await openStage({ fake: stage.fake, attempts: 1 })
    stage.fake.fail('CreateModel', { code: 'ThrottlingException', message: 'Rate exceeded' })
    await expect(up(realtime, quick.io)).rejects.toMatchObject({
      code: 'ENDPOINT',
      retryable: true,
      message: expect.stringMatching(/same command again in a minute/),
    })
  })
})
