import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

/** A markdown file that somebody else has written. */
export interface Source {
  /** Relative to the folder that was searched. */
  path: string
  text: string
  /** Of its text; chooses what is tried on it. */
  hash: number
}

const LARGEST = 300_000

/** All `.md` and `.mdx` files of a folder up to 300 kB, each text once; symbolic links are not followed. In a fixed order. */
export function markdownFiles(folder: string): Source[] {
  const seen = new Set<string>()
  return pathsIn(folder)
    .toSorted()
    .flatMap((path): Source[] => {
      if (statSync(path).size > LARGEST) return []
      const bytes = readFileSync(path)
      const digest = createHash('sha256').update(bytes)
      const key = digest.copy().digest('hex')
      if (seen.has(key)) return []
      seen.add(key)
      const hash = digest.digest().readUInt32BE()
      return [{ path: relative(folder, path), text: bytes.toString('utf8'), hash }]
    })
}

function pathsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return pathsIn(path)
    return entry.isFile() && /\.mdx?$/i.test(entry.name) ? [path] : []
  })
}
