import type KeyvSqlite from '@keyv/sqlite'

/** Most pages that are looked through for values that are wanted: a cache may hold those of many translators. */
const MOST_PAGES = 10

/** Up to `limit` values that are wanted, of those whose key begins with `prefix`, in the order of their keys. */
export async function listValues(
  adapter: KeyvSqlite,
  prefix: string,
  limit: number,
  isWanted: (value: unknown) => boolean,
): Promise<unknown[]> {
  const found: unknown[] = []
  let after = prefix
  for (let page = 0; page < MOST_PAGES && found.length < limit; page++) {
    const rows = (await adapter.query(
      `SELECT key, value FROM "${adapter.table}" WHERE key > ? AND key < ? ORDER BY key LIMIT ?`,
      after,
      endOf(prefix),
      limit,
    )) as { key: string; value: unknown }[]
    found.push(...rows.map(({ value }) => parseOrNothing(value)?.value).filter(isWanted))
    if (rows.length < limit) break
    after = rows.at(-1)!.key
  }
  return found.slice(0, limit)
}

/** How many keys begin with `prefix`. Reads the index, and no values. */
export async function countKeys(adapter: KeyvSqlite, prefix: string): Promise<number> {
  const [row] = (await adapter.query(
    `SELECT count(*) AS count FROM "${adapter.table}" WHERE key > ? AND key < ?`,
    prefix,
    endOf(prefix),
  )) as { count: number }[]
  return row!.count
}

/** Behind all keys that begin with it. */
const endOf = (prefix: string) => `${prefix}\uffff`

/** What Keyv wrote: the value, wrapped. */
export function parseOrNothing(json: unknown): { value: unknown } | undefined {
  try {
    return JSON.parse(String(json))
  } catch {
    return undefined
  }
}
