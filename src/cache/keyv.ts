import type { Keyv } from 'keyv'
import { storeError } from './failure.ts'
import type { Store } from './store.ts'

/**
 * Keeps entries in a Keyv that the user made, whatever stands behind it. Who made it closes it.
 * Keyv answers "not there" and "not stored" when its store fails and tells why in an event, so that is listened to:
 * a store that is down must not look like an empty one, or everything would be paid for again.
 */
export function keyvStore(keyv: Keyv): Store {
  let failures = 0
  let reason: unknown = 'it gives no reason'

  function onError(error: unknown): void {
    // A value that cannot be parsed is the value's fault: something else wrote it.
    if (error instanceof SyntaxError) return
    failures++
    reason = error
  }

  keyv.on('error', onError)

  return {
    async read(keys) {
      const before = failures
      const values: unknown[] = await keyv.getMany(keys).catch((error) => {
        throw storeError('read', error)
      })
      if (failures > before && values.every((value) => value === undefined)) {
        throw storeError('read', reason)
      }
      return values
    },

    async write(entries) {
      const stored: unknown = await keyv.setMany(entries).catch((error) => {
        throw storeError('written', error)
      })
      if (Array.isArray(stored) && stored.includes(false)) throw storeError('written', reason)
    },

    async list(prefix, limit, isWanted) {
      const values: unknown[] = []
      if (typeof keyv.store.iterator !== 'function') return values
      for await (const [key, value] of keyv.iterator()) {
        if (values.length >= limit) break
        if (String(key).includes(prefix) && isWanted(value)) values.push(value)
      }
      return values
    },

    count: async () => undefined,

    async close() {
      keyv.off('error', onError)
    },
  }
}
