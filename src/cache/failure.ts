import { dirname } from 'node:path'
import { messageOf, PolyglotError } from '../errors.ts'
import { isBusy, isFull, NewerFile } from './database.ts'

/** What was being done when it failed. */
export type Action = 'opened' | 'read' | 'written'

/** The error for a cache file that could not be used: which file, why, and what to do. */
export function fileError(action: Action, file: string, cause: unknown): PolyglotError {
  return new PolyglotError(
    'CACHE',
    `The cache file ${file} could not be ${action}: ${messageOf(cause)}. ${advice(file, cause)}`,
    { cause, retryable: isBusy(cause) },
  )
}

/** The error for a store that the user gave. */
export function storeError(action: Action, cause: unknown): PolyglotError {
  return new PolyglotError(
    'CACHE',
    `The Keyv store given as "cache" could not be ${action}: ${messageOf(cause)}. Check that it can be reached and has room.`,
    { cause },
  )
}

function advice(file: string, cause: unknown): string {
  if (isBusy(cause)) return 'Another process has kept it locked: let it finish, then try again.'
  if (isFull(cause)) return 'Make room on its disk, then try again; what was stored before is safe.'
  if (cause instanceof NewerFile) {
    return 'It was left untouched: update unplugin-polyglot, or name another file in the option "cache".'
  }
  return `Check that you may write to ${dirname(file)}, or name another file in the option "cache".`
}
