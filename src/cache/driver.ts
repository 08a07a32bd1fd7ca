import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { SqliteDriver } from '@keyv/sqlite'

/** Statements differ only in how many keys they name, so that a few dozen cover a run. */
const MOST_STATEMENTS = 64

/** A driver for `@keyv/sqlite` that works on a database that is already open, and prepares each statement once. */
export function driverOf(database: DatabaseSync): SqliteDriver {
  const statements = new Map<string, StatementSync>()

  function prepare(sql: string): StatementSync {
    const statement = statements.get(sql) ?? database.prepare(sql)
    statements.delete(sql)
    statements.set(sql, statement)
    if (statements.size > MOST_STATEMENTS) statements.delete(statements.keys().next().value!)
    return statement
  }

  return {
    name: 'custom',
    connect: async () => ({
      query: async (sql, ...parameters) => prepare(sql).all(...(parameters as SQLInputValue[])),
      close: async () => database.close(),
    }),
  }
}
