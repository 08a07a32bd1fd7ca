import { Keyv } from 'keyv'
import { openCache } from '../../src/cache/index.ts'
import { createJudge } from '../../src/translate/judge.ts'
import { openLookups } from '../../src/translate/lookups.ts'
import { createScheduler } from '../../src/translate/scheduler.ts'
import { translateSegment, wireOf, wiresOf } from '../../src/translate/segment.ts'
import { defineTranslator } from '../../src/translators/index.ts'
import type { Answer, Segment, Translator } from '../../src/types.ts'

export interface LabOptions {
  tags?: Translator['tags']
  /** What earlier runs have stored. */
  store?: Keyv
  to?: string
}

/** What one run did with the segments of one document: real cache, scheduler and checks around one function. */
export async function runLab(
  segments: Segment[],
  translate: (text: string) => Answer,
  { tags = 'none', store = new Keyv(), to = 'es', dryRun }: LabOptions & { dryRun?: boolean } = {},
) {
  const pair = { from: 'en', to }
  /** The texts of each call. */
  const calls: string[][] = []
  const cache = openCache(store, '.', () => {})
  const translator = defineTranslator({
    name: 'lab',
    tags,
    async translate({ texts }) {
      calls.push(texts)
      return texts.map(translate)
    },
  })
  const { judge } = createJudge({})
  const scheduler = createScheduler({
    translator,
    check: (lookup, answer) => judge(lookup, answer, lookup),
    store: (results) =>
      cache.setSegments(
        results.map(({ lookup, translation }) => [
          lookup.key,
          { ...pair, by: 'lab', source: lookup.text, ...translation },
        ]),
      ),
  })
  const lookups = await openLookups(
    pair,
    segments.flatMap((segment) => wiresOf(segment, tags)),
    { cache, scheduler, fingerprint: 'lab', check: judge, dryRun },
  )
  const results = await Promise.all(
    segments.map((segment) =>
      translateSegment(segment, {
        lookups,
        tags,
        check: (wire, answer) => judge(wire, answer, pair),
        aligner: async () => () => [],
      }),
    ),
  )
  return {
    results,
    calls,
    /** Every text that was sent, in order. */
    sent: calls.flat(),
    lookups,
    store,
    reject: (segment: Segment) => lookups.reject([wireOf(segment, tags)], 'structure'),
    pairs: () => cache.pairs(pair.from, pair.to, 'lab', 1000),
  }
}
