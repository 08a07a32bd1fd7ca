import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import KeyvSqlite from '@keyv/sqlite'
import { Keyv } from 'keyv'
import { fileId, folderAt, moveAside } from './aside.ts'
import { BUSY_TIMEOUT, faultOf, isBusy, openDatabase } from './database.ts'
import { driverOf } from './driver.ts'
import { type Action, fileError } from './failure.ts'
import { countKeys, listValues, parseOrNothing } from './listing.ts'
import type { Store } from './store.ts'

/** Pause between two attempts to open a file that another process is just creating, in milliseconds. */
const OPEN_PAUSE = 20

/**
 * Keyv's own serialiser revives each string of a value, for types that JSON lacks. Entries have none of these,
 * and plain JSON reads six times as fast. What is not JSON reads as not there.
 */
const serialization = { stringify: JSON.stringify, parse: parseOrNothing }

/** How often a use is tried on yet another new file, before its failure is taken for a broken disk's. */
const ATTEMPTS = 3

/** One open file, as SQLite, as Keyv's adapter and as Keyv sees it. */
interface Connection {
  /** See `fileId`. */
  id: string | undefined
  database: DatabaseSync
  adapter: KeyvSqlite
  keyv: Keyv
}

type Run<T> = (connection: Connection) => Promise<T>

/**
 * Keeps entries in one SQLite file, in the table that `@keyv/sqlite` makes. Opens it on first use.
 * A file that turns out to be no cache or damaged, now or later, is moved aside with one warning, and a new one
 * is started. Any number of processes may use the same file at once.
 */
export function sqliteStore(file: string, warn: (message: string) => void): Store {
  let connecting: Promise<Connection> | undefined

  /** The open file. A failure is not remembered: the next use tries again. */
  function connect(): Promise<Connection> {
    connecting ??= open().catch((error) => {
      connecting = undefined
      throw fileError('opened', file, error)
    })
    return connecting
  }

  async function open(): Promise<Connection> {
    mkdirSync(dirname(file), { recursive: true })
    const folder = folderAt(file)
    if (folder === 'used') throw new Error('it is a folder with files in it')
    if (folder === 'empty') replace(fileId(file), 'is a folder')

    const deadline = Date.now() + BUSY_TIMEOUT
    let replaced = false
    for (;;) {
      const id = fileId(file)
      try {
        return await openOnce()
      } catch (error) {
        const fault = faultOf(error)
        // A path that changes hands during the attempt gives all kinds of errors, and none that lasts.
        const passes = (fault && !replaced) || isBusy(error) || fileId(file) !== id
        if (!passes || Date.now() > deadline) throw error
        if (fault) replaced ||= replace(id, fault)
        await setTimeout(OPEN_PAUSE)
      }
    }
  }

  async function openOnce(): Promise<Connection> {
    const database = openDatabase(file)
    try {
      const adapter = new KeyvSqlite({ uri: `sqlite://${file}`, driver: driverOf(database) })
      await adapter.ready
      // Without an `error` listener, Keyv rejects the very call that failed; with one it answers "not there".
      const keyv = new Keyv({ store: adapter, serialization, checkExpired: false })
      return { id: fileId(file), database, adapter, keyv }
    } catch (error) {
      database.close()
      throw error
    }
  }

  /** Runs on the open file; again on a new one, when the file is found damaged, or was moved or deleted meanwhile. */
  async function use<T>(action: Action, run: Run<T>, attempts = ATTEMPTS): Promise<T> {
    const current = connect()
    const connection = await current
    let fault: string | undefined
    try {
      if (fileId(file) === connection.id) return await run(connection)
    } catch (error) {
      fault = faultOf(error)
      // Otherwise another use has closed the file under this one, and for a good reason.
      const passes = fault || connecting !== current
      if (!passes || attempts <= 1) throw fileError(action, file, error)
    }
    if (connecting === current) {
      disconnect(connection)
      if (fault) replace(connection.id, fault)
    }
    return use(action, run, attempts - 1)
  }

  function disconnect(connection: Connection): void {
    connecting = undefined
    connection.database.close()
  }

  /** Moves the file aside, unless another process has done so; tells whether this one did. */
  function replace(id: string | undefined, fault: string): boolean {
    const target = moveAside(file, id)
    if (target === undefined) return false
    warn(
      `The cache file ${file} ${fault}, so it was moved to ${target} and a new cache was started: ` +
        'everything is translated anew. Nothing was deleted; translations in it can be recovered from the moved file ' +
        `with "sqlite3 '${target}' .recover".`,
    )
    return true
  }

  return {
    read: (keys) => use('read', ({ keyv }) => keyv.getMany<unknown>(keys)),
    write: (entries) =>
      use('written', async ({ keyv }) => {
        await keyv.setMany(entries)
      }),
    list: (prefix, limit, isWanted) =>
      use('read', ({ adapter }) => listValues(adapter, prefix, limit, isWanted)),
    count: (prefix) => use('read', ({ adapter }) => countKeys(adapter, prefix)),
    async close() {
      const connection = await connecting?.catch(() => undefined)
      if (connection) disconnect(connection)
    },
  }
}
