import { DatabaseSync } from 'node:sqlite'

/** `PRAGMA application_id` of our files: "PGLT" in ASCII. With any other a file is somebody else's. */
const APPLICATION_ID = 0x50474c54

/** `PRAGMA user_version`: the layout of the file. Raise it when an older release could not use a newer file. */
const FORMAT = 1

/** How long a query waits for another process, in milliseconds. Writing a batch takes about one. */
export const BUSY_TIMEOUT = 30_000

/** SQLite's primary result codes that are told apart: https://sqlite.org/rescode.html */
const SQLITE = { BUSY: 5, CORRUPT: 11, FULL: 13, PROTOCOL: 15, NOTADB: 26 }

/** A file that is in order, but not a cache of ours. */
export class ForeignFile extends Error {}

/** A cache of a newer release. */
export class NewerFile extends Error {}

/**
 * Opens a cache file, or creates it. The write-ahead log lets readers and one writer work at once;
 * with `synchronous = NORMAL` a commit survives the end of the process, however sudden, and a power cut
 * may take the last commits but damages nothing (https://sqlite.org/pragma.html#pragma_synchronous).
 *
 * @throws ForeignFile, NewerFile, or SQLite's own error
 */
export function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT })
  try {
    claim(database)
    if (pragma(database, 'journal_mode') !== 'wal') database.exec('PRAGMA journal_mode = WAL')
    database.exec('PRAGMA synchronous = NORMAL')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** What is wrong with the file itself, to follow "it"; `undefined` for an error that leaves the file in doubt. */
export function faultOf(error: unknown): string | undefined {
  if (error instanceof ForeignFile) return error.message
  const code = sqliteCode(error)
  if (code === SQLITE.NOTADB) return 'is not a SQLite database'
  if (code === SQLITE.CORRUPT) return `is damaged (${(error as Error).message})`
  return undefined
}

/** Whether another process has the file locked. */
export function isBusy(error: unknown): boolean {
  const code = sqliteCode(error)
  return code === SQLITE.BUSY || code === SQLITE.PROTOCOL
}

/** Whether the disk has no room left. */
export function isFull(error: unknown): boolean {
  return sqliteCode(error) === SQLITE.FULL
}

/** Makes sure that the database carries our mark, in a format that we know; puts the mark into an empty one. */
function claim(database: DatabaseSync): void {
  if (pragma(database, 'application_id') !== APPLICATION_ID) markEmpty(database)
  const format = Number(pragma(database, 'user_version'))
  if (format > FORMAT) throw new NewerFile(`it has format ${format}, newer than ${FORMAT}`)
}

/** Looks again behind the write lock, because another process may be creating the same file right now. */
function markEmpty(database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE')
  if (pragma(database, 'application_id') !== APPLICATION_ID) {
    if (!isEmpty(database)) throw new ForeignFile('is a SQLite database of another program')
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT}`)
  }
  database.exec('COMMIT')
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
}

function pragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]
}

/** `node:sqlite` gives extended codes, whose lower byte is the primary one. */
function sqliteCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | undefined)?.errcode
  return typeof code === 'number' ? code & 0xff : undefined
}
