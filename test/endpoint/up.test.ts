import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { up } from '../../deploy/up.ts'
import { changesOf, FOUNDATION, openStage, type Stage, settings } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

describe('an asynchronous endpoint', () => {
  test('is made in this order, and nothing else is changed', async () => {
    const result = await up(settings(), stage.io)
    expect(changesOf(stage.fake)).toEqual([
      ...FOUNDATION,
      'CreateSchedule',
      'CreateEndpoint',
      'RegisterScalableTarget',
      'PutScalingPolicy',
      'PutScalingPolicy',
      'PutMetricAlarm',
      'DeleteSchedule',
    ])
    expect(result).toMatchObject({
      endpoint: 'polyglot-main',
      region: 'eu-central-1',
      mode: 'async',
      model: 'm2m100-418m',
      instance: 'ml.g4dn.xlarge',
      pricePerHour: 0.74,
      changed: [],
      removed: [],
    })
    expect(result.expires).toBeUndefined()
    expect(result.created).toContain('endpoint polyglot-main')
  })

  test('is not changed by a second run', async () => {
    const first = await up(settings(), stage.io)
    stage.fake.forget()
    const second = await up(settings(), stage.io)
    expect(stage.fake.changes()).toEqual([])
    expect(second).toMatchObject({ created: [], changed: [], removed: [] })
    expect(second.kept).toEqual(first.created)
  })

  test('is asked whether the model answers, by way of S3', async () => {
    await up(settings(), stage.io)
    expect(stage.fake.inputs('InvokeEndpointAsync')).toEqual([
      { EndpointName: 'polyglot-main', Body: { op: 'health' } },
    ])
    expect(stage.lines).toContain('model m2m100-418m: answers, 2 languages')
  })

  test('is asked again where AWS does not know it yet, just after it is in service', async () => {
    const message = 'Endpoint polyglot-main of account 123456789012 not found.'
    stage.fake.fail('InvokeEndpointAsync', { code: 'ValidationError', message }, 2)
    await up(settings(), stage.io)
    expect(stage.fake.inputs('InvokeEndpointAsync')).toHaveLength(3)
    expect(stage.lines).toContain('model m2m100-418m: answers, 2 languages')
  })

  test('is left asleep by a second run when no instance runs', async () => {
    await up(settings(), stage.io)
    stage.fake.world.endpoints.get('polyglot-main')!.instances = 0
    stage.fake.forget()
    await up(settings(), stage.io)
    expect(stage.fake.inputs('InvokeEndpointAsync')).toEqual([])
    expect(stage.lines.at(-1)).toMatch(/sleeps and costs nothing/)
  })

  test('can scale before anything is waited for, so that an interruption leaves nothing running', async () => {
    await up(settings(), stage.io)
    const order = stage.fake.received.map(({ operation }) => operation)
    expect(order.indexOf('PutMetricAlarm')).toBeLessThan(order.indexOf('InvokeEndpointAsync'))
  })

  test('writes answers and failures to the bucket, and is scaled from none to one', async () => {
    await up(settings(), stage.io)
    const bucket = 's3://polyglot-main-123456789012-eu-central-1'
    const [config] = stage.fake.inputs('CreateEndpointConfig')
    expect(config.AsyncInferenceConfig).toEqual({
      ClientConfig: { MaxConcurrentInvocationsPerInstance: 2 },
      OutputConfig: { S3OutputPath: `${bucket}/async/out`, S3FailurePath: `${bucket}/async/fail` },
    })
    expect(stage.fake.inputs('RegisterScalableTarget')).toEqual([
      {
        ServiceNamespace: 'sagemaker',
        ResourceId: 'endpoint/polyglot-main/variant/AllTraffic',
        ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
        MinCapacity: 0,
        MaxCapacity: 1,
      },
    ])
    const [backlog, wake] = stage.fake.inputs('PutScalingPolicy')
    expect(backlog.TargetTrackingScalingPolicyConfiguration).toMatchObject({
      TargetValue: 5,
      CustomizedMetricSpecification: { MetricName: 'ApproximateBacklogSizePerInstance' },
    })
    expect(wake.StepScalingPolicyConfiguration.StepAdjustments).toEqual([
      { MetricIntervalLowerBound: 0, ScalingAdjustment: 1 },
    ])
    expect(stage.fake.inputs('PutMetricAlarm')[0]).toMatchObject({
      MetricName: 'HasBacklogWithoutCapacity',
      EvaluationPeriods: 1,
      Threshold: 1,
      AlarmActions: [stage.fake.world.policies.get('polyglot-main-wake').PolicyARN],
    })
  })
})
