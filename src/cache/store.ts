/** What the cache needs from the place where its entries are kept. Values are plain JSON. */
export interface Store {
  /** The values of these keys in their order, `undefined` for each that is not there or cannot be read back. */
  read(keys: string[]): Promise<unknown[]>
  /** Resolves when everything is stored, rejects when anything is not. Each key occurs once. */
  write(entries: { key: string; value: unknown }[]): Promise<void>
  /** Up to `limit` values that are wanted, of those whose key begins with `prefix`; `[]` where the store cannot list. */
  list(prefix: string, limit: number, isWanted: (value: unknown) => boolean): Promise<unknown[]>
  /** How many keys begin with `prefix`; `undefined` where all values would have to be read to tell. */
  count(prefix: string): Promise<number | undefined>
  /** Frees what the store itself has opened. */
  close(): Promise<void>
}
