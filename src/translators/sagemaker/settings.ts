import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'
import type { EndpointMode } from '../../../deploy/settings.ts'
import { PolyglotError } from '../../errors.ts'

/** What an endpoint is asked with, as far as it is known. */
export interface Settings {
  endpoint: string | undefined
  region: string | undefined
  mode: EndpointMode | undefined
  model: string | undefined
}

/** What was given by name; it wins over environment and `.env`. */
export interface GivenSettings {
  endpoint?: string
  region?: string
  mode?: 'auto' | EndpointMode
  model?: string
}

type Environment = Record<string, string | undefined>

/**
 * Completes what was given from the environment, then from the file `.env` that `polyglot endpoint up` writes:
 * `POLYGLOT_ENDPOINT`, `AWS_REGION` (in the environment also `AWS_DEFAULT_REGION`), `POLYGLOT_ENDPOINT_MODE`, `POLYGLOT_MODEL`. Nothing else
 * is read from the file, and mode and model only if it speaks of the same endpoint. If it does, and the environment names none,
 * its region goes before that of the environment, as for `polyglot endpoint`. An empty value counts as none.
 *
 * @param folder where `.env` is looked for
 * @throws PolyglotError BAD_OPTION for a mode that does not exist.
 */
export function readSettings(
  given: GivenSettings,
  folder: string,
  environment: Environment = process.env,
): Settings {
  const file = readFile(folder)
  const named = given.endpoint || environment.POLYGLOT_ENDPOINT
  const same = !named || !file.POLYGLOT_ENDPOINT || named === file.POLYGLOT_ENDPOINT
  const about = same ? file : {}
  const around = environment.AWS_REGION || environment.AWS_DEFAULT_REGION
  // Where `up` made it, whatever region a shell is set to; unless the environment names an endpoint itself.
  const speaksOfIt = same && file.POLYGLOT_ENDPOINT && !environment.POLYGLOT_ENDPOINT
  const mode =
    (given.mode === 'auto' ? undefined : given.mode) ||
    environment.POLYGLOT_ENDPOINT_MODE ||
    about.POLYGLOT_ENDPOINT_MODE
  return {
    endpoint: named || file.POLYGLOT_ENDPOINT || undefined,
    region:
      given.region || (speaksOfIt && file.AWS_REGION) || around || file.AWS_REGION || undefined,
    mode: readMode(mode),
    model: given.model || environment.POLYGLOT_MODEL || about.POLYGLOT_MODEL || undefined,
  }
}

function readMode(mode: string | undefined): EndpointMode | undefined {
  if (!mode || mode === 'auto') return undefined
  if (mode === 'async' || mode === 'realtime') return mode
  throw new PolyglotError(
    'BAD_OPTION',
    `sagemaker: the mode '${mode}' does not exist; expected is one of auto, async, realtime ` +
      '(option mode, or POLYGLOT_ENDPOINT_MODE in the environment or in .env).',
  )
}

/** A file that is not there, or cannot be read, says nothing. */
function readFile(folder: string): Environment {
  try {
    return parseEnv(readFileSync(resolve(folder, '.env'), 'utf8'))
  } catch {
    return {}
  }
}
