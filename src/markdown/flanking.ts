/**
 * What a character is to the rules of emphasis: https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
 * A `symbol` is punctuation beyond U+FFFF, such as an emoji: punctuation to parsers that go by code points
 * (markdown-it), a letter to those that go by UTF-16 (micromark, commonmark.js).
 */
export type Flank = 'space' | 'punctuation' | 'symbol' | 'letter'

const SPACE = /\s/
const PUNCTUATION = /[\p{P}\p{S}]/u

/** @param character one code point; none is the edge of a block, which counts as space */
export function flankOf(character: string | undefined): Flank {
  if (!character || SPACE.test(character)) return 'space'
  if (!PUNCTUATION.test(character)) return 'letter'
  return character.length > 1 ? 'symbol' : 'punctuation'
}

/** Whether `*`, `**` or `~~` between two characters opens (or, mirrored, closes) a pair for every parser. */
export function flanks(outside: Flank, inside: Flank): boolean {
  if (inside === 'space') return false
  if (inside === 'letter' || outside === 'space' || outside === 'punctuation') return true
  return inside === 'symbol' && outside === 'symbol'
}

/** Whether `_` may stand beside a character outside of its pair: it opens and closes no pair inside of a word. */
export const allowsUnderscore = (outside: Flank) => outside === 'space' || outside === 'punctuation'

export const firstOf = (text: string): string | undefined =>
  text === '' ? undefined : String.fromCodePoint(text.codePointAt(0)!)

export function lastOf(text: string): string | undefined {
  if (text === '') return undefined
  // A code point that fills two units is seen whole from the first of them only.
  const code = text.codePointAt(text.length - 2)
  return code !== undefined && code > 0xffff ? text.slice(-2) : text.slice(-1)
}
