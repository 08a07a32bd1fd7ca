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

describe('an interrupted run', () => {
  /** Every call that changes something, and every pause, of a whole run. */
  async function moments(): Promise<string[]> {
    const dress = await openStage()
    const seen = watch(dress, () => {})
    await up(settings(), dress.io)
    await dress.close()
    return seen
  }

  /** Tells of each such moment, just before it. */
  function watch(stage: Stage, tell: (count: number) => void): string[] {
    const seen: string[] = []
    const note = (what: string) => tell(seen.push(what))
    stage.onPause = () => note('pause')
    stage.calls.push = ((call: (typeof stage.calls)[number]) => {
      note(call.operation)
      return seen.length
    }) as typeof stage.calls.push
    return seen
  }

  test('is taken up by the next one, wherever it stopped', async () => {
    const reference = await openStage()
    await up(settings(), reference.io)
    const wanted = Object.fromEntries(
      Object.entries(reference.fake.world).map(([key, value]) => [
        key,
        value instanceof Map ? [...value.keys()].sort() : undefined,
      ]),
    )
    await reference.close()
    const all = await moments()
    // Of the many files one after the other, the first and the second stand for all.
    const stops = all.flatMap((what, index) =>
      what === 'putObject' && what === all[index - 2] ? [] : [index + 1],
    )
    expect(stops.length).toBeGreaterThan(14)
    for (const stop of stops) {
      const broken = await openStage()
      watch(broken, (count) => {
        if (count === stop) broken.abort(new Error('Stopped by SIGINT.'))
      })
      await expect(up(settings(), broken.io)).rejects.toMatchObject({
        code: 'ENDPOINT',
        message: expect.stringMatching(/^Stopped before the endpoint was ready/),
        cause: { message: 'Stopped by SIGINT.' },
      })
      const next = await openStage({ fake: broken.fake })
      await up(settings(), next.io)
      for (const [key, names] of Object.entries(wanted)) {
        if (names === undefined || key === 'outputs') continue
        const made = broken.fake.world[key as 'models']
        expect([...made.keys()].sort(), `${key} after a stop at ${all[stop - 1]}`).toEqual(names)
      }
      await broken.close()
    }
  })

  test('never leaves an endpoint that nothing ends, wherever it stops', async () => {
    const changes = [
      { from: undefined, to: settings() },
      { from: settings(), to: settings({ instance: 'ml.g5.xlarge' }) },
      { from: realtime, to: settings() },
      { from: settings(), to: realtime },
    ]
    for (const { from, to } of changes) {
      const stage = await openStage()
      if (from) await up(from, stage.io)
      let endless = ''
      let looks = 0
      watch(stage, () => {
        looks += 1
        const { endpoints, schedules, targets, alarms, roles } = stage.fake.world
        const role = roles.get('polyglot-main-eu-central-1')
        const guarded =
          schedules.size > 0 &&
          role?.trust.includes('scheduler.amazonaws.com') &&
          [...role.policies.values()].join().includes('sagemaker:DeleteEndpoint')
        if (endpoints.size > 0 && !guarded && !(targets.size > 0 && alarms.size > 0))
          endless = `${from?.mode} to ${to.mode}, moment ${looks}`
      })
      await up(to, stage.io)
      expect(endless).toBe('')
      expect(looks).toBeGreaterThan(5)
      expect(stage.fake.world.schedules.size).toBe(to.mode === 'async' ? 0 : 1)
      await stage.close()
    }
  })

  test('says whether money is being spent', async () => {
    stage.onPause = () => stage.abort(new Error('Stopped by SIGINT.'))
    await expect(up(realtime, stage.io)).rejects.toThrow(
      /its instance costs .* polyglot endpoint down takes it down/,
    )
    const early = await openStage()
    early.abort(new Error('Stopped by SIGINT.'))
    await expect(up(realtime, early.io)).rejects.toThrow(/started nothing that costs/)
    await early.close()
  })
})
