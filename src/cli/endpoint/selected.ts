import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { PREFIX } from '../../../deploy/names.ts'
import { settingsOf } from '../../../deploy/settings.ts'
import { PolyglotError } from '../../errors.ts'
import { type FoundRegion, findRegion } from './region.ts'

/** Where `up` writes name and region of the endpoint, relative to the working directory. */
export const ENV_FILE = '.env'

/** The endpoint that a command is about. */
export interface Selected {
  /** Without the prefix, such as `main`. */
  name: string
  /** Undefined when nobody says which. */
  region: FoundRegion | undefined
  /** What `POLYGLOT_ENDPOINT` says, where that is no endpoint of ours and no flag says otherwise. */
  foreign?: string
}

/**
 * Name and region from the flags; else from `POLYGLOT_ENDPOINT` of the environment and the `.env` that `up` wrote; else
 * `main`, in the region that AWS tools would take.
 */
export function selectEndpoint(
  flags: { name?: string; region?: string },
  { env = process.env, folder = process.cwd() }: { env?: NodeJS.ProcessEnv; folder?: string } = {},
): Selected {
  const file = readEnv(resolve(folder, ENV_FILE))
  const written = env.POLYGLOT_ENDPOINT || file.POLYGLOT_ENDPOINT
  const name = flags.name ?? nameOf(written) ?? 'main'
  const isForeign = flags.name === undefined && written && nameOf(written) === undefined
  const isSame = file.POLYGLOT_ENDPOINT === `${PREFIX}${name}`
  const region = findRegion({
    flag: flags.region,
    envFile: isSame ? file.AWS_REGION : undefined,
    env,
  })
  return { name, region, ...(isForeign && { foreign: written }) }
}

/** @throws PolyglotError BAD_OPTION that says where a region can be given */
export function requireRegion({ region }: Selected): string {
  if (region === undefined) {
    throw new PolyglotError(
      'BAD_OPTION',
      'No AWS region is given. Write it, such as --region eu-central-1, or set AWS_REGION.',
    )
  }
  return region.region
}

/** @throws PolyglotError BAD_OPTION where another endpoint than one of ours is meant */
export function refuseForeign({ foreign }: Selected): void {
  if (foreign === undefined) return
  throw new PolyglotError(
    'BAD_OPTION',
    `POLYGLOT_ENDPOINT is "${foreign}", which polyglot endpoint up did not make, so it is left alone. If an endpoint of ours is to ` +
      'be taken down, name it, such as --name main; polyglot endpoint status --all lists them.',
  )
}

/** @throws PolyglotError BAD_OPTION for a name or a region that cannot be */
export function checkPlace({ name, region }: { name: string; region: string }): void {
  // Any model will do whose licence need not be accepted.
  settingsOf({ name, region, model: 'm2m100-418m' })
}

function nameOf(endpoint: string | undefined): string | undefined {
  return endpoint?.startsWith(PREFIX) ? endpoint.slice(PREFIX.length) : undefined
}

function readEnv(file: string): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}
