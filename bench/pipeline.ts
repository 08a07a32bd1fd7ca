/**
 * What the whole pipeline costs next to parsing the same documents once: cold, with a translator that takes no time and an
 * empty SQLite cache, and warm, from the document cache. Run: `node bench/pipeline.ts`.
 */
import { join } from 'node:path'
import { Keyv } from 'keyv'
import { createPolyglot, type Options } from '../src/index.ts'
import { parse } from '../src/markdown/parse.ts'
import { corpus } from './corpus.ts'
import { inFolder } from './folder.ts'
import { interleave, median, ratio } from './measure.ts'
import { duration, type Row, report, times } from './report.ts'
import { instant, suffixed, type Tags } from './translators.ts'

const MOST_COLD = 3
const MOST_WARM = 0.05

/** @param options.documents of 10 kB each; the cold runs take 30 of them at most */
export async function pipeline({ documents = 100, rounds = 5 } = {}): Promise<Row[]> {
  const texts = corpus(documents, { size: 10_000 })
  const some = texts.slice(0, 30)
  return inFolder(async (folder) => {
    let runs = 0
    const cold = (tags: Tags) => () =>
      translate(some, { cache: join(folder, `${runs++}.sqlite`), translator: instant({ tags }) })
    const warm = { cache: join(folder, 'warm.sqlite'), translator: instant({ tags: 'xml' }) }
    await translate(texts, warm)

    const coldTimes = await interleave(rounds, {
      parse: () => {
        for (const text of some) parse(text)
      },
      xml: cold('xml'),
      none: cold('none'),
      alignment: cold('alignment'),
      translator: () => some.forEach(suffixed),
    })
    const warmTimes = await interleave(rounds, {
      parse: () => {
        for (const text of texts) parse(text)
      },
      warm: () => translate(texts, warm),
    })
    const reads = await readsPerDocument(texts)
    const row = (tags: Tags): Row => {
      const measured = ratio(coldTimes[tags], coldTimes.parse)
      return {
        what: `Cold run next to a bare parse, ${some.length} documents of 10 kB, tags ${tags}`,
        measured: times(measured),
        target: `≤ ${MOST_COLD}×`,
        met: measured <= MOST_COLD,
      }
    }
    const share = ratio(coldTimes.translator, coldTimes.parse)
    const warmRatio = ratio(warmTimes.warm, warmTimes.parse)
    return [
      row('xml'),
      row('alignment'),
      row('none'),
      {
        what: 'Bare parse of one document; the instant translator on the same words',
        measured: `${duration(median(coldTimes.parse) / some.length)}; ${times(share)}`,
      },
      {
        what: `Warm run next to a bare parse, ${documents} documents of 10 kB`,
        measured: times(warmRatio),
        target: `≤ ${MOST_WARM}×`,
        met: warmRatio <= MOST_WARM,
      },
      {
        what: 'Cache reads per document of a warm run',
        measured: String(reads),
        target: '1',
        met: reads === 1,
      },
    ]
  })
}

async function translate(texts: string[], options: Options): Promise<void> {
  const polyglot = createPolyglot(options)
  await Promise.all(texts.map((text) => polyglot.translateDocument({ text, to: 'es' })))
  await polyglot.close()
}

async function readsPerDocument(texts: string[]): Promise<number> {
  const cache = new Keyv()
  const options = { cache, translator: instant({ tags: 'xml' }) }
  await translate(texts, options)
  let reads = 0
  const counted = <Read extends (keys: never) => unknown>(read: Read) =>
    ((keys) => {
      reads += 1
      return read.call(cache, keys)
    }) as Read
  cache.get = counted(cache.get)
  cache.getMany = counted(cache.getMany)
  await translate(texts, options)
  return reads / texts.length
}

if (import.meta.main) report('Pipeline', await pipeline())
