import { createHash } from 'node:crypto'
import { mkdir, readFile, rename } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { messageOf, PolyglotError } from '../errors.ts'
import type { Locale } from '../types.ts'

/** Where the manifest is, relative to the root. It belongs into version control wherever the outputs do. */
export const MANIFEST = '.polyglot/outputs.json'

const VERSION = 1

/** What is known about a file that was written. */
export interface OutputEntry {
  /** The document it was made from, relative to the root. */
  source: string
  locale: Locale
  /** Of the bytes that were written, in hex. */
  sha256: string
}

/** Outputs by their path relative to the root. */
export type Manifest = Map<string, OutputEntry>

/** Entries to set; undefined takes one out. */
export type Changes = Map<string, OutputEntry | undefined>

/**
 * The manifest on disk; empty when there is none. A damaged one (a merge conflict, say) counts as empty: files that it listed and that
 * differ from what is to be written are then left alone.
 *
 * @param damaged Called with one sentence for a person.
 * @throws PolyglotError BAD_OPTION for a manifest of a later version.
 */
export async function readManifest(
  root: string,
  damaged: (cause: string) => void,
): Promise<Manifest> {
  const text = await textOf(resolve(root, MANIFEST))
  if (text === undefined) return new Map()
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof PolyglotError) throw error
    damaged(/^<{7} /m.test(text) ? 'it has merge conflict markers' : messageOf(error))
    return new Map()
  }
}

/**
 * Merges changes into what the manifest says by now (another process may have written it) and replaces the file in one step.
 * A damaged file is kept under another name. Does not touch the file when nothing changes.
 */
export async function updateManifest(root: string, changes: Changes): Promise<void> {
  const file = resolve(root, MANIFEST)
  let isDamaged = false
  const manifest = await readManifest(root, () => {
    isDamaged = true
  })
  if (isDamaged) await rename(file, `${file}.broken-${Date.now()}`)
  for (const [output, entry] of changes) {
    if (entry === undefined) manifest.delete(output)
    else manifest.set(output, entry)
  }
  const text = print(manifest)
  const before = isDamaged ? undefined : await textOf(file)
  if (text === before || (manifest.size === 0 && before === undefined)) return
  await mkdir(dirname(file), { recursive: true })
  await writeFileAtomic(file, text)
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new PolyglotError('BAD_OPTION', `${file} cannot be read: ${messageOf(error)}.`, {
      cause: error,
    })
  }
}

function parse(text: string): Manifest {
  const { version, outputs } = JSON.parse(text) ?? {}
  if (version > VERSION) {
    throw new PolyglotError(
      'BAD_OPTION',
      `${MANIFEST} was written by a later version of polyglot. Update polyglot.`,
    )
  }
  if (version !== VERSION || typeof outputs !== 'object' || outputs === null) {
    throw new Error('it is not a list of outputs')
  }
  const manifest: Manifest = new Map()
  for (const [output, entry] of Object.entries<Partial<OutputEntry>>(outputs)) {
    const { source, locale, sha256 } = entry ?? {}
    if (typeof source !== 'string' || typeof locale !== 'string' || typeof sha256 !== 'string') {
      throw new Error(`the entry of ${output} is not complete`)
    }
    manifest.set(output, { source, locale, sha256 })
  }
  return manifest
}

/** One line per output, sorted, so that version control shows and merges single outputs. */
function print(manifest: Manifest): string {
  const lines = [...manifest]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([output, { source, locale, sha256 }]) => {
      const entry = JSON.stringify({ source, locale, sha256 })
      return `    ${JSON.stringify(output)}: ${entry}`
    })
  const outputs = lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n  }`
  return `{\n  "version": ${VERSION},\n  "outputs": ${outputs}\n}\n`
}
