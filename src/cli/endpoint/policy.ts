import { type ArgsDef, defineCommand } from 'citty'
import pc from 'picocolors'
import { type PolicyDocument, policies } from '../../../deploy/policy.ts'
import { settingsOf } from '../../../deploy/settings.ts'
import { PolyglotError } from '../../errors.ts'
import { endpointArgs } from './arguments.ts'
import { inWords } from './failure.ts'
import { requireRegion, selectEndpoint } from './selected.ts'
import { openSession } from './session.ts'

const args = {
  role: { type: 'boolean', description: 'Only what the role of the endpoint may do' },
  'role-trust': { type: 'boolean', description: 'Only who may take on the role of the endpoint' },
  deployer: { type: 'boolean', description: 'Only what up, status and down need' },
  ci: { type: 'boolean', description: 'Only what a build needs to translate' },
  github: {
    type: 'string',
    description:
      'Only who may take on the role of the builds: the main branch of this repository on GitHub',
    valueHint: 'OWNER/NAME',
  },
  account: {
    type: 'string',
    description:
      'AWS account, 12 digits; that of your credentials, which are then needed, if not given',
    valueHint: 'ACCOUNT',
  },
  name: endpointArgs.name,
  region: endpointArgs.region,
  realtime: { type: 'boolean', description: 'For an endpoint that is brought up with --realtime' },
  instance: {
    type: 'string',
    description: 'The machine that may be started; ml.g4dn.xlarge if not given',
    valueHint: 'TYPE',
  },
  'role-arn': {
    type: 'string',
    description: 'Role of your own that up is given; then the deployer need not make one',
    valueHint: 'ARN',
  },
  json: endpointArgs.json,
} as const satisfies ArgsDef

export const files = 0

export const notes = [
  'Prints the least that each needs, as JSON for AWS IAM. With one of --role, --role-trust, --deployer, --ci and --github it is',
  'that document alone, for a file or a pipe; with --json and none of them, an object with all. Changes nothing.',
]

export const examples = [
  'polyglot endpoint policy',
  'polyglot endpoint policy --deployer --account 123456789012 > deployer.json',
  'polyglot endpoint policy --github my-name/my-blog > trust.json',
]

/** `polyglot endpoint policy`. Its result is the exit code. */
export const command = defineCommand({
  meta: { name: 'policy' },
  args,
  async run({ args }) {
    const choices = [
      ...(['role', 'role-trust', 'deployer', 'ci'] as const).filter((key) => args[key] === true),
      ...(args.github === undefined ? [] : ['github' as const]),
    ]
    const [choice, second] = choices
    if (second !== undefined) {
      throw new PolyglotError('BAD_OPTION', `Choose one of --${choice} and --${second}, or none.`)
    }
    const selected = selectEndpoint(args)
    const region = requireRegion(selected)
    const settings = settingsOf({
      ...{ name: selected.name, region, instance: args.instance, roleArn: args['role-arn'] },
      mode: args.realtime === true ? 'realtime' : 'async',
      // What is allowed does not depend on the model; this one asks for no licence to be accepted.
      model: 'm2m100-418m',
    })
    const account = args.account ?? (await ownAccount(region))
    if (!/^\d{12}$/.test(account)) {
      throw new PolyglotError('BAD_OPTION', `--account must be 12 digits, not "${account}".`)
    }
    const all = policies(settings, account, args.github)
    const documents = {
      ...{ 'role-trust': all.roleTrust, role: all.role, deployer: all.deployer, ci: all.ci },
      ...(all.ciTrust && { github: all.ciTrust }),
    }
    const chosen = choice === undefined ? undefined : documents[choice]
    const shown =
      chosen === undefined && args.json !== true
        ? sections(documents)
        : JSON.stringify(chosen ?? documents, null, 2)
    process.stdout.write(`${shown}\n`)
    return 0
  },
})

const HEADINGS: Record<string, string> = {
  'role-trust': 'Who may take on the role of the endpoint (trust policy; up makes it)',
  role: 'What the role of the endpoint may do (up makes it, unless you give it --role-arn)',
  deployer: 'What you need for polyglot endpoint up, status and down',
  ci: 'What a build needs to translate, and nothing else',
}

function sections(documents: Record<string, PolicyDocument>): string {
  return [
    ...Object.entries(documents).map(
      ([name, document]) =>
        `${pc.bold(`# ${HEADINGS[name]}`)}  --${name}\n${JSON.stringify(document, null, 2)}`,
    ),
    `${pc.bold('# Builds on GitHub without keys')}\nWho may take on the role of the builds: polyglot endpoint policy --github OWNER/NAME`,
  ].join('\n\n')
}

/** @throws PolyglotError ENDPOINT without valid credentials */
async function ownAccount(region: string): Promise<string> {
  const { signal } = new AbortController()
  const { io } = await openSession({ region, dryRun: true, signal })
  try {
    const { Account = '' } = await io.aws.sts.getCallerIdentity({})
    return Account
  } catch (error) {
    const plain = inWords(error, region)
    if (!(plain instanceof PolyglotError)) throw plain
    throw new PolyglotError(
      plain.code,
      `${plain.message}\nOr give the account, which needs no credentials: --account 123456789012`,
      { cause: error },
    )
  }
}
