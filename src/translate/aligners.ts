import type { Cache } from '../cache/index.ts'
import { learnAlignment } from '../tags/ibm1.ts'
import type { AlignedSpan, LanguagePair } from '../types.ts'

type Align = (source: string, target: string) => AlignedSpan[]

/** More pairs cost more time than they add in certainty. */
const MOST_PAIRS = 3000

/** Uses after which it is learnt anew. */
const RELEARN_AFTER = 200

/**
 * Word alignment learnt from the cache, per language pair, on first use; and anew now and then, since a first run
 * begins with little to learn from.
 */
export function createAligners(
  cache: Cache,
  fingerprint: string,
): (pair: LanguagePair) => Promise<Align> {
  const known = new Map<string, { align: Promise<Align>; uses: number }>()

  async function learn(pair: LanguagePair): Promise<Align> {
    const pairs = await cache.pairs(pair.from, pair.to, MOST_PAIRS)
    return learnAlignment(
      pairs.filter(({ by }) => by === fingerprint),
      pair,
    )
  }

  return (pair) => {
    const name = `${pair.from} ${pair.to}`
    const entry = known.get(name)
    if (entry && ++entry.uses < RELEARN_AFTER) return entry.align
    const align = learn(pair)
    known.set(name, { align, uses: 0 })
    return align
  }
}
