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

/** The names of all that is there. */
function there() {
  const { world } = stage.fake
  return {
    models: [...world.models.keys()],
    configs: [...world.configs.keys()],
    endpoint: world.endpoints.get('polyglot-main'),
  }
}

describe('other settings', () => {
  test('another instance: a new configuration, the endpoint is moved to it, the old one goes when that is done', async () => {
    await up(settings(), stage.io)
    const before = there()
    stage.fake.forget()
    const result = await up(settings({ instance: 'ml.g5.xlarge' }), stage.io)
    expect(stage.fake.changes()).toEqual([
      'CreateEndpointConfig',
      'CreateSchedule',
      'DeleteAlarms',
      'DeregisterScalableTarget',
      'UpdateEndpoint',
      'RegisterScalableTarget',
      'PutScalingPolicy',
      'PutScalingPolicy',
      'PutMetricAlarm',
      'DeleteSchedule',
      'DeleteEndpointConfig',
    ])
    expect(result.changed).toEqual(['endpoint polyglot-main'])
    expect(result.removed).toEqual([`endpoint configuration ${before.configs[0]}`])
    const after = there()
    expect(after.models).toEqual(before.models)
    expect(after.configs).toEqual([after.endpoint?.config])
    expect(after.configs).not.toEqual(before.configs)
    expect(stage.fake.inputs('CreateEndpointConfig')[0].ProductionVariants[0].InstanceType).toBe(
      'ml.g5.xlarge',
    )
  })

  test('the old ones go, however many pages they fill', async () => {
    await up(settings(), stage.io)
    const { configs, models } = stage.fake.world
    const [[, config], [, model]] = [[...configs][0]!, [...models][0]!]
    for (let number = 0; number < 35; number += 1) {
      const name = `polyglot-main-${number.toString(16).padStart(12, '0')}`
      configs.set(name, { ...config, name })
      models.set(name, { ...model, name })
    }
    await up(settings({ instance: 'ml.g5.xlarge' }), stage.io)
    expect([configs.size, models.size]).toEqual([1, 1])
  })

  test('another model: model and configuration are new, both old ones go', async () => {
    await up(realtime, stage.io)
    const before = there()
    stage.fake.forget()
    await up({ ...realtime, model: 'madlad400-3b-mt' }, stage.io)
    expect(stage.fake.changes()).toEqual([
      'CreateModel',
      'CreateEndpointConfig',
      'UpdateEndpoint',
      'DeleteEndpointConfig',
      'DeleteModel',
    ])
    expect(stage.fake.inputs('CreateModel')[0].PrimaryContainer.Environment).toMatchObject({
      POLYGLOT_MODEL_ID: 'google/madlad400-3b-mt',
      POLYGLOT_MODEL_FAMILY: 'madlad',
    })
    expect(stage.fake.inputs('DeleteModel')).toEqual([{ ModelName: before.models[0] }])
  })

  test('another mode: the endpoint is made anew, and what woke it is gone', async () => {
    await up(settings(), stage.io)
    stage.fake.forget()
    await up(realtime, stage.io)
    const changes = stage.fake.changes()
    expect(changes.slice(changes.indexOf('CreateSchedule'))).toEqual([
      'CreateSchedule',
      'DeleteAlarms',
      'DeregisterScalableTarget',
      'DeleteEndpoint',
      'CreateEndpoint',
      'DeleteEndpointConfig',
    ])
    const { world } = stage.fake
    expect([world.targets.size, world.policies.size, world.alarms.size]).toEqual([0, 0, 0])
    stage.fake.forget()
    await up(settings(), stage.io)
    expect(stage.fake.changes()).toContain('DeleteSchedule')
    expect(world.schedules.size).toBe(0)
  })

  test('models and configurations of an endpoint with a longer name are left alone', async () => {
    await up(settings({ name: 'main-two' }), stage.io)
    await up(realtime, stage.io)
    await up({ ...realtime, model: 'madlad400-3b-mt' }, stage.io)
    const { world } = stage.fake
    expect(world.endpoints.size).toBe(2)
    expect([...world.models.keys()].filter((name) => name.includes('main-two'))).toHaveLength(1)
    expect(world.models.size).toBe(2)
  })

  test('what somebody changed by hand is put right', async () => {
    await up(settings(), stage.io)
    const { world } = stage.fake
    world.targets.get('endpoint/polyglot-main/variant/AllTraffic').MinCapacity = 1
    world.alarms.get('polyglot-main-wake').Threshold = 100
    world.roles.get('polyglot-main-eu-central-1')!.policies.clear()
    world.buckets.get('polyglot-main-123456789012-eu-central-1')!.lifecycle = undefined
    stage.fake.forget()
    await up(settings(), stage.io)
    expect(stage.fake.changes()).toEqual([
      'PutBucketLifecycleConfiguration',
      'PutRolePolicy',
      'RegisterScalableTarget',
      'PutMetricAlarm',
    ])
    expect(world.targets.get('endpoint/polyglot-main/variant/AllTraffic').MinCapacity).toBe(0)
  })

  test('a role of your own is passed on and never touched', async () => {
    const roleArn = 'arn:aws:iam::123456789012:role/service/ours'
    stage.fake.world.roles.set('ours', { trust: '{}', policies: new Map(), tags: [] })
    await up(settings({ roleArn }), stage.io)
    expect(stage.fake.inputs('CreateModel')[0].ExecutionRoleArn).toBe(roleArn)
    expect(stage.fake.received.filter(({ service }) => service === 'iam')).toEqual([])
  })
})
