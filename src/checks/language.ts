import { PolyglotError } from '../errors.ts'
import { localeScript } from '../locales.ts'
import type { LanguagePair, Locale } from '../types.ts'
import { type Check, proseOf } from './texts.ts'

/** How much a text looks like each language: ISO 639-1 codes with scores from 0 to 1, those above 0 only. */
export type LanguageScores = (text: string) => Record<string, number>

export const language: Check = {
  severity: 'off',
  description:
    'the answer looks more like the source language than like its own (40 characters of prose or more, languages of one script; needs `npm install -D eld`)',
  find({ target, pair, scoresOf }) {
    if (!scoresOf || !areComparable(pair)) return undefined
    const prose = proseOf(target)
    if (prose.length < SHORTEST) return undefined
    const scores = scoresOf(prose)
    const [source = 0, own = 0] = [scores[codeOf(pair.from)], scores[codeOf(pair.to)]]
    if (source <= MARGIN * own) return undefined
    return `The translation looks like ${pair.from}, not like ${pair.to}.`
  },
}

/**
 * On 23,000 human translations of messages into 13 languages, a tenth more than the own score is said of 0.1 % of those
 * in the same script, and of 98 to 100 % of the sources; without it, of 0.3 %. Shorter texts cannot be told apart.
 */
const MARGIN = 1.1
const SHORTEST = 40

/** Languages of different scripts have a check that is surer. */
function areComparable({ from, to }: LanguagePair): boolean {
  return codeOf(from) !== codeOf(to) && localeScript(from) === localeScript(to)
}

/** Codes of `eld` for languages that it has under a wider or older name. */
const CODES: Record<string, string> = { fil: 'tl', id: 'ms', nb: 'no', nn: 'no', bs: 'hr' }

function codeOf(locale: Locale): string {
  const code = locale.split('-')[0]!
  return CODES[code] ?? code
}

/**
 * Loads the language detector `eld`: some 1.6 MB of numbers, about 0.1 ms for a sentence afterwards.
 * @param name of the module, for those who want to see it missing
 * @throws PolyglotError BAD_OPTION where it is not installed
 */
export async function loadDetector(name = 'eld/small'): Promise<LanguageScores> {
  try {
    // By a variable: a bundler must not take it in, it is an optional peer.
    const { eld } = await import(name)
    return (text) => eld.detect(text).getScores()
  } catch (error) {
    throw new PolyglotError(
      'BAD_OPTION',
      "The check “language” needs the package eld: npm install -D eld, or leave the check at 'off'.",
      { cause: error },
    )
  }
}
