import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { down } from '../../deploy/down.ts'
import { BUCKET, type DownStage, MAIN, openDownStage, ROLE } from './down-stage.ts'

let stage: DownStage
beforeEach(async () => {
  stage = await openDownStage()
})
afterEach(() => stage.close())

describe('an endpoint that AWS does not let go of', () => {
  it('is asked for again while it is being made, with the time that passes', async () => {
    await stage.bringUp()
    const endpoint = stage.fake.world.endpoints.get('polyglot-main')!
    Object.assign(endpoint, { status: 'Creating', looks: 30, next: { status: 'InService' } })
    const { left } = await down(MAIN, stage.io)
    expect(left).toEqual([])
    expect(stage.remains()).toEqual({})
    const waits = stage.lines.filter((line) => line.includes('Creating'))
    expect(waits[0]).toBe(
      'endpoint polyglot-main: Creating; AWS deletes it only when that is over, so it still costs (0 s)',
    )
    expect(waits.length).toBeGreaterThan(2)
  })

  it('is deleted when it has failed, too', async () => {
    await stage.bringUp()
    Object.assign(stage.fake.world.endpoints.get('polyglot-main')!, { status: 'Failed' })
    expect((await down(MAIN, stage.io)).left).toEqual([])
    expect(stage.remains()).toEqual({})
  })

  it('keeps what it uses; that is listed with the reason and a command', async () => {
    await stage.bringUp()
    stage.fake.fail(
      'DeleteEndpoint',
      {
        code: 'AccessDeniedException',
        message:
          'User: arn:aws:iam::123456789012:user/me is not authorized to perform: sagemaker:DeleteEndpoint on resource: arn:aws:sagemaker:eu-central-1:123456789012:endpoint/polyglot-main',
      },
      Number.POSITIVE_INFINITY,
    )
    const { removed, left } = await down(MAIN, stage.io)
    expect(removed.map(({ kind }) => kind)).toEqual([
      'alarm',
      'scaling policy',
      'scaling policy',
      'scalable target',
    ])
    expect(left.map(({ kind }) => kind)).toEqual([
      'endpoint',
      'endpoint configuration',
      'model',
      'bucket',
      'role',
    ])
    expect(left[0]).toMatchObject({
      name: 'polyglot-main',
      reason: expect.stringContaining('polyglot endpoint policy'),
      remove: 'aws sagemaker delete-endpoint --endpoint-name polyglot-main --region eu-central-1',
    })
    expect(left[4]?.reason).toBe('the endpoint is still there and uses it')
    expect(Object.keys(stage.remains())).toEqual([
      'models',
      'configs',
      'endpoints',
      'buckets',
      'roles',
    ])
    expect(stage.lines.some((line) => line.startsWith('Not deleted: endpoint'))).toBe(true)
  })

  it('keeps what deletes it at its time, so that it ends all the same', async () => {
    await stage.bringUp({ mode: 'realtime' })
    stage.fake.fail('DeleteEndpoint', { code: 'AccessDeniedException', message: 'no' }, 99)
    const { left } = await down(MAIN, stage.io)
    expect(left.map(({ kind }) => kind)).toContain('schedule')
    expect(stage.remains()).toMatchObject({ schedules: ['polyglot-main-expiry'] })
  })

  it('is given up when AWS took its deletion on again and again, with the reason', async () => {
    await stage.bringUp()
    const { world } = stage.fake
    const endpoint = world.endpoints.get('polyglot-main')!
    stage.onPause = () => Object.assign(endpoint, { status: 'Failed', reason: 'network in use' })
    const { left } = await down(MAIN, stage.io)
    expect(left[0]).toMatchObject({
      kind: 'endpoint',
      reason: expect.stringMatching(/3 times.*Failed: network in use/),
    })
    expect(stage.fake.inputs('DeleteEndpoint')).toHaveLength(3)
  })

  it('stops between two calls when it is interrupted', async () => {
    await stage.bringUp()
    stage.onPause = () => stage.abort(new Error('Ctrl-C'))
    await expect(down(MAIN, stage.io)).rejects.toThrow('Ctrl-C')
    expect(stage.changes()).not.toContain('DeleteModel')
  })
})

describe('what goes wrong with one thing', () => {
  it('does not stop the others', async () => {
    await stage.bringUp()
    const denied = { code: 'AccessDenied', message: 'no', status: 403 }
    for (const operation of ['DeleteAlarms', 'DeleteModel', 'DeleteBucket', 'ListRolePolicies'])
      stage.fake.fail(operation, denied, Number.POSITIVE_INFINITY)
    const { left } = await down(MAIN, stage.io)
    expect(left.map(({ kind }) => kind)).toEqual(['alarm', 'model', 'bucket', 'role'])
    expect(stage.remains()).toEqual({
      alarms: ['polyglot-main-wake'],
      models: [expect.stringMatching(/^polyglot-main-/)],
      buckets: [BUCKET],
      roles: [ROLE],
    })
    for (const { remove } of left) expect(remove).toMatch(/^aws .*polyglot-main/)
  })

  it('names what could not even be looked for', async () => {
    await stage.bringUp()
    stage.fake.fail('ListModels', { code: 'AccessDeniedException', message: 'no' }, 9)
    const { left } = await down(MAIN, stage.io)
    expect(left).toEqual([
      {
        kind: 'model',
        name: 'polyglot-main-*',
        reason: expect.stringMatching(/^it could not be looked for: .*no/),
        remove: expect.stringContaining('aws sagemaker delete-model'),
      },
    ])
  })

  it('ends before anything is done without valid credentials', async () => {
    await stage.bringUp()
    stage.fake.fail('GetCallerIdentity', {
      code: 'ExpiredToken',
      message: 'The security token included in the request is expired',
      status: 403,
    })
    await expect(down(MAIN, stage.io)).rejects.toMatchObject({ code: 'ENDPOINT' })
    expect(stage.changes()).toEqual([])
  })
})
