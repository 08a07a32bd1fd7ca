import { type Check, countOf } from './texts.ts'

export const question: Check = {
  severity: 'warning',
  description: 'the source is a question and the answer has no question mark',
  find({ source, target, pair }) {
    if (!ASKS.test(source) || ASKS_ANYWHERE.test(target) || MARKLESS.test(pair.to)) return undefined
    return 'The source asks a question, the translation has no question mark.'
  },
}

export const quotes: Check = {
  severity: 'error',
  description: 'the whole answer is in quotation marks, which the source has none of',
  find({ source, target }) {
    if (countOf(target, QUOTES) !== 2 || countOf(source, QUOTES) > 0) return undefined
    return WRAPPED.test(target) ? 'The translation was put in quotation marks.' : undefined
  },
}

const ASKS = /[?？؟]\P{L}{0,3}$/u
/** Latin, full-width, Arabic, Greek (both characters) and Armenian. */
const ASKS_ANYWHERE = /[?？؟;\u037e՞]/
/** Languages that end a question with a word: か, หรือไม่ … */
const MARKLESS = /^(?:ja|th|lo|km|my|bo|am|ti)\b/

/** An apostrophe within a word is none. */
const QUOTES = /["“”«»„‚「」『』`]|(?<![\p{L}\p{N}])['‘’]|['‘’](?![\p{L}\p{N}])/gu
const WRAPPED = /^["“”«„‚「『'‘].*["“”«»」』'’][.。]?$/su
