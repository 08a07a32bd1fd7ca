import { statSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { glob, isDynamicPattern } from 'tinyglobby'
import { PolyglotError } from '../errors.ts'

/** A document on disk. */
export interface Source {
  /** Relative to the root, with `/`. */
  path: string
  /** Whether it was named, not found by a glob. */
  explicit: boolean
}

/** Where files are looked for; both absolute. */
export interface Folders {
  /** What the given files and globs are relative to. */
  from: string
  /** What the paths that come back are relative to. */
  root: string
}

/** Files that globs take; others must be named. */
const MARKDOWN = /\.(md|mdx|markdown)$/i

/** Folders that globs never look into. */
const IGNORED = ['**/node_modules/**', '**/.git/**', '**/.polyglot/**']

/**
 * Files and globs → documents, each once, in the order of their paths. A name that exists is taken as it is, so `[slug].md` works;
 * `!glob` leaves out what the other globs found.
 *
 * @throws PolyglotError BAD_OPTION for a file that is missing, a folder, and a glob that finds nothing.
 */
export async function findSources(given: string[], { from, root }: Folders): Promise<Source[]> {
  const ignore = [...IGNORED, ...given.filter(isExclusion).map((pattern) => pattern.slice(1))]
  const found = new Map<string, Source>()
  for (const pattern of given.filter((entry) => !isExclusion(entry))) {
    const explicit = isFile(resolve(from, pattern), pattern)
    const paths = explicit ? [pattern] : await expand(pattern, from, ignore)
    for (const path of paths) {
      const fromRoot = relativePath(root, resolve(from, path))
      if (explicit || !found.has(fromRoot)) found.set(fromRoot, { path: fromRoot, explicit })
    }
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Path of `file` as seen from `root`, with `/`. Both absolute. */
export function relativePath(root: string, file: string): string {
  return relative(root, file).split(sep).join('/')
}

function isExclusion(pattern: string): boolean {
  return pattern.startsWith('!')
}

/** @throws PolyglotError BAD_OPTION for a folder or a device. */
function isFile(file: string, given: string): boolean {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (stats === undefined || stats.isFile()) return stats !== undefined
  if (!stats.isDirectory()) throw new PolyglotError('BAD_OPTION', `${given} is not a file.`)
  const all = `${given.replace(/\/+$/, '')}/**/*.md`
  throw new PolyglotError(
    'BAD_OPTION',
    `${given} is a folder. To translate the documents in it, write "${all}" (with the quotes).`,
  )
}

async function expand(pattern: string, from: string, ignore: string[]): Promise<string[]> {
  if (!isDynamicPattern(pattern)) {
    throw new PolyglotError('BAD_OPTION', `There is no file ${pattern} in ${from}.`)
  }
  const files = await glob(pattern, { cwd: from, ignore, expandDirectories: false })
  const documents = files.filter((file) => MARKDOWN.test(file))
  if (documents.length === 0) {
    const others = files.length === 0 ? '' : ` (name the others one by one to translate them)`
    throw new PolyglotError(
      'BAD_OPTION',
      `No .md, .mdx or .markdown file in ${from} matches "${pattern}"${others}.`,
    )
  }
  return documents
}
