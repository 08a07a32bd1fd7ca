import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'

/** The endpoint that the environment names, or the `.env` that `up` wrote: the order in which the translator looks. */
export function endpointIn(directory: string): string | undefined {
  if (process.env.POLYGLOT_ENDPOINT) return process.env.POLYGLOT_ENDPOINT
  try {
    return parseEnv(readFileSync(join(directory, '.env'), 'utf8')).POLYGLOT_ENDPOINT
  } catch {
    return undefined
  }
}
