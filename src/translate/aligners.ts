import { setImmediate } from 'node:timers/promises'
import { alignmentKey, type Cache } from '../cache/index.ts'
import { learnModel } from '../tags/ibm1.ts'
import { type Align, alignerOf } from '../tags/model.ts'
import { packModel, STORED_VERSION, type StoredModel, unpackModel } from '../tags/stored-model.ts'
import type { LanguagePair } from '../types.ts'

/** More pairs cost more time than they add in certainty. */
const MOST_PAIRS = 3000

/** A cache that has grown by half has more to teach. */
const GROWTH = 1.5

/** Uses after which it is looked whether there is more to learn; then after twice as many, and so on. */
const FIRST_LOOK = 25

/** Models that take more bytes are not stored. */
const LARGEST = 2_000_000

/** A model with what it was learnt from. */
interface Learnt {
  align: Align
  /** Number of translations. */
  pairs: number
  /** Number of segments in the cache, where it can tell. */
  held: number | undefined
}

/**
 * Word alignment learnt from the cache, per language pair, on first use. What was learnt is kept in the cache: the next
 * run takes it from there, unless the cache has grown by half since. A run that begins with little to learn from learns
 * anew now and then.
 */
export function createAligners(
  cache: Cache,
  fingerprint: string,
): (pair: LanguagePair) => Promise<Align> {
  const known = new Map<string, { learnt: Promise<Learnt>; uses: number; nextLook: number }>()

  async function open(pair: LanguagePair): Promise<Learnt> {
    const stored = await read(pair)
    return stored && !(await hasGrown(pair, stored)) ? stored : learn(pair, stored)
  }

  async function read(pair: LanguagePair): Promise<Learnt | undefined> {
    const entry = await cache.getAlignment(alignmentKey({ ...pair, fingerprint }))
    if (entry?.version !== STORED_VERSION) return undefined
    const model = unpackModel(entry, pair)
    return model && { align: alignerOf(model), pairs: entry.pairs, held: entry.held }
  }

  /** A store that cannot count is taken to have what it had. */
  async function hasGrown({ from, to }: LanguagePair, { held }: Learnt): Promise<boolean> {
    const now = await cache.count(from, to)
    return now !== undefined && now > GROWTH * (held ?? 0)
  }

  /** @param before is good enough where there is hardly more to learn from */
  async function learn(pair: LanguagePair, before: Learnt | undefined): Promise<Learnt> {
    const { from, to } = pair
    const held = await cache.count(from, to)
    const pairs = await cache.pairs(from, to, fingerprint, MOST_PAIRS)
    if (before && held === undefined && pairs.length <= GROWTH * before.pairs) return before
    const stored = packModel(await learnModel(pairs.map(withoutTags), pair, setImmediate))
    if (sizeOf(stored) <= LARGEST) await write(pair, stored, pairs.length, held)
    // Packed and unpacked, so that this run places as the next one will.
    const model = unpackModel(stored, pair)!
    return { align: alignerOf(model), pairs: pairs.length, held }
  }

  async function write(
    pair: LanguagePair,
    stored: StoredModel,
    pairs: number,
    held: number | undefined,
  ): Promise<void> {
    const entry = { ...pair, by: fingerprint, version: STORED_VERSION, pairs, held, ...stored }
    // A cache that takes nothing has said so when translations were stored; the next run learns anew.
    await cache.setAlignment(alignmentKey({ ...pair, fingerprint }), entry).catch(() => {})
  }

  async function refresh(pair: LanguagePair, learnt: Learnt): Promise<Learnt> {
    const mayHaveMore = learnt.held === undefined || (await hasGrown(pair, learnt))
    return mayHaveMore ? learn(pair, learnt) : learnt
  }

  return async ({ from, to }) => {
    const pair = { from, to }
    const name = `${from} ${to}`
    const entry = known.get(name)
    if (!entry) {
      const learnt = open(pair)
      known.set(name, { learnt, uses: 1, nextLook: FIRST_LOOK })
      learnt.catch(() => known.delete(name))
      return (await learnt).align
    }
    entry.uses += 1
    if (entry.uses >= entry.nextLook) {
      entry.nextLook *= 2
      entry.learnt = entry.learnt.then((learnt) => refresh(pair, learnt))
    }
    return (await entry.learnt).align
  }
}

const sizeOf = ({ words, cells }: StoredModel) => words.length + cells.length

/** What an `xml` translator was sent and answered, as words. */
function withoutTags({ source, target }: { source: string; target: string }) {
  return { source: plain(source), target: plain(target) }
}

function plain(text: string): string {
  return text.includes('<') ? text.replace(/<\/?g\d+>/g, '').replace(/<x\d+ ?\/>/g, ' ') : text
}
