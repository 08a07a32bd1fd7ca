import { readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'
import writeFileAtomic from 'write-file-atomic'
import { ENV_FILE } from './selected.ts'

/** What only this library reads. `AWS_REGION` stays: other tools may need it, and it does no harm. */
const KEYS =
  /^[^\S\r\n]*(?:export[^\S\r\n]+)?POLYGLOT_(?:ENDPOINT|ENDPOINT_MODE|MODEL)[^\S\r\n]*=.*(?:\r?\n|$)/gm

/**
 * Takes out of `.env` what `up` wrote, if it is about this endpoint; every other line stays byte for byte.
 *
 * @param endpoint such as `polyglot-main`
 * @returns whether the file was changed
 */
export async function forgetEndpoint(endpoint: string, folder = process.cwd()): Promise<boolean> {
  const file = resolve(folder, ENV_FILE)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return false
  }
  if (parseEnv(text).POLYGLOT_ENDPOINT !== endpoint) return false
  const rest = text.replace(KEYS, '')
  if (rest === '') rmSync(file)
  else await writeFileAtomic(file, rest)
  return true
}
