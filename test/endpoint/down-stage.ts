import { up } from '../../deploy/up.ts'
import { type MadeCall, noteCalls } from './calls.ts'
import { openStage, type Stage, settings } from './stage.ts'

export const MAIN = { name: 'main', region: 'eu-central-1' }
export const BUCKET = 'polyglot-main-123456789012-eu-central-1'
export const ROLE = 'polyglot-main-eu-central-1'

/** A stage on which something can be brought up, to be taken down. */
export interface DownStage extends Stage {
  /** All calls since `bringUp`, reads included. */
  made: MadeCall[]
  bringUp(changes?: Parameters<typeof settings>[0]): Promise<void>
  /** AWS's names of the calls that changed something since `bringUp`, without repetitions in a row. */
  changes(): string[]
  /** Names of all that is there, by kind. */
  remains(): Record<string, readonly string[]>
}

export async function openDownStage(): Promise<DownStage> {
  const stage = await openStage()
  const { fake } = stage
  const made = noteCalls(stage.io.aws)
  return Object.assign(stage, {
    made,
    async bringUp(changes?: Parameters<typeof settings>[0]) {
      await up(settings(changes), stage.io)
      fake.forget()
      made.length = 0
      stage.lines.length = 0
    },
    changes: () => fake.changes().filter((name, i, all) => name !== all[i - 1]),
    remains() {
      const { models, configs, endpoints, buckets, roles } = fake.world
      const { targets, policies, alarms, schedules } = fake.world
      const all = { models, configs, endpoints, buckets, roles }
      return Object.fromEntries(
        Object.entries({ ...all, targets, policies, alarms, schedules })
          .map(([kind, things]) => [kind, [...things.keys()]] as const)
          .filter(([, names]) => names.length > 0),
      )
    },
  })
}
