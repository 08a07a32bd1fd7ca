import pLimit from 'p-limit'
import type { Polyglot } from '../polyglot.ts'
import type { DocumentReport, Locale } from '../types.ts'
import type { Work } from './prepare.ts'

/** Documents that are looked through at once. */
const CONCURRENCY = 16

/** What the cache lacks for one document in one language. */
export interface Missing {
  file: string
  locale: Locale
  /** Distinct segments that would be sent. */
  segments: number
  /** UTF-16 code units of them. */
  characters: number
  /** Sentences without a translation, in the order of the document. Empty where only markup must be asked for again. */
  sentences: { line: number; text: string }[]
}

/**
 * Says sentence by sentence what a dry run would have sent. Sends nothing.
 *
 * @param reports of that dry run
 */
export async function findMissing(
  polyglot: Polyglot,
  texts: Work['texts'],
  reports: DocumentReport[],
): Promise<Missing[]> {
  const limit = pLimit(CONCURRENCY)
  const lacking = reports.filter(({ sent }) => sent > 0)
  return limit.map(lacking, async ({ path = '', to, sent, sentCharacters }) => {
    const text = texts.get(path) ?? ''
    const units = await polyglot.inspectDocument({ text, path, to })
    const sentences = new Map<string, { line: number; text: string }>()
    for (const { line, segments } of units) {
      for (const { key, text, target } of segments) {
        if (target === undefined && !sentences.has(key)) sentences.set(key, { line, text })
      }
    }
    return {
      ...{ file: path, locale: to, segments: sent, characters: sentCharacters },
      sentences: [...sentences.values()],
    }
  })
}
