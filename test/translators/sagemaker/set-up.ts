import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type SagemakerOptions, sagemaker } from '../../../src/translators/sagemaker.ts'
import type { Translator } from '../../../src/types.ts'
import { type Aws, startAws } from './aws.ts'

/** Variables that decide about an endpoint, all of which tests set or leave out. */
const VARIABLES = [
  'POLYGLOT_ENDPOINT',
  'POLYGLOT_ENDPOINT_MODE',
  'POLYGLOT_MODEL',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_PROFILE',
  'AWS_ENDPOINT_URL',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_EC2_METADATA_DISABLED',
]

/** Environment of a process with credentials that reaches a server on this machine instead of AWS. */
export function environmentOf(url: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_CONFIG_FILE: '/nonexistent',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
    AWS_EC2_METADATA_DISABLED: 'true',
  }
}

/** Replaces the environment as far as endpoints are concerned. Returns the way back. */
export function setEnvironment(environment: Record<string, string>): () => void {
  const before = VARIABLES.map((name) => [name, process.env[name]] as const)
  for (const name of VARIABLES) delete process.env[name]
  Object.assign(process.env, environment)
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

/** A new folder, gone after the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'polyglot-sagemaker-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface Rig {
  aws: Aws
  translator: Translator
  /** Path of the file with pending requests. */
  journal: string
  /** Another run of the same project. */
  again(options?: SagemakerOptions): Translator
}

/** A server in the place of AWS and a translator that uses it, both gone after the test. */
export async function rig(
  settings: Partial<Aws> = {},
  options: SagemakerOptions = {},
): Promise<Rig> {
  const aws = await startAws(settings)
  const restore = setEnvironment(environmentOf(aws.url))
  const journal = join(newFolder(), 'requests.json')
  const translators: Translator[] = []
  const again = (more: SagemakerOptions = {}) => {
    const translator = sagemaker({ endpoint: 'polyglot-main', journal, ...options, ...more })
    translators.push(translator)
    return translator
  }
  onTestFinished(async () => {
    for (const translator of translators) await translator.close?.()
    await aws.stop()
    restore()
  })
  return { aws, translator: again(), journal, again }
}
