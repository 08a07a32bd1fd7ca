import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pythonPath } from '../../scripts/python.ts'

export const MODULE = fileURLToPath(new URL('../../deploy/terraform', import.meta.url))

/** Whether python-hcl2 is there: `npm test` installs it where it can. */
export const hasHcl = pythonPath() !== undefined

const SCRIPT = `
import hcl2, json, sys
files = {}
for path in sys.argv[1:]:
    with open(path) as file:
        files[path.split('/')[-1]] = hcl2.load(file)
json.dump(files, sys.stdout)
`

export interface Module {
  /** Parsed files by name; quoted strings keep their quotes, expressions stand as `${…}`. */
  files: Record<string, Record<string, unknown>>
  /** All `locals`. */
  locals: Record<string, unknown>
}

/** @throws Error when a file is no HCL. */
export function readModule(): Module {
  const paths = readdirSync(MODULE)
    .filter((name) => name.endsWith('.tf'))
    .map((name) => join(MODULE, name))
  const files: Module['files'] = JSON.parse(
    execFileSync(pythonPath() ?? '', ['-c', SCRIPT, ...paths], { encoding: 'utf8' }),
  )
  const blocks = Object.values(files).flatMap(({ locals }) => (locals as object[]) ?? [])
  return { files, locals: Object.assign({}, ...blocks) }
}

/** A quoted string with `${local.x}` and the like put in, down to what is given. */
export function resolved(
  text: unknown,
  locals: Module['locals'],
  known: Record<string, string>,
): string {
  if (typeof text !== 'string') throw new Error(`${JSON.stringify(text)} is not a text`)
  const bare = text.startsWith('"') ? text.slice(1, -1) : text
  return bare.replaceAll(/\$\{([\w.]+)\}/g, (_, path: string) => {
    const value = known[path]
    if (value !== undefined) return value
    if (!path.startsWith('local.')) throw new Error(`Nobody says what ${path} is`)
    return resolved(locals[path.slice('local.'.length)], locals, known)
  })
}
