import { type ArgsDef, defineCommand } from 'citty'
import pc from 'picocolors'
import type { DownResult, LeftThing } from '../../../deploy/down.ts'
import { PREFIX } from '../../../deploy/names.ts'
import { count } from '../../count.ts'
import { onInterrupt } from '../interrupt.ts'
import { endpointArgs } from './arguments.ts'
import { ask, canAsk } from './ask.ts'
import { callList, plainCalls } from './calls.ts'
import { forgetEndpoint } from './env-keys.ts'
import { isBadUse, reportFailure } from './failure.ts'
import { checkPlace, refuseForeign, requireRegion, selectEndpoint } from './selected.ts'
import { openSession, report } from './session.ts'

const args = {
  name: endpointArgs.name,
  region: endpointArgs.region,
  'keep-bucket': {
    type: 'boolean',
    description: 'Leave the S3 bucket, with the last answers that no run has collected',
  },
  'dry-run': endpointArgs['dry-run'],
  yes: { type: 'boolean', description: 'Do not ask. Without a terminal, nothing is asked anyway' },
  json: endpointArgs.json,
} as const satisfies ArgsDef

export const files = 0

export const notes = [
  'Deletes everything that polyglot endpoint up made for this endpoint, and nothing else: what wakes it, the endpoint',
  'itself, its configurations and models, the bucket and the role. What is gone already is no error: run it at any time,',
  'as often as you like. What cannot be deleted is listed with a command that does it, and the exit code is 1.',
]

export const examples = [
  'polyglot endpoint down',
  'polyglot endpoint down --name blog --region eu-central-1',
  'polyglot endpoint down --dry-run',
]

/** `polyglot endpoint down`. Its result is the exit code. */
export const command = defineCommand({
  meta: { name: 'down' },
  args,
  async run({ args }) {
    const selected = selectEndpoint(args)
    refuseForeign(selected)
    const { name } = selected
    const region = requireRegion(selected)
    checkPlace({ name, region })
    const dryRun = args['dry-run'] === true
    const json = args.json === true
    const endpoint = `${PREFIX}${name}`
    const isCertain = args.yes === true || dryRun || !canAsk()
    if (
      !isCertain &&
      !(await ask(`Delete ${endpoint} in ${region} and all that is its own?`, true))
    ) {
      report('Nothing was deleted.')
      return 130
    }
    const options = { name, region, keepBucket: args['keep-bucket'] === true }
    return takeDown(options, { dryRun, json })
  },
})

/**
 * Takes an endpoint down and prints what became of it.
 *
 * @returns the exit code
 * @throws PolyglotError BAD_OPTION or MISSING_PACKAGE before anything was done
 */
export async function takeDown(
  options: { name: string; region: string; keepBucket?: boolean },
  { dryRun, json }: { dryRun: boolean; json: boolean },
): Promise<number> {
  const { name, region } = options
  const again = `polyglot endpoint down --name ${name} --region ${region}`
  const interrupt = onInterrupt()
  try {
    const { down } = await import('../../../deploy/down.ts')
    const { io, calls } = await openSession({ region, dryRun, signal: interrupt.signal })
    const result = await down(options, io)
    const isGone = !dryRun && !result.left.some(({ kind }) => kind === 'endpoint')
    const envFile = isGone && (await forgetEndpoint(result.endpoint))
    const shown = json
      ? JSON.stringify({ ...result, envFile, ...(dryRun && { calls: plainCalls(calls) }) }, null, 2)
      : [...(dryRun ? [callList(calls)] : []), ...summary(result, dryRun)].join('\n\n')
    process.stdout.write(`${shown}\n`)
    return result.left.length > 0 ? 1 : 0
  } catch (error) {
    const exitCode = interrupt.exitCode()
    if (exitCode === undefined && isBadUse(error)) throw error
    if (exitCode === undefined) reportFailure(error, region)
    else report('polyglot: Stopped.')
    report(`Some of ${PREFIX}${name} may still be there, and cost money. Run this again: ${again}`)
    return exitCode ?? 1
  }
}

function summary({ endpoint, region, removed, kept, left }: DownResult, dryRun: boolean): string[] {
  const where = `${endpoint} in ${region}`
  if (removed.length + kept.length + left.length === 0) {
    return [
      `There is nothing of ${where}.`,
      'Somewhere else? polyglot endpoint status --all lists all endpoints of a region.',
    ]
  }
  const things = count(removed.length, 'thing')
  return [
    dryRun
      ? `Dry run: ${things} of ${where} would be deleted; nothing was.`
      : `${things} of ${where} ${removed.length === 1 ? 'is' : 'are'} deleted.`,
    ...(kept.length > 0 ? [listOf('Left alone', kept)] : []),
    ...(left.length > 0 ? [pc.red(listOf('Still there', left))] : []),
    ...(left.length > 0
      ? ['Run the same command again, or delete it with the commands above.']
      : []),
  ]
}

function listOf(title: string, things: LeftThing[]): string {
  return [
    pc.bold(title),
    ...things.flatMap(({ kind, name, reason, remove }) => [
      `  ${kind} ${name}: ${reason}`,
      `    ${remove}`,
    ]),
  ].join('\n')
}
