import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type EndpointStatus, status } from '../../deploy/status.ts'
import { type DownStage, openDownStage } from './down-stage.ts'
import { NOON } from './stage.ts'

const REGION = 'eu-central-1'

let stage: DownStage
beforeEach(async () => {
  stage = await openDownStage()
})
afterEach(() => stage.close())

async function one(): Promise<EndpointStatus> {
  const [record, ...others] = await status({ all: false, region: REGION }, stage.io)
  expect(others).toEqual([])
  return record!
}

describe('one endpoint', () => {
  it('is described by what AWS says of it, and goes through JSON', async () => {
    await stage.bringUp({ mode: 'realtime', ttl: 3 * 60 * 60_000 })
    const record = await one()
    expect(record).toEqual({
      name: 'main',
      endpoint: 'polyglot-main',
      region: REGION,
      state: 'InService',
      mode: 'realtime',
      model: 'm2m100-418m',
      instance: 'ml.g4dn.xlarge',
      instances: 1,
      dollarsPerHour: 0.74,
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      expires: new Date(NOON + 3 * 60 * 60_000).toISOString(),
      warnings: [],
      orphans: [],
    })
    expect(JSON.parse(JSON.stringify(record))).toEqual(record)
    expect(stage.changes()).toEqual([])
  })

  it('costs nothing while it sleeps', async () => {
    await stage.bringUp()
    stage.fake.world.endpoints.get('polyglot-main')!.instances = 0
    expect(await one()).toMatchObject({ mode: 'async', instances: 0, dollarsPerHour: 0 })
  })

  it('has no price where none is known', async () => {
    await stage.bringUp({ instance: 'ml.p3.2xlarge' })
    expect((await one()).dollarsPerHour).toBeUndefined()
  })

  it('that is not there, nor anything of it, has no record', async () => {
    expect(await status({ all: false, region: REGION }, stage.io)).toEqual([])
  })
})

describe('warns', () => {
  const endpoint = () => stage.fake.world.endpoints.get('polyglot-main')!

  it('of an endpoint that runs without an end, with the price and the command', async () => {
    await stage.bringUp({ mode: 'realtime', ttl: 'none' })
    expect((await one()).warnings).toEqual([
      'It runs without an end and costs about $0.74 per hour. Stop it with: polyglot endpoint down --name main --region eu-central-1',
    ])
  })

  it('of a schedule that was turned off as of none', async () => {
    await stage.bringUp({ mode: 'realtime' })
    stage.fake.world.schedules.get('polyglot-main-expiry').State = 'DISABLED'
    expect((await one()).warnings[0]).toMatch(/^It runs without an end/)
  })

  it('of an endpoint that outlives its time', async () => {
    await stage.bringUp({ mode: 'realtime' })
    stage.io.now = () => NOON + 3 * 60 * 60_000
    expect((await one()).warnings).toEqual([
      expect.stringMatching(
        /^It should have deleted itself at 2026-11-23T14:00:00.000Z and is still there/,
      ),
    ])
  })

  it('of a failure, with the reason', async () => {
    await stage.bringUp()
    Object.assign(endpoint(), {
      status: 'Failed',
      reason: 'CapacityError: none left',
      instances: 0,
    })
    const { state, reason, warnings } = await one()
    expect({ state, reason }).toEqual({ state: 'Failed', reason: 'CapacityError: none left' })
    expect(warnings).toEqual([
      'It is Failed: CapacityError: none left. Delete it with: polyglot endpoint down --name main --region eu-central-1',
    ])
  })

  it('of a change that AWS put back', async () => {
    await stage.bringUp()
    endpoint().reason = 'the new container did not start'
    expect((await one()).warnings).toEqual([
      'The last change failed: the new container did not start',
    ])
  })

  it('when nothing scales an asynchronous endpoint to zero, or nothing wakes it', async () => {
    await stage.bringUp()
    stage.fake.world.targets.clear()
    stage.fake.world.alarms.clear()
    expect((await one()).warnings).toEqual([
      'Nothing scales it to zero: it runs and costs about $0.74 per hour. Mend it with: polyglot endpoint up --name main --region eu-central-1',
      'Nothing wakes it when it sleeps: requests would wait for ever. Mend it with: polyglot endpoint up --name main --region eu-central-1',
    ])
  })

  it('of models and configurations that no endpoint uses', async () => {
    await stage.bringUp()
    stage.fake.world.models.set('polyglot-main-000000000001', {})
    const { orphans, warnings } = await one()
    expect(orphans).toEqual([{ kind: 'model', name: 'polyglot-main-000000000001' }])
    expect(warnings).toEqual([
      expect.stringMatching(/^Left from earlier: model polyglot-main-000000000001\./),
    ])
  })
})
