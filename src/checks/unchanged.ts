import type { LanguagePair } from '../types.ts'
import { type Check, countOf, proseOf } from './texts.ts'

export const empty: Check = {
  severity: 'error',
  description: 'the answer has no visible text',
  find({ source, target }) {
    if (VISIBLE.test(target) || !VISIBLE.test(source)) return undefined
    return 'The translation is empty.'
  },
}

export const unchanged: Check = {
  severity: 'error',
  description:
    'the answer has the same letters as the source, which has at least 4 lower-case words (12 letters where the script has no case)',
  find({ source, target, pair }) {
    if (areClose(pair) || lettersOf(source) !== lettersOf(target)) return undefined
    const prose = proseOf(source)
    if (countOf(prose, PLAIN_WORD) < 4 && countOf(prose, CASELESS_LETTER) < 12) return undefined
    return 'The translation is the source text, word for word.'
  },
}

const VISIBLE = /[^\s\p{Cf}\p{Cc}]/u
/** A lower-case word that does not look like code (no digit, dot, underscore, hyphen, slash or capital in it). */
const PLAIN_WORD = /(?<![^\s("“«‘'[])\p{Ll}[\p{Ll}\p{M}’']*(?![^\s.,;:!?…)"”»’'\]])/gu
const CASELESS_LETTER = /\p{Lo}/gu

/** Letters as they stand: a translator that changes nothing but the case has done what it was asked to. */
function lettersOf(text: string): string {
  return text.replace(/\P{L}+/gu, '')
}

/** Languages in which a good translation of a sentence may well be the sentence itself. */
const CLOSE = [
  ['bs', 'cnr', 'hr', 'sh', 'sr'],
  ['da', 'nb', 'nn', 'no'],
  ['id', 'ms', 'zlm'],
  ['yue', 'zh'],
]

function areClose({ from, to }: LanguagePair): boolean {
  const [source, target] = [from, to].map((locale) => locale.split('-')[0]!)
  return (
    source === target || CLOSE.some((group) => group.includes(source!) && group.includes(target!))
  )
}
