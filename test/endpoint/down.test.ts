import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { down } from '../../deploy/down.ts'
import { BUCKET, type DownStage, MAIN, openDownStage } from './down-stage.ts'
import { openStage } from './stage.ts'

let stage: DownStage
beforeEach(async () => {
  stage = await openDownStage()
})
afterEach(() => stage.close())

describe('order and completeness', () => {
  it('takes an asynchronous endpoint down: what wakes it, the endpoint, then what it was made of', async () => {
    await stage.bringUp()
    const result = await down(MAIN, stage.io)
    expect(stage.changes()).toEqual([
      'DeleteAlarms',
      'DeleteScalingPolicy',
      'DeregisterScalableTarget',
      'DeleteEndpoint',
      'DeleteEndpointConfig',
      'DeleteModel',
      'DeleteObjects',
      'DeleteBucket',
      'DeleteRolePolicy',
      'DeleteRole',
    ])
    expect(stage.remains()).toEqual({})
    expect(result).toMatchObject({ endpoint: 'polyglot-main', kept: [], left: [] })
    expect(result.removed.map(({ kind }) => kind)).toEqual([
      'alarm',
      'scaling policy',
      'scaling policy',
      'scalable target',
      'endpoint',
      'endpoint configuration',
      'model',
      'bucket',
      'role',
    ])
  })

  it('takes a realtime endpoint down first, and then the schedule that would have deleted it', async () => {
    await stage.bringUp({ mode: 'realtime' })
    const result = await down(MAIN, stage.io)
    expect(stage.changes().slice(0, 2)).toEqual(['DeleteEndpoint', 'DeleteSchedule'])
    expect(stage.remains()).toEqual({})
    expect(result.left).toEqual([])
  })

  it('waits until the endpoint is gone before it removes what the endpoint uses', async () => {
    await stage.bringUp()
    stage.fake.world.looks = 5
    await down(MAIN, stage.io)
    const names = stage.made.map(({ operation }) => operation)
    const lastLook = names.lastIndexOf('DescribeEndpoint')
    expect(lastLook - names.indexOf('DeleteEndpoint')).toBeGreaterThanOrEqual(5)
    expect(names.indexOf('DeleteEndpointConfig')).toBeGreaterThan(lastLook)
    expect(names.indexOf('DeleteRole')).toBeGreaterThan(lastLook)
    expect(stage.lines).toContain('endpoint polyglot-main: Deleting (0 s)')
  })

  it('removes the models and configurations of earlier settings, too', async () => {
    await stage.bringUp()
    const { models, configs } = stage.fake.world
    models.set('polyglot-main-000000000001', { ModelName: 'polyglot-main-000000000001' })
    configs.set('polyglot-main-000000000002', { EndpointConfigName: 'polyglot-main-000000000002' })
    await down(MAIN, stage.io)
    expect(stage.remains()).toEqual({})
  })

  it('finds all of them, however many pages they fill', async () => {
    await stage.bringUp()
    const { models, configs } = stage.fake.world
    for (let i = 0; i < 250; i += 1) {
      const name = `polyglot-main-${i.toString(16).padStart(12, '0')}`
      models.set(name, { ModelName: name })
      configs.set(name, { EndpointConfigName: name })
    }
    await down(MAIN, stage.io)
    expect(stage.remains()).toEqual({})
    expect(stage.fake.inputs('ListModels')).toHaveLength(3)
  })

  it('does nothing, and fails at nothing, where nothing is', async () => {
    expect(await down(MAIN, stage.io)).toMatchObject({ removed: [], kept: [], left: [] })
    expect(stage.changes()).toEqual([])
    expect(stage.lines).toEqual([])
  })

  it('goes on where an endpoint deleted itself', async () => {
    await stage.bringUp({ mode: 'realtime' })
    stage.fake.world.endpoints.clear()
    stage.fake.world.schedules.clear()
    const { left } = await down(MAIN, stage.io)
    expect(left).toEqual([])
    expect(stage.remains()).toEqual({})
  })

  it('says of what is gone between a look and its deletion that it is done', async () => {
    await stage.bringUp()
    const { fake } = stage
    fake.fail('DeleteAlarms', { code: 'ResourceNotFound', status: 404 })
    fake.fail('DeleteModel', {
      code: 'ValidationException',
      message: 'Could not find model "arn:…".',
    })
    fake.fail('DeleteRole', { code: 'NoSuchEntity', status: 404 })
    expect((await down(MAIN, stage.io)).left).toEqual([])
  })
})

describe('choices', () => {
  it('leaves the bucket if asked to, and says so', async () => {
    await stage.bringUp()
    const { kept, left } = await down({ ...MAIN, keepBucket: true }, stage.io)
    expect(left).toEqual([])
    expect(kept).toMatchObject([{ kind: 'bucket', name: BUCKET }])
    expect(Object.keys(stage.remains())).toEqual(['buckets'])
    expect(stage.fake.world.buckets.get(BUCKET)?.objects.size).toBeGreaterThan(0)
  })

  it('prints in a dry run what would go, and changes nothing', async () => {
    await stage.bringUp()
    const before = stage.remains()
    const dry = await openStage({ fake: stage.fake, dryRun: true })
    const { removed, left } = await down(MAIN, dry.io)
    expect(stage.remains()).toEqual(before)
    expect(stage.changes()).toEqual([])
    expect(left).toEqual([])
    expect(removed).toHaveLength(9)
    expect(dry.calls.map(({ operation }) => operation)).toContain('deleteEndpoint')
    expect(dry.lines).toContain('Would delete endpoint polyglot-main')
    expect(dry.lines.filter((line) => line.startsWith('Deleted'))).toEqual([])
  })

  it('says that the log stays, and how to delete it', async () => {
    await stage.bringUp()
    await down(MAIN, stage.io)
    expect(stage.lines).toContain(
      'The log of polyglot-main stays with CloudWatch. To delete it: aws logs delete-log-group --log-group-name /aws/sagemaker/Endpoints/polyglot-main --region eu-central-1',
    )
  })

  it('says what becomes of answers that nobody has collected', async () => {
    await stage.bringUp()
    const { objects } = stage.fake.world.buckets.get(BUCKET)!
    const before = [...objects.keys()].filter((key) => key.startsWith('async/')).length
    for (let i = 0; i < 3; i += 1) objects.set(`async/out/old-${i}.out`, Buffer.from('{}'))
    await down(MAIN, stage.io)
    expect(stage.lines).toContain(
      `Deleted ${before + 3} files in ${BUCKET}/async/: requests and answers of the last days. An answer that no run has collected yet is lost; its sentences are sent again.`,
    )
  })
})
