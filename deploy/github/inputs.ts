/** What the action was asked to do; an input that was left empty is undefined. */
export interface Inputs {
  command: 'translate' | 'build'
  /** Absolute path of the project, where every step runs. */
  directory: string
  /** Command line that builds the site, for bash. */
  build: string
  failOn: 'error' | 'warning' | 'never'
  frozen: boolean
  endpoint: 'none' | 'up' | 'up-and-down'
  endpointName?: string
  model?: string
  acceptLicense?: string
  instance?: string
  /** How long a real-time endpoint lives, such as `2h`; undefined for an asynchronous one. */
  ttl?: string
  region?: string
  cacheKey?: string
  /** Branch of the pull request. */
  pullRequest?: string
}

const COMMANDS = ['translate', 'build'] as const
const ENDPOINTS = ['none', 'up', 'up-and-down'] as const
const FAIL_ON = ['error', 'warning', 'never'] as const

/**
 * Reads the inputs from `POLYGLOT_INPUT_*`, where `action.yml` puts them: never into a script, where they could be code.
 *
 * @throws Error with a sentence that names the input, what was given and what was expected.
 */
export function readInputs(environment: NodeJS.ProcessEnv = process.env): Inputs {
  const text = (name: string) => {
    const value = environment[`POLYGLOT_INPUT_${name.replaceAll('-', '_').toUpperCase()}`]?.trim()
    return value === '' ? undefined : value
  }
  const one = <Choice extends string>(name: string, choices: readonly [Choice, ...Choice[]]) => {
    const value = text(name) ?? choices[0]
    const choice = choices.find((entry) => entry === value)
    if (choice === undefined) {
      throw new Error(`The input ${name} is "${value}"; it takes ${choices.join(', ')}.`)
    }
    return choice
  }
  const inputs: Inputs = {
    command: one('command', COMMANDS),
    directory: process.cwd(),
    build: text('build') ?? 'npm run build',
    failOn: one('fail-on', FAIL_ON),
    frozen: one('frozen', ['false', 'true']) === 'true',
    endpoint: one('endpoint', ENDPOINTS),
    endpointName: text('endpoint-name'),
    model: text('model'),
    acceptLicense: text('accept-license'),
    instance: text('instance'),
    ttl: text('ttl'),
    region: text('aws-region'),
    cacheKey: text('cache-key'),
    pullRequest: text('pull-request'),
  }
  checkTogether(inputs)
  return inputs
}

function checkTogether({ command, frozen, endpoint, pullRequest, cacheKey }: Inputs): void {
  if (frozen && endpoint !== 'none') {
    throw new Error(`frozen sends nothing, so endpoint must be none, not ${endpoint}.`)
  }
  if (pullRequest !== undefined && (command === 'build' || frozen)) {
    throw new Error('pull-request takes what `command: translate` writes, without frozen.')
  }
  if (pullRequest !== undefined && !/^[\w][\w./-]*$/.test(pullRequest)) {
    throw new Error(`pull-request is "${pullRequest}"; it takes the name of a branch.`)
  }
  if (cacheKey?.includes(',') || (cacheKey?.length ?? 0) > 400) {
    throw new Error('cache-key takes up to 400 characters without commas: GitHub allows 512.')
  }
}
