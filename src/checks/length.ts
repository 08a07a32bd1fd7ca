import type { Locale } from '../types.ts'
import { type Check, countOf, type Texts } from './texts.ts'

/**
 * English characters per character of the language; 1 for all that are not here.
 * From the length factors that the makers of the NLLU training corpus use.
 */
const FACTORS: Record<string, number> = {
  ar: 1.13,
  de: 0.854,
  es: 0.839,
  fr: 0.841,
  ja: 2.29,
  ko: 1.99,
  ru: 0.907,
  yue: 3.2,
  zh: 2.97,
  'zh-HK': 3.2,
  'zh-Hant': 3.2,
  'zh-TW': 3.2,
}

/** Below this many characters a ratio says nothing (`OK` may become a sentence): what is shorter counts as this long. */
const SHORT = 20
/** How many times that long the translation of a short text may be; an abbreviation is spelled out in less. */
const SHORT_TIMES = 4

export const length: Check = {
  severity: 'error',
  description:
    'the answer is more than 3 times as long or short as expected, or longer than 80 characters of English for a source of less than 20',
  find(texts) {
    const ratio = ratioOf(texts)
    const isFine = isShort(texts) ? excessOf(texts) <= SHORT_TIMES : within(ratio, 3)
    return isFine ? undefined : describe(texts, ratio)
  },
}

export const lengthDoubtful: Check = {
  severity: 'warning',
  description:
    'the answer is 2 to 3 times as long or short as expected, or as 60 to 80 characters of English for a source of less than 20',
  find(texts) {
    const ratio = ratioOf(texts)
    const excess = excessOf(texts)
    const isFine = isShort(texts)
      ? excess <= 3 || excess > SHORT_TIMES
      : within(ratio, 2) || !within(ratio, 3)
    return isFine ? undefined : describe(texts, ratio)
  },
}

const isShort = ({ source }: Texts) => source.length < SHORT

/** How many times as long as a short text is taken to be the translation is. */
function excessOf({ source, target, pair }: Texts): number {
  return measureOf(target, pair.to) / Math.max(SHORT, measureOf(source, pair.from))
}

/** Length of the translation over what is to be expected of the source, in the measure of English. */
function ratioOf({ source, target, pair }: Texts): number {
  return measureOf(target, pair.to) / Math.max(1, measureOf(source, pair.from))
}

/** Names, code and URLs in a dense script are as long as anywhere. */
function measureOf(text: string, locale: Locale): number {
  const factor = factorOf(locale)
  if (factor < 1.5) return text.length * factor
  const ascii = countOf(text, /[ -~]/g)
  return ascii + (text.length - ascii) * factor
}

function within(ratio: number, times: number): boolean {
  return ratio <= times && ratio >= 1 / times
}

function factorOf(locale: Locale): number {
  return FACTORS[locale] ?? FACTORS[locale.split('-')[0]!] ?? 1
}

function describe({ source, target }: Texts, ratio: number): string {
  const times =
    ratio > 1 ? `${ratio.toFixed(1)} times as long` : `${(1 / ratio).toFixed(1)} times as short`
  return `The translation is ${times} as it should be (${source.length} characters became ${target.length}).`
}
