import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where a region was found, and which. */
export interface FoundRegion {
  region: string
  /** As a person would say it, such as `AWS_REGION`. */
  from: string
}

export interface RegionSources {
  /** `--region`. */
  flag?: string
  /** Of the `.env` that names this very endpoint. */
  envFile?: string
  env?: NodeJS.ProcessEnv
}

/**
 * The region to work in. The one that `up` wrote beside the endpoint's name outranks the shell's: an endpoint is where it
 * is, and would go on costing if it were looked for elsewhere. Undefined when nobody says.
 */
export function findRegion({
  flag,
  envFile,
  env = process.env,
}: RegionSources): FoundRegion | undefined {
  const sources: [from: string, region: string | undefined][] = [
    ['--region', flag],
    ['.env', envFile],
    ['AWS_REGION', env.AWS_REGION],
    ['AWS_DEFAULT_REGION', env.AWS_DEFAULT_REGION],
    profileRegion(env),
  ]
  const found = sources.find(([, region]) => region !== undefined && region !== '')
  return found && { from: found[0], region: found[1]! }
}

/** The region of the profile in use, from the file that `aws configure` writes. */
function profileRegion(env: NodeJS.ProcessEnv): [from: string, region: string | undefined] {
  const profile = env.AWS_PROFILE || 'default'
  const from = `the profile ${profile}`
  try {
    const file = env.AWS_CONFIG_FILE || join(homedir(), '.aws', 'config')
    return [from, regionIn(readFileSync(file, 'utf8'), profile)]
  } catch {
    return [from, undefined]
  }
}

/** `region` in `[default]` or `[profile NAME]`. */
function regionIn(config: string, profile: string): string | undefined {
  let section = ''
  for (const line of config.split(/\r?\n/)) {
    section = /^\s*\[\s*(?:profile\s+)?([^\]]+?)\s*\]/.exec(line)?.[1] ?? section
    const region = /^region\s*=\s*([\w-]+)/.exec(line)?.[1]
    if (section === profile && region !== undefined) return region
  }
  return undefined
}
