import { resolve } from 'node:path'
import { type ArgsDef, defineCommand } from 'citty'
import type { Call } from '../../../deploy/aws.ts'
import { priceLine } from '../../../deploy/instances.ts'
import { MODELS, type ModelName } from '../../../deploy/models.ts'
import { type EndpointSettings, settingsOf } from '../../../deploy/settings.ts'
import { PolyglotError } from '../../errors.ts'
import { onInterrupt } from '../interrupt.ts'
import { endpointArgs } from './arguments.ts'
import { ask, canAsk } from './ask.ts'
import { callList, plainCalls } from './calls.ts'
import { parseDuration } from './duration.ts'
import { isBadUse, reportFailure } from './failure.ts'
import { leaveOrTakeDown } from './left-behind.ts'
import { planText } from './plan.ts'
import { readyText } from './ready.ts'
import { ENV_FILE, requireRegion, selectEndpoint } from './selected.ts'
import { openSession, report, type Session } from './session.ts'

const args = {
  name: endpointArgs.name,
  region: endpointArgs.region,
  model: {
    type: 'enum',
    options: Object.keys(MODELS),
    description: 'The model; seamless-m4t-v2-large if not given',
  },
  'accept-license': {
    type: 'string',
    description: 'Licence of the model that you accept; needed for cc-by-nc-4.0',
    valueHint: 'LICENCE',
  },
  instance: {
    type: 'string',
    description: 'Type of the machine; the smallest that holds the model if not given',
    valueHint: 'TYPE',
  },
  realtime: {
    type: 'boolean',
    description: 'Run all the time until --ttl is over: quicker answers, and it costs all the time',
  },
  ttl: {
    type: 'string',
    description:
      'With --realtime: after how long the endpoint deletes itself, such as 90m, 2h, 1d; 2h if not given; none for never',
    valueHint: 'DURATION',
  },
  'role-arn': {
    type: 'string',
    description: 'Role for the endpoint, where you may not make one; see polyglot endpoint policy',
    valueHint: 'ARN',
  },
  image: {
    type: 'string',
    description: 'Container image of your own, where AWS has none for the region',
    valueHint: 'URI',
  },
  'dry-run': endpointArgs['dry-run'],
  yes: { type: 'boolean', description: 'Do not ask; needed where there is no terminal' },
  json: endpointArgs.json,
} as const satisfies ArgsDef

export const files = 0

export const notes = [
  'Says what it costs and how that stops, and asks, before anything is made. Run twice it makes nothing new; with other',
  `options it changes what is there. Name and region of the endpoint are written to ${ENV_FILE}, where --translator sagemaker`,
  'and the other commands find them.',
  '',
  'The weights of seamless-m4t-v2-large are licensed for non-commercial use only (CC-BY-NC-4.0); those of madlad400-3b-mt',
  '(Apache-2.0) and m2m100-418m (MIT) for any use.',
]

export const examples = [
  'polyglot endpoint up --accept-license cc-by-nc-4.0 --region eu-central-1',
  'polyglot endpoint up --model madlad400-3b-mt --realtime --ttl 90m',
  'polyglot endpoint up --model m2m100-418m --dry-run       # every call, and the price',
  'polyglot endpoint up --model m2m100-418m --yes --json    # in a script',
]

/** `polyglot endpoint up`. Its result is the exit code. */
export const command = defineCommand({
  meta: { name: 'up' },
  args,
  async run({ args }) {
    const selected = selectEndpoint(args)
    const region = requireRegion(selected)
    const settings = settingsOf({
      ...{ name: selected.name, region, instance: args.instance },
      model: args.model as ModelName | undefined,
      mode: args.realtime === true ? 'realtime' : 'async',
      roleArn: args['role-arn'],
      image: args.image,
      acceptedLicense: args['accept-license'],
      ...(args.ttl !== undefined && { ttl: parseDuration(args.ttl, '--ttl') }),
    })
    const dryRun = args['dry-run'] === true
    report(`${planText(settings, selected.region?.from ?? '')}\n`)
    if (!dryRun && args.yes !== true && !(await isAgreed())) {
      report('Nothing was made.')
      return 130
    }
    return bringUp(settings, { dryRun, json: args.json === true })
  },
})

/** @throws PolyglotError BAD_OPTION where there is nobody to ask */
async function isAgreed(): Promise<boolean> {
  if (canAsk()) return (await ask('This starts a machine that costs money. Go on?', false)) === true
  throw new PolyglotError(
    'BAD_OPTION',
    'This starts a machine that costs money, and there is no terminal to ask on. Add --yes if that is what you want.',
  )
}

async function bringUp(
  settings: EndpointSettings,
  { dryRun, json }: { dryRun: boolean; json: boolean },
): Promise<number> {
  const { region } = settings
  const interrupt = onInterrupt()
  let session: Session | undefined
  try {
    const { up } = await import('../../../deploy/up.ts')
    session = await openSession({
      ...{ region, dryRun, signal: interrupt.signal },
      envFile: resolve(ENV_FILE),
    })
    const { io, calls } = session
    const result = await up(settings, io)
    const shown = json
      ? JSON.stringify({ ...result, ...(dryRun && { calls: plainCalls(calls) }) }, null, 2)
      : dryRun
        ? dryRunText(calls, settings)
        : readyText(result, settings.name)
    process.stdout.write(`${shown}\n`)
    return 0
  } catch (error) {
    const exitCode = interrupt.exitCode()
    if (exitCode === undefined && isBadUse(error)) throw error
    reportFailure(error, region)
    const hasMade = !dryRun && session !== undefined && session.calls.length > 0
    if (hasMade) await leaveOrTakeDown(settings, { interrupted: exitCode !== undefined })
    return exitCode ?? 1
  }
}

function dryRunText(calls: Call[], { instance }: EndpointSettings): string {
  return [
    ...(calls.length > 0 ? [callList(calls)] : ['Everything is there already.']),
    `Dry run: ${calls.length === 0 ? 'there is nothing to do' : 'none of these calls was made'}.\n${priceLine(instance)}`,
  ].join('\n\n')
}
