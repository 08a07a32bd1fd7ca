import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { readInputs } from './inputs.ts'
import { runStep } from './step.ts'
import { setOutput } from './workflow.ts'

const EMPTY = 'empty'

/**
 * `node cache.ts key`: outputs `prefix`, which finds the newest cache, and `key`, new for every run: GitHub never overwrites one.
 * `node cache.ts before`: outputs `state`, a hash of what is there.
 * `node cache.ts after`: outputs `changed` (against `POLYGLOT_CACHE_STATE`), so that a run which translated nothing saves nothing.
 */
await runStep(async () => {
  const [, , what] = process.argv
  const { directory, cacheKey = 'polyglot' } = readInputs()
  if (what === 'key') {
    const { GITHUB_RUN_ID = '0', GITHUB_RUN_ATTEMPT = '0' } = process.env
    // Two hyphens, so that `polyglot` does not find the caches of `polyglot-docs`.
    const prefix = `${cacheKey}--`
    const once = randomBytes(4).toString('hex')
    setOutput('prefix', prefix)
    setOutput('key', `${prefix}${GITHUB_RUN_ID}-${GITHUB_RUN_ATTEMPT}-${once}`)
    return 0
  }
  const state = await stateOf(join(directory, '.polyglot'))
  if (what === 'before') setOutput('state', state)
  else setOutput('changed', state !== EMPTY && state !== process.env.POLYGLOT_CACHE_STATE)
  return 0
})

/** A hash of what is saved: the same files as in `action.yml`. */
async function stateOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    // The index of a write-ahead log is made anew whenever the database is opened.
    .filter((file) => !/outputs\.json$|\.broken-|-shm$/.test(file))
    .sort()
  if (files.length === 0) return EMPTY
  const hash = createHash('sha256')
  for (const file of files) {
    hash.update(`${file}\n`)
    await pipeline(createReadStream(file), hash, { end: false })
  }
  return hash.digest('hex')
}
