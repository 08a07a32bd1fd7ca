import { type ArgsDef, defineCommand } from 'citty'
import type { EndpointStatus } from '../../../deploy/status.ts'
import { commaSeparated } from '../arguments.ts'
import { onInterrupt } from '../interrupt.ts'
import { endpointArgs } from './arguments.ts'
import { isBadUse, reportFailure } from './failure.ts'
import { checkPlace, requireRegion, selectEndpoint } from './selected.ts'
import { openSession } from './session.ts'

const args = {
  name: endpointArgs.name,
  all: {
    type: 'boolean',
    description: 'Everything that any up has left in the region, without an endpoint, too',
  },
  region: {
    ...endpointArgs.region,
    description: `${endpointArgs.region.description}; several as a,b`,
    valueHint: 'REGIONS',
  },
  json: endpointArgs.json,
} as const satisfies ArgsDef

export const files = 0

export const notes = [
  'Shows what runs, about what it costs now, and what is wrong. Changes nothing.',
  'Exit code: 1 when a region could not be looked at; what was found in the others is printed.',
]

export const examples = [
  'polyglot endpoint status',
  'polyglot endpoint status --all --region eu-central-1,us-east-1',
  'polyglot endpoint status --all --json',
]

/** `polyglot endpoint status`. Its result is the exit code. */
export const command = defineCommand({
  meta: { name: 'status' },
  args,
  async run({ args }) {
    const { name, regions } = asked(args)
    const all = args.all === true
    const interrupt = onInterrupt()
    const [{ status }, { statusText }] = await Promise.all([
      import('../../../deploy/status.ts'),
      import('../../../deploy/status-text.ts'),
    ])
    const found = new Map<string, EndpointStatus[]>()
    let failed = false
    for (const region of regions) {
      try {
        const { io } = await openSession({ region, dryRun: false, signal: interrupt.signal })
        found.set(region, await status({ name, all, region }, io))
      } catch (error) {
        const exitCode = interrupt.exitCode()
        if (exitCode !== undefined) return exitCode
        if (isBadUse(error)) throw error
        failed = true
        reportFailure(error, region, `${region}: `)
      }
    }
    const records = onlyUnseen(found)
    const blocks = [...records].map(([region, own]) =>
      statusText(own, { region, all, name }).join('\n'),
    )
    const shown =
      args.json === true
        ? JSON.stringify([...records.values()].flat(), null, 2)
        : blocks.join('\n\n')
    if (shown !== '') process.stdout.write(`${shown}\n`)
    return failed ? 1 : 0
  },
})

/** @throws PolyglotError BAD_OPTION for a name or a region that cannot be. */
function asked(args: { name?: string; region?: string }): { name: string; regions: string[] } {
  const given = commaSeparated(args.region)
  const selected = selectEndpoint({ name: args.name, region: given?.[0] })
  const regions = [...new Set(given ?? [requireRegion(selected)])]
  const { name } = selected
  for (const region of regions) checkPlace({ name, region })
  return { name, regions }
}

/** Without what is said to be in a region that was looked through itself, and nothing twice. */
function onlyUnseen(found: Map<string, EndpointStatus[]>): Map<string, EndpointStatus[]> {
  const seen = new Set<string>()
  return new Map(
    [...found].map(([region, records]) => [
      region,
      records.filter((record) => {
        if (record.state !== 'Elsewhere') return true
        const key = `${record.region} ${record.name}`
        const isNew = !found.has(record.region) && !seen.has(key)
        seen.add(key)
        return isNew
      }),
    ]),
  )
}
