import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import KeyvSqlite from '@keyv/sqlite'
import { Keyv, type KeyvStorageAdapter } from 'keyv'
import { afterAll, describe, expect, it } from 'vitest'
import { openCache } from '../../src/cache/index.ts'
import { cacheContract } from '../contract/cache.ts'
import { sampleDocument, sampleSegments } from './samples.ts'

const folder = await mkdtemp(join(tmpdir(), 'polyglot-stores-'))
const unexpected = (message: string) => expect.unreachable(message)
let files = 0

afterAll(() => rm(folder, { recursive: true }))

cacheContract('a SQLite file', async () => {
  const file = `${++files}.sqlite`
  const open = () => openCache(file, folder, unexpected)
  return {
    cache: open(),
    reopen: open,
    async plant(key, value) {
      const creator = open()
      await creator.getDocument('anything')
      await creator.close()
      const other = new Keyv({ store: new KeyvSqlite(`sqlite://${join(folder, file)}`) })
      await other.set(key, value)
      await other.disconnect()
    },
  }
})

cacheContract('a Keyv on a Map', async () => {
  const keyv = new Keyv({ store: new Map() })
  const open = () => openCache(keyv, folder, unexpected)
  return {
    cache: open(),
    reopen: open,
    plant: async (key, value) => void (await keyv.set(key, value)),
  }
})

cacheContract('a Keyv with a namespace on a SQLite file of its own', async () => {
  const store = new KeyvSqlite(`sqlite://${join(folder, `own-${++files}.sqlite`)}`)
  const keyv = new Keyv({ store, namespace: 'blog' })
  const open = () => openCache(keyv, folder, unexpected)
  return {
    cache: open(),
    reopen: open,
    plant: async (key, value) => void (await keyv.set(key, value)),
  }
})

describe('a Keyv whose store fails', () => {
  const failing = (methods: Partial<KeyvStorageAdapter>) => {
    const store = new KeyvSqlite({ driver: 'node:sqlite' })
    return openCache(new Keyv({ store: Object.assign(store, methods) }), folder, unexpected)
  }
  const down = async () => {
    throw new Error('connection refused')
  }

  it('rejects a read with the cause, so that a store that is down does not look empty', async () => {
    const cache = failing({ getMany: down })
    await expect(cache.getSegments(['a'])).rejects.toThrow(
      'The Keyv store given as "cache" could not be read: connection refused.',
    )
  })

  it('rejects a write with the cause', async () => {
    const cache = failing({ setMany: down })
    await expect(cache.setSegments(sampleSegments(1, 1))).rejects.toThrow('connection refused')
  })

  it('rejects a write that the store answers with false', async () => {
    const cache = failing({ setMany: async (entries) => entries.map((_, index) => index > 0) })
    await expect(cache.setSegments(sampleSegments(1, 3))).rejects.toMatchObject({ code: 'CACHE' })
  })
})

it('leaves a Keyv that was given open, for its owner to close', async () => {
  const keyv = new Keyv({ store: new KeyvSqlite({ driver: 'node:sqlite' }) })
  const cache = openCache(keyv, folder, unexpected)
  await cache.setDocument('key', sampleDocument(50))
  await cache.close()
  expect(await keyv.get('document:key')).toEqual(sampleDocument(50))
  await keyv.disconnect()
})
