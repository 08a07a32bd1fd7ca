import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { up } from '../../deploy/up.ts'
import { openStage, type Stage, settings } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const HOUR = 3_600_000
const realtime = settings({ mode: 'realtime', ttl: 2 * HOUR })

function endpoint() {
  return stage.fake.world.endpoints.get('polyglot-main')!
}

describe('an endpoint that is not at rest', () => {
  test('is waited for when another run is making it', async () => {
    await up(realtime, stage.io)
    Object.assign(endpoint(), { status: 'Creating', looks: 3, next: { status: 'InService' } })
    stage.fake.forget()
    const result = await up(realtime, stage.io)
    expect(stage.fake.changes()).toEqual([])
    expect(result.kept).toContain('endpoint polyglot-main')
    expect(stage.lines).toContain('endpoint polyglot-main: Creating (0 s)')
  })

  test('is waited for when it is being deleted, then made', async () => {
    await up(realtime, stage.io)
    Object.assign(endpoint(), { status: 'Deleting', looks: 2 })
    stage.fake.forget()
    await up(realtime, stage.io)
    expect(stage.fake.changes()).toEqual(['CreateEndpoint'])
  })

  test.each(['Failed', 'OutOfService', 'UpdateRollbackFailed'])(
    'is deleted and made anew when it is %s, and that is said',
    async (status) => {
      await up(realtime, stage.io)
      Object.assign(endpoint(), { status, reason: 'CapacityError: no machines' })
      stage.fake.forget()
      await up(realtime, stage.io)
      expect(stage.fake.changes()).toEqual(['DeleteEndpoint', 'CreateEndpoint'])
      expect(endpoint().status).toBe('InService')
      expect(stage.lines).toContainEqual(
        expect.stringMatching(`polyglot-main is ${status}, so it is deleted and made anew: .*ml`),
      )
    },
  )

  test('that another run made in the meantime is taken as it is', async () => {
    const other = await openStage({ fake: stage.fake })
    let first = true
    const { sagemaker } = stage.io.aws
    const create = sagemaker.createEndpoint.bind(sagemaker)
    sagemaker.createEndpoint = (async (input: never) => {
      if (first) {
        first = false
        await up(realtime, other.io)
      }
      return create(input)
    }) as typeof create
    await up(realtime, stage.io)
    expect(stage.fake.inputs('CreateEndpoint')).toHaveLength(2)
    expect(endpoint().status).toBe('InService')
  })

  test('is believed only when AWS has noticed what was asked of it', async () => {
    const { sagemaker } = stage.io.aws
    const create = sagemaker.createEndpoint.bind(sagemaker)
    sagemaker.createEndpoint = (async (input: never) => {
      const answer = await create(input)
      const message = 'Could not find endpoint "arn:x".'
      stage.fake.fail('DescribeEndpoint', { code: 'ValidationException', message }, 2)
      return answer
    }) as typeof create
    await up(realtime, stage.io)
    expect(stage.fake.inputs('CreateEndpoint')).toHaveLength(1)

    const describe = sagemaker.describeEndpoint.bind(sagemaker)
    const before = await describe({ EndpointName: 'polyglot-main' })
    let stale = 0
    sagemaker.describeEndpoint = (async (input: never) => {
      const isAsked = stage.fake.inputs('UpdateEndpoint').length > 0
      if (!isAsked || stale === 2) return describe(input)
      stale += 1
      return before
    }) as typeof describe
    const result = await up({ ...realtime, instance: 'ml.g5.xlarge' }, stage.io)
    expect(result.changed).toEqual(['schedule polyglot-main-expiry', 'endpoint polyglot-main'])
    expect(stage.fake.inputs('UpdateEndpoint')).toHaveLength(1)
  })

  test('reports each state once, then every minute, with the time that has passed', async () => {
    stage.fake.world.looks = 10
    await up(realtime, stage.io)
    expect(
      stage.lines.filter((line) => line.startsWith('endpoint polyglot-main: Creating')),
    ).toEqual([
      'endpoint polyglot-main: Creating (0 s)',
      'endpoint polyglot-main: Creating (1 min)',
      'endpoint polyglot-main: Creating (2 min)',
    ])
  })
})
