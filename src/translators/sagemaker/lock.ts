import { mkdirSync, rmdirSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** After this many milliseconds a lock belongs to a process that is no more: what is done under it takes less than ten. */
const LOCK_AGE = 5000
/** Longest wait for a lock, in milliseconds. */
const LONGEST_WAIT = 15_000

/**
 * Runs when no other process, and nothing else in this one, holds the lock. A folder is the lock, because only one can make it.
 * @throws Error when the folder cannot be made, or is held for too long.
 */
export async function withLock<Result>(lock: string, run: () => Result): Promise<Result> {
  const started = performance.now()
  while (!make(lock)) {
    if (performance.now() - started > LONGEST_WAIT)
      throw new Error(`another process has held ${lock} for ${LONGEST_WAIT / 1000} seconds`)
    await sleep(5 + Math.random() * 20)
  }
  try {
    return run()
  } finally {
    remove(lock)
  }
}

function make(lock: string): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs
    if (made !== undefined && Date.now() - made > LOCK_AGE) remove(lock)
    return false
  }
}

function remove(lock: string): void {
  try {
    rmdirSync(lock)
  } catch {
    // Another process was faster.
  }
}
