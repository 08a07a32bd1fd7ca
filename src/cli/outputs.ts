import { mkdir, readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { type OutputEntry, sha256 } from './manifest.ts'

/**
 * - `written`: new, or replaced what we had written.
 * - `outdated`: would have been written, had it been allowed.
 * - `unchanged`: the file already says exactly this; it was not touched.
 * - `hand-edited`: ours once, changed by someone since; it was not touched.
 * - `foreign`: a file that we never wrote; it was not touched.
 */
export type OutputState = 'written' | 'outdated' | 'unchanged' | 'hand-edited' | 'foreign'

/** A translation on its way to disk. */
export interface OutputRequest {
  root: string
  /** Relative to the root. */
  output: string
  text: string
  /** What the manifest says about the file. */
  entry?: OutputEntry
  /** Overwrite whatever is there. */
  force: boolean
  /** Whether to write at all. */
  write: boolean
}

/**
 * Writes a translation under a temporary name and renames it, unless the file holds anybody else's work.
 *
 * @throws the file system's error when it cannot be written.
 */
export async function writeOutput({
  root,
  output,
  text,
  entry,
  force,
  write,
}: OutputRequest): Promise<OutputState> {
  const file = resolve(root, output)
  const current = await hashOf(file)
  if (current === sha256(text)) return 'unchanged'
  if (current !== undefined && current !== entry?.sha256 && !force) {
    return entry === undefined ? 'foreign' : 'hand-edited'
  }
  if (!write) return 'outdated'
  await mkdir(dirname(file), { recursive: true })
  await writeFileAtomic(file, text)
  return 'written'
}

async function hashOf(file: string): Promise<string | undefined> {
  try {
    return sha256(await readFile(file))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** What is said about a file that was not touched. */
export const LEFT_ALONE = {
  'hand-edited': (output: string) => ({
    reason: 'it was edited by hand',
    message: `${output} was changed since polyglot wrote it, and is left as it is. Use --force to replace it.`,
  }),
  foreign: (output: string) => ({
    reason: 'there is a file that polyglot did not write',
    message: `${output} was there before and is left as it is. Use --force to replace it, or --out to write elsewhere.`,
  }),
}
