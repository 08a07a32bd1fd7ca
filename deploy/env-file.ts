import { readFile } from 'node:fs/promises'
import writeFileAtomic from 'write-file-atomic'
import { PREFIX } from './names.ts'
import type { EndpointSettings } from './settings.ts'

/** What the `sagemaker` translator reads from the environment or from `.env`. */
export function environmentOf({
  name,
  region,
  mode,
  model,
}: Pick<EndpointSettings, 'name' | 'region' | 'mode' | 'model'>): Record<string, string> {
  return {
    POLYGLOT_ENDPOINT: `${PREFIX}${name}`,
    AWS_REGION: region,
    POLYGLOT_ENDPOINT_MODE: mode,
    POLYGLOT_MODEL: model,
  }
}

/**
 * Sets variables in a file such as `.env` and leaves every other line as it is, byte for byte.
 *
 * @returns whether the file had to be written.
 */
export async function writeEnvFile(
  path: string,
  variables: Record<string, string>,
): Promise<boolean> {
  const before = await read(path)
  const after = withVariables(before, variables)
  if (after === before) return false
  await writeFileAtomic(path, after)
  return true
}

/**
 * An assignment of dotenv and of `node --env-file`: an optional `export`, a name, and a value that may go over several
 * lines where it is quoted. A comment has no name before its `=`, so it is passed over.
 */
const ASSIGNMENT =
  /^([^\S\r\n]*(?:export[^\S\r\n]+)?([\w.-]+)[^\S\r\n]*=[^\S\r\n]*)("(?:\\.|[^"\\])*"|'[^']*'|`[^`]*`|[^\r\n]*?)([^\S\r\n]*(?:#[^\r\n]*)?)$/gm

/** Values are names of ours, without spaces and quotes. Of several assignments of one name all are set. */
export function withVariables(text: string, variables: Record<string, string>): string {
  const missing = new Map(Object.entries(variables))
  const set = text.replace(ASSIGNMENT, (whole, start: string, name: string, _, end: string) => {
    const value = variables[name]
    if (value === undefined) return whole
    missing.delete(name)
    return `${start}${value}${end}`
  })
  if (missing.size === 0) return set
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const joint = set === '' || set.endsWith('\n') ? '' : newline
  return set + joint + [...missing].map(([name, value]) => `${name}=${value}${newline}`).join('')
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
