/**
 * What a bad translator does to the pages, and whether the next run with a good one repairs them. Run: `node bench/healing.ts`.
 */
import { Keyv } from 'keyv'
import { createPolyglot, type DocumentResult } from '../src/index.ts'
import { corpus } from './corpus.ts'
import { hostile, isIll } from './hostile.ts'
import { count, type Row, report } from './report.ts'
import { skeleton } from './skeleton.ts'
import { instant, suffixed, type Tags } from './translators.ts'

interface Run {
  results: DocumentResult[]
  /** Distinct texts that were sent. */
  sent: Set<string>
}

/** @param options.pages of 6 kB */
export async function healing({ pages = 40 } = {}): Promise<Row[]> {
  const texts = corpus(pages)
  const rows = [await measure(texts, 'xml'), await measure(texts, 'none')]
  return rows.flat()
}

async function measure(texts: string[], tags: Tags): Promise<Row[]> {
  const cache = new Keyv()
  const polite = await translate(texts, tags, suffixed, new Keyv())
  const ill = await translate(texts, tags, hostile, cache)
  const healed = await translate(texts, tags, suffixed, cache)
  const paidTwice = [...healed.sent].filter((text) => ill.sent.has(text) && !isIll(text)).length
  const bad = [...ill.sent].filter(isIll).length
  const none = (what: string, number: number, of = texts.length): Row => ({
    what: `${what}, tags ${tags}`,
    measured: `${count(number)} of ${count(of)}`,
    target: '0',
    met: number === 0,
  })
  return [
    none('Good translator: pages with another structure', changed(texts, polite)),
    none('Good translator: pages with a fallback', incomplete(polite)),
    none(`${share(bad, ill)} bad answers: pages with another structure`, changed(texts, ill)),
    none(`${share(bad, ill)} bad answers: pages missing`, missing(texts, ill)),
    {
      what: `${share(bad, ill)} bad answers: segments left in the source language, tags ${tags}`,
      measured: `${count(fallbacks(ill))} of ${count(segments(ill))}`,
    },
    none('Next run, good translator: pages with a fallback', incomplete(healed)),
    none('Next run: texts sent again whose answer was good', paidTwice, healed.sent.size),
    {
      what: `Next run: pages that are not what the good translator alone makes, tags ${tags}`,
      measured: `${count(different(polite, healed))} of ${count(texts.length)}`,
    },
  ]
}

async function translate(
  texts: string[],
  tags: Tags,
  answer: (text: string) => string,
  cache: Keyv,
): Promise<Run> {
  const sent = new Set<string>()
  const onCall = ({ texts }: { texts: string[] }) => {
    for (const text of texts) sent.add(text)
  }
  const polyglot = createPolyglot({ cache, translator: instant({ tags, answer, onCall }) })
  const results = await Promise.all(
    texts.map((text) => polyglot.translateDocument({ text, to: 'es' })),
  )
  await polyglot.close()
  return { results, sent }
}

const share = (bad: number, { sent }: Run) => `${Math.round((100 * bad) / sent.size)} %`

const changed = (texts: string[], { results }: Run) =>
  results.filter(({ text }, index) => skeleton(text) !== skeleton(texts[index]!)).length

const missing = (texts: string[], { results }: Run) =>
  texts.length - results.filter(({ text }) => text.length > 0).length

const incomplete = ({ results }: Run) => results.filter(({ report }) => !report.complete).length

const fallbacks = ({ results }: Run) =>
  results.flatMap(({ report }) => report.findings).filter(({ severity }) => severity === 'error')
    .length

const segments = ({ results }: Run) => results.reduce((sum, { report }) => sum + report.segments, 0)

const different = (one: Run, other: Run) =>
  one.results.filter(({ text }, index) => text !== other.results[index]!.text).length

if (import.meta.main) report('Healing', await healing())
