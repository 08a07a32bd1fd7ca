import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, statSync } from 'node:fs'

/** What a SQLite database consists of; the log goes first, so that it never stands beside pages that are not its own. */
const PARTS = ['-wal', '-shm', '']

/** After this many milliseconds a lock belongs to a process that is no more: moving takes less than one. */
const LOCK_AGE = 5000

/**
 * Renames a cache file, with its write-ahead log, to `<file>.broken-<time>` and returns the new path. Overwrites nothing.
 * Does nothing when another process is doing so, or has done so: the file there is no longer the one with this id.
 */
export function moveAside(file: string, id: string | undefined): string | undefined {
  return ifUnlocked(`${file}.lock`, () => {
    if (id === undefined || fileId(file) !== id) return undefined
    const target = freeName(`${file}.broken-${new Date().toISOString().replace(/[-:.]/g, '')}`)
    for (const part of PARTS) {
      if (existsSync(file + part)) renameSync(file + part, target + part)
    }
    return target
  })
}

/** Tells the file at this path from one that stood or will stand there; `undefined` when there is none. */
export function fileId(file: string): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false, bigint: true })
  return stats && `${stats.dev}:${stats.ino}`
}

/** Whether a folder stands where the cache file should be, and whether it holds anything. */
export function folderAt(file: string): 'empty' | 'used' | undefined {
  if (!statSync(file, { throwIfNoEntry: false })?.isDirectory()) return undefined
  return readdirSync(file).length === 0 ? 'empty' : 'used'
}

function freeName(name: string): string {
  let free = name
  for (let count = 2; existsSync(free); count++) free = `${name}-${count}`
  return free
}

/** Runs unless another process holds the lock; a folder is the lock, because only one process can make it. */
function ifUnlocked<T>(lock: string, run: () => T): T | undefined {
  try {
    mkdirSync(lock)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs
    if (made !== undefined && Date.now() - made > LOCK_AGE) rmdirSync(lock)
    return undefined
  }
  try {
    return run()
  } finally {
    rmdirSync(lock)
  }
}
