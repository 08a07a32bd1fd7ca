import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Keyv } from 'keyv'
import { afterAll, describe, expect, test } from 'vitest'
import { alignmentKey, type Cache, openCache, segmentKey } from '../../src/cache/index.ts'
import { createAligners } from '../../src/translate/aligners.ts'

const pair = { from: 'en', to: 'es' }
const fingerprint = 'lab'
const folder = await mkdtemp(join(tmpdir(), 'polyglot-aligners-'))
let files = 0

afterAll(() => rm(folder, { recursive: true }))

const NOUNS = [
  ['house', 'casa'],
  ['door', 'puerta'],
  ['table', 'mesa'],
  ['street', 'calle'],
] as const
const COLOURS = [
  ['red', 'roja'],
  ['green', 'verde'],
  ['blue', 'azul'],
  ['white', 'blanca'],
] as const

/** `the red house 3` and its translation, in every combination. */
async function fill(cache: Cache, numbers: number[], by = fingerprint): Promise<void> {
  const lessons = numbers.flatMap((number) =>
    NOUNS.flatMap(([noun, sustantivo]) =>
      COLOURS.map(([colour, color]) => [
        `the ${colour} ${noun} ${number}`,
        `la ${sustantivo} ${color} ${number}`,
      ]),
    ),
  )
  await cache.setSegments(
    lessons.map(([source = '', text = '']) => [
      segmentKey({ text: source, ...pair, fingerprint: by }),
      { ...pair, by, source, text },
    ]),
  )
}

const learnt = (cache: Cache) => cache.getAlignment(alignmentKey({ ...pair, fingerprint }))

async function wordFor(word: string, cache: Cache): Promise<string> {
  const [source, target] = ['the green door', 'la puerta verde']
  const align = await createAligners(cache, fingerprint)(pair)
  const start = source.indexOf(word)
  const links = align(source, target).filter(([from]) => from === start)
  const [, , from, to] = links.reduce((a, b) => (b[4]! > a[4]! ? b : a))
  return target.slice(from, to)
}

const stores: Record<string, () => () => Cache> = {
  'a SQLite file': () => {
    const file = `${++files}.sqlite`
    return () => openCache(file, folder, () => {})
  },
  'a Keyv of the user': () => {
    const keyv = new Keyv()
    return () => openCache(keyv, folder, () => {})
  },
}

describe.each(Object.keys(stores))('with %s', (name) => {
  test('what was learnt is kept, and the next run needs nothing else', async () => {
    const open = stores[name]!()
    const first = open()
    await fill(first, [1, 2])
    expect(await wordFor('green', first)).toBe('verde')
    const entry = (await learnt(first))!
    expect(entry).toMatchObject({ ...pair, by: fingerprint, pairs: 32 })
    await first.close()

    const second = open()
    const listing = second.pairs
    second.pairs = () => expect.unreachable('learnt again')
    expect(await wordFor('door', second)).toBe('puerta')
    second.pairs = listing
    expect(await learnt(second)).toEqual(entry)
    await second.close()
  })

  test('a damaged or an older one is learnt anew', async () => {
    const cache = stores[name]!()()
    await fill(cache, [1, 2])
    await wordFor('green', cache)
    const entry = (await learnt(cache))!
    for (const bad of [
      { ...entry, cells: 'AAAA' },
      { ...entry, words: entry.cells },
      { ...entry, version: 0 },
    ]) {
      await cache.setAlignment(alignmentKey({ ...pair, fingerprint }), bad)
      expect(await wordFor('green', cache)).toBe('verde')
      expect(await learnt(cache)).toEqual(entry)
    }
    await cache.close()
  })

  test('it is learnt from the answers of this translator alone', async () => {
    const cache = stores[name]!()()
    await fill(cache, [1, 2])
    await fill(cache, [3], 'another')
    await wordFor('green', cache)
    expect(await learnt(cache)).toMatchObject({ pairs: 32 })
    await cache.close()
  })

  test('a long run learns anew when it has more to learn from, and not at every use', async () => {
    const cache = stores[name]!()()
    await fill(cache, [1])
    const aligners = createAligners(cache, fingerprint)
    let learnings = 0
    const write = cache.setAlignment
    cache.setAlignment = (key, entry) => {
      learnings += 1
      return write(key, entry)
    }
    for (let use = 0; use < 200; use++) await aligners(pair)
    expect(learnings).toBe(1)
    await fill(cache, [2, 3, 4])
    for (let use = 0; use < 400; use++) await aligners(pair)
    expect(learnings).toBe(2)
    expect(await learnt(cache)).toMatchObject({ pairs: 64 })
    await cache.close()
  })
})

test('the next run learns anew where a file has grown by half', async () => {
  const cache = stores['a SQLite file']!()()
  await fill(cache, [1, 2])
  await wordFor('green', cache)
  await fill(cache, [3])
  await wordFor('green', cache)
  expect(await learnt(cache)).toMatchObject({ pairs: 32, held: 32 })
  await fill(cache, [4, 5])
  await wordFor('green', cache)
  expect(await learnt(cache)).toMatchObject({ pairs: 80, held: 80 })
  await cache.close()
})

test('two that learn at once do not disturb each other', async () => {
  const open = stores['a SQLite file']!()
  const caches = [open(), open()]
  await fill(caches[0]!, [1, 2])
  const words = await Promise.all(caches.map((cache) => wordFor('green', cache)))
  expect(words).toEqual(['verde', 'verde'])
  expect(await learnt(caches[1]!)).toMatchObject({ pairs: 32 })
  for (const cache of caches) await cache.close()
})

test('a cache that takes nothing does not keep it from being used', async () => {
  const cache = stores['a SQLite file']!()()
  await fill(cache, [1, 2])
  cache.setAlignment = async () => {
    throw new Error('disk full')
  }
  expect(await wordFor('green', cache)).toBe('verde')
  await cache.close()
})
