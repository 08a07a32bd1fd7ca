import { mkdtemp, rm } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { openCache } from '../../src/cache/index.ts'
import { sampleDocument, sampleSegments } from './samples.ts'

const folder = await mkdtemp(join(tmpdir(), 'polyglot-offline-'))

afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

it('invariant 6: a document and its segments come out of the cache without the network', async () => {
  const connect = vi.spyOn(net.Socket.prototype, 'connect')
  const cache = openCache('cache.sqlite', folder, (message) => expect.unreachable(message))
  await cache.setDocument('key', sampleDocument())
  await cache.setSegments(sampleSegments(0, 10))
  expect(await cache.getDocument('key')).toEqual(sampleDocument())
  expect((await cache.getSegments(sampleSegments(0, 10).map(([key]) => key))).every(Boolean)).toBe(
    true,
  )
  await cache.close()
  expect(connect).not.toHaveBeenCalled()
})
