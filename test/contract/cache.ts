import { afterEach, describe, expect, it } from 'vitest'
import type { AlignmentEntry, Cache, SegmentEntry } from '../../src/cache/index.ts'
import { sampleDocument, sampleSegment, sampleSegments } from '../cache/samples.ts'

const { by } = sampleSegment(0)

const alignment: AlignmentEntry = {
  ...{ from: 'en', to: 'es', by, version: 1 },
  ...{ pairs: 7, held: 9, words: 'AAAA', cells: 'BBBB' },
}

/** A cache over a store that is empty at first, and the same store opened once more. */
export interface CacheUnderTest {
  cache: Cache
  /** Another cache over the same store; call it after closing the first. */
  reopen(): Cache
  /** Puts a value under a key past the cache, as another program could. */
  plant(key: string, value: unknown): Promise<void>
}

/** What every cache keeps, over whatever store. `open` gives a new, empty store each time. */
export function cacheContract(name: string, open: () => Promise<CacheUnderTest>): void {
  describe(`a cache over ${name}`, () => {
    const opened: Cache[] = []

    async function start() {
      const subject = await open()
      opened.push(subject.cache)
      return subject
    }

    afterEach(async () => {
      for (const cache of opened.splice(0)) await cache.close()
    })

    it('knows the newest document of a place, and no other', async () => {
      const { cache, reopen } = await start()
      await cache.setDocument('one', sampleDocument(10), 'place')
      await cache.setDocument('two', sampleDocument(20), 'place')
      await cache.setDocument('three', sampleDocument(30))
      expect(await cache.getNewest('place')).toEqual(sampleDocument(20))
      expect(await cache.getNewest('elsewhere')).toBeUndefined()
      await cache.close()
      const again = reopen()
      opened.push(again)
      expect(await again.getNewest('place')).toEqual(sampleDocument(20))
    })

    it('answers undefined where the newest document is gone or is none', async () => {
      const { cache, plant } = await start()
      await cache.setDocument('one', sampleDocument(10), 'place')
      await plant('document:one', { text: 7 })
      expect(await cache.getNewest('place')).toBeUndefined()
      await plant('newest:place', 'nonsense')
      expect(await cache.getNewest('place')).toBeUndefined()
    })

    it('answers undefined for what it does not hold', async () => {
      const { cache } = await start()
      expect(await cache.getDocument('nothing')).toBeUndefined()
      expect(await cache.getSegments(['a', 'b'])).toEqual([undefined, undefined])
      expect(await cache.getSegments([])).toEqual([])
    })

    it('gives a document back as it was stored', async () => {
      const { cache } = await start()
      await cache.setDocument('key', sampleDocument())
      expect(await cache.getDocument('key')).toEqual(sampleDocument())
    })

    it('gives segments back in the order of the keys, with gaps and repeats', async () => {
      const { cache } = await start()
      const [first, second] = sampleSegments(1, 2) as [
        [string, ReturnType<typeof sampleSegment>],
        [string, ReturnType<typeof sampleSegment>],
      ]
      await cache.setSegments([first, second])
      const found = await cache.getSegments([second[0], 'missing', first[0], second[0]])
      expect(found).toEqual([second[1], undefined, first[1], second[1]])
    })

    it('keeps text verbatim: control characters, separators, markup, lone brackets', async () => {
      const { cache } = await start()
      const text = ':base64:AAAA \u0000\u2028 <g1>&amp;</g1> \\ ` \u200f مرحبا 你好 👩‍👩‍👧'
      await cache.setSegments([['verbatim', { ...sampleSegment(1), source: text, text }]])
      expect(await cache.getSegments(['verbatim'])).toEqual([
        { ...sampleSegment(1), source: text, text },
      ])
    })

    it('stores thousands of segments at once', async () => {
      const { cache } = await start()
      const entries = sampleSegments(0, 2500)
      await cache.setSegments(entries)
      expect(await cache.getSegments(entries.map(([key]) => key))).toEqual(
        entries.map(([, entry]) => entry),
      )
    })

    it('lets the last entry win when a key is stored again, also within one call', async () => {
      const { cache } = await start()
      await cache.setSegments([['key', sampleSegment(1)]])
      await cache.setSegments([
        ['key', sampleSegment(2)],
        ['key', sampleSegment(3)],
      ])
      expect(await cache.getSegments(['key'])).toEqual([sampleSegment(3)])
    })

    it('keeps a document and a segment of the same key apart', async () => {
      const { cache } = await start()
      await cache.setSegments([['same', sampleSegment(1)]])
      expect(await cache.getDocument('same')).toBeUndefined()
      await cache.setDocument('same', sampleDocument(100))
      expect(await cache.getSegments(['same'])).toEqual([sampleSegment(1)])
    })

    it('holds everything after it was closed and opened again', async () => {
      const { cache, reopen } = await start()
      await cache.setSegments(sampleSegments(1, 3))
      await cache.setDocument('key', sampleDocument())
      await cache.close()
      const again = reopen()
      opened.push(again)
      expect(await again.getSegments(sampleSegments(1, 3).map(([key]) => key))).toEqual(
        sampleSegments(1, 3).map(([, entry]) => entry),
      )
      expect(await again.getDocument('key')).toEqual(sampleDocument())
    })

    it('counts entries of the wrong shape as not there', async () => {
      const { cache, plant } = await start()
      const segment = sampleSegment(1)
      const shapes = [
        null,
        7,
        'text',
        [],
        {},
        { ...segment, text: 5 },
        { ...segment, by: undefined },
        { ...segment, alignment: [[0, 1]] },
        { ...segment, alignment: [[0, 1, -2, 3]] },
        { ...segment, score: 'high' },
        { ...segment, rejected: 'kept', form: 'poem' },
        { ...segment, form: 'pieces' },
      ]
      for (const [index, shape] of shapes.entries()) await plant(`segment:${index}`, shape)
      expect(await cache.getSegments(shapes.map((_, index) => String(index)))).toEqual(
        shapes.map(() => undefined),
      )
      await plant('document:d', { ...sampleDocument(10), units: -1 })
      expect(await cache.getDocument('d')).toBeUndefined()
      await plant('document:d', { ...sampleDocument(10), findings: ['odd'] })
      expect(await cache.getDocument('d')).toBeUndefined()
    })

    it('lists past translations of one language pair by one translator, up to the limit', async () => {
      const { cache } = await start()
      await cache.setSegments([...sampleSegments(0, 30, 'es'), ...sampleSegments(0, 30, 'fr')])
      await cache.setDocument('key', sampleDocument(100))
      const pairs = await cache.pairs('en', 'fr', by, 100)
      expect(pairs).toHaveLength(30)
      expect(new Set(pairs.map(({ source }) => source)).size).toBe(30)
      const { source, text: target, alignment } = sampleSegment(0)
      expect(pairs).toContainEqual({ source, target, alignment })
      expect(await cache.pairs('en', 'es', by, 7)).toHaveLength(7)
      expect(await cache.pairs('es', 'en', by, 7)).toEqual([])
      expect(await cache.pairs('en', 'es', 'another@1', 7)).toEqual([])
    })

    it('finds the few translations of a translator among many of others', async () => {
      const { cache } = await start()
      const others = sampleSegments(0, 60).map(([key, entry]): [string, SegmentEntry] => [
        key,
        { ...entry, by: 'another@1' },
      ])
      await cache.setSegments([...others, ...sampleSegments(100, 9)])
      expect(await cache.pairs('en', 'es', by, 20)).toHaveLength(9)
    })

    it('lists no note of a text that was answered in another form', async () => {
      const { cache } = await start()
      const [[key, entry]] = sampleSegments(1, 1) as [[string, SegmentEntry]]
      await cache.setSegments([[key, { ...entry, text: '', rejected: 'kept', form: 'pieces' }]])
      expect(await cache.getSegments([key])).toMatchObject([{ rejected: 'kept', form: 'pieces' }])
      expect(await cache.pairs('en', 'es', by, 7)).toEqual([])
    })

    it('counts the segments of a language pair, or says that it cannot', async () => {
      const { cache } = await start()
      expect([0, undefined]).toContain(await cache.count('en', 'es'))
      await cache.setSegments([...sampleSegments(0, 30, 'es'), ...sampleSegments(0, 20, 'fr')])
      await cache.setDocument('key', sampleDocument(100))
      expect([30, undefined]).toContain(await cache.count('en', 'es'))
    })

    it('gives back what was learnt as it was stored; the last one stays', async () => {
      const { cache, reopen } = await start()
      expect(await cache.getAlignment('key')).toBeUndefined()
      const entry = { ...alignment, words: 'x'.repeat(600_000) }
      await Promise.all([cache.setAlignment('key', alignment), cache.setAlignment('other', entry)])
      await cache.setAlignment('key', { ...alignment, pairs: 8 })
      await cache.close()
      const again = reopen()
      opened.push(again)
      expect(await again.getAlignment('key')).toEqual({ ...alignment, pairs: 8 })
      expect(await again.getAlignment('other')).toEqual(entry)
      expect(await again.getDocument('key')).toBeUndefined()
      expect(await again.getSegments(['key'])).toEqual([undefined])
    })

    it('counts what was learnt as not there when it has another shape', async () => {
      const { cache, plant } = await start()
      const shapes = [null, 'text', {}, { ...alignment, words: 7 }, { ...alignment, pairs: -1 }]
      for (const [index, shape] of shapes.entries()) {
        await plant(`alignment:${index}`, shape)
        expect(await cache.getAlignment(String(index))).toBeUndefined()
      }
    })

    it('finishes what is under way when it is closed, may be closed twice, and then refuses', async () => {
      const { cache, reopen } = await start()
      const entries = sampleSegments(0, 600)
      const storing = cache.setSegments(entries)
      await Promise.all([cache.close(), cache.close()])
      await storing
      await expect(cache.getDocument('key')).rejects.toMatchObject({ code: 'CACHE' })
      const again = reopen()
      opened.push(again)
      const found = await again.getSegments(entries.map(([key]) => key))
      expect(found.filter(Boolean)).toHaveLength(600)
    })
  })
}
