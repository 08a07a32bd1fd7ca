import { localeScript } from '../locales.ts'
import type { Part } from '../segments/parts.ts'
import type { LanguagePair, Locale } from '../types.ts'

/** Scripts that write no space between sentences. */
const UNSPACED: ReadonlySet<string> = new Set(['Hans', 'Hant', 'Jpan'])

const unspaced = (locale: Locale) => UNSPACED.has(localeScript(locale))

/**
 * What stands between two segments in the target: the text between them in the source, but
 * no space where the target writes none between sentences, and one where only the source writes none.
 *
 * @param index of the text between segments, or of the second segment where nothing is between them
 */
export function joint(parts: Part[], index: number, { from, to }: LanguagePair): string {
  const part = parts[index]!
  const between =
    parts[index - 1]?.type === 'segment' &&
    (part.type === 'segment' || parts[index + 1]?.type === 'segment')
  if (part.type === 'text') return between && part.value === ' ' && unspaced(to) ? '' : part.value
  return unspaced(from) && !unspaced(to) ? ' ' : ''
}
