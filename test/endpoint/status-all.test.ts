import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { status } from '../../deploy/status.ts'
import { statusText } from '../../deploy/status-text.ts'
import { BUCKET, type DownStage, openDownStage, ROLE } from './down-stage.ts'

const REGION = 'eu-central-1'

let stage: DownStage
beforeEach(async () => {
  stage = await openDownStage()
})
afterEach(() => stage.close())

const all = () => status({ all: true, region: REGION }, stage.io)

describe('a whole region', () => {
  it('has every endpoint, running or only left in parts', async () => {
    await stage.bringUp({ name: 'blog' })
    await stage.bringUp({ name: 'blog-two' })
    const { world } = stage.fake
    world.endpoints.delete('polyglot-blog-two')
    const records = await all()
    expect(records.map(({ name, state }) => [name, state])).toEqual([
      ['blog', 'InService'],
      ['blog-two', 'Gone'],
    ])
    expect(records[1]?.orphans.map(({ kind }) => kind)).toEqual([
      'alarm',
      'scaling policy',
      'scaling policy',
      'scalable target',
      'endpoint configuration',
      'model',
      'bucket',
      'role',
    ])
    expect(records[1]?.warnings[0]).toMatch(/Nothing runs.*polyglot endpoint down --name blog-two/)
  })

  it.each([
    ['models', 'polyglot-main-0123456789ab', { ModelName: 'polyglot-main-0123456789ab' }],
    ['configs', 'polyglot-main-0123456789ab', {}],
    ['alarms', 'polyglot-main-wake', { AlarmName: 'polyglot-main-wake' }],
    ['schedules', 'polyglot-main-expiry', { Name: 'polyglot-main-expiry' }],
    ['buckets', BUCKET, { objects: new Map() }],
    ['roles', ROLE, { trust: '', policies: new Map(), tags: [] }],
    [
      'targets',
      'endpoint/polyglot-main/variant/AllTraffic',
      { ResourceId: 'endpoint/polyglot-main/variant/AllTraffic' },
    ],
  ] as const)('shows what is left alone among the %s', async (kind, name, thing) => {
    const things = stage.fake.world[kind] as Map<string, unknown>
    things.set(name, thing)
    expect(await all()).toMatchObject([
      { name: 'main', state: 'Gone', dollarsPerHour: 0, orphans: [{ name }] },
    ])
  })

  it('is not all there is: buckets and roles tell of other regions', async () => {
    const { buckets, roles } = stage.fake.world
    buckets.set('polyglot-main-123456789012-us-east-1', { objects: new Map() })
    roles.set('polyglot-shop-ap-south-1', { trust: '', policies: new Map(), tags: [] })
    expect(await all()).toMatchObject([
      { name: 'shop', region: 'ap-south-1', state: 'Elsewhere' },
      {
        name: 'main',
        region: 'us-east-1',
        state: 'Elsewhere',
        warnings: [expect.stringMatching(/polyglot endpoint status --all --region us-east-1$/)],
      },
    ])
  })

  it('is shown as far as it may be seen', async () => {
    await stage.bringUp()
    const denied = { code: 'AccessDenied', message: 'not you', status: 403 }
    for (const operation of ['ListRoles', 'ListBuckets'])
      stage.fake.fail(operation, denied, Number.POSITIVE_INFINITY)
    expect(await all()).toMatchObject([{ name: 'main', state: 'InService' }])
    expect(stage.lines).toEqual([
      expect.stringMatching(/^Could not look through the buckets, so some may be missing here: /),
      expect.stringMatching(/^Could not look through the roles, /),
    ])
  })

  it('has those that may not be looked at, too', async () => {
    await stage.bringUp({ name: 'blog' })
    await stage.bringUp()
    stage.fake.fail('DescribeEndpoint', { code: 'AccessDeniedException', message: 'not you' })
    const records = await all()
    expect(records).toMatchObject([
      { name: 'blog', state: 'Unknown', warnings: [expect.stringContaining('not you')] },
      { name: 'main', state: 'InService', warnings: [] },
    ])
    const [, row] = statusText(records, { region: REGION, all: true })
    expect(row).toMatch(/^polyglot-blog +eu-central-1 +Unknown +\? +\?$/)
  })

  it('has nothing of what others named like it', async () => {
    const { models, roles, buckets } = stage.fake.world
    models.set('my-polyglot-main', { ModelName: 'my-polyglot-main' })
    roles.set('polyglot-main-admin', { trust: '', policies: new Map(), tags: [] })
    buckets.set('polyglot-pictures', { objects: new Map() })
    expect(await all()).toEqual([])
  })
})

describe('as text', () => {
  it('is a table, then the warnings, then where else to look', async () => {
    await stage.bringUp({ mode: 'realtime', ttl: 'none' })
    await stage.bringUp({ name: 'blog', mode: 'realtime' })
    stage.fake.world.buckets.set('polyglot-old-123456789012-us-east-1', { objects: new Map() })
    expect(statusText(await all(), { region: REGION, all: true })).toEqual([
      'endpoint       region        state      mode      model        instance        running  now       until',
      'polyglot-blog  eu-central-1  InService  realtime  m2m100-418m  ml.g4dn.xlarge  1        ~$0.74/h  2026-11-23 14:00 UTC',
      'polyglot-main  eu-central-1  InService  realtime  m2m100-418m  ml.g4dn.xlarge  1        ~$0.74/h  you stop it',
      'polyglot-old   us-east-1     Elsewhere                                         ?        ?',
      '',
      '! polyglot-main: It runs without an end and costs about $0.74 per hour. Stop it with: polyglot endpoint down --name main --region eu-central-1',
      expect.stringMatching(/^! polyglot-old: There is a bucket or a role of it in us-east-1/),
      '',
      'Only eu-central-1 was looked through. Another one: polyglot endpoint status --all --region us-east-1',
    ])
  })

  it('says what to do where there is nothing', () => {
    expect(statusText([], { region: REGION, all: false })).toEqual([
      'There is no endpoint "main" in eu-central-1. Bring it up with: polyglot endpoint up --name main --region eu-central-1',
      'Everything in the region: polyglot endpoint status --all --region eu-central-1',
    ])
    expect(statusText([], { region: 'us-east-1', all: true })).toEqual([
      'Nothing of polyglot is in us-east-1.',
      'Only us-east-1 was looked through. Another one: polyglot endpoint status --all --region eu-central-1',
    ])
  })
})
