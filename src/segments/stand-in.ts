import type { Inline, Markup } from '../markdown/inline.ts'

/**
 * Code that models copy unharmed: one identifier-like word. Anything else (spaces, brackets, quotes) would be translated or
 * torn apart, so a stand-in travels for it.
 */
const IDENTIFIER = /^(?:--?|[@$./~])?[A-Za-z][\w$./@-]{0,39}(?<![./@-])(?:\(\))?$/

/**
 * How the atoms of one segment are sent: an identifier as it is, something longer as `X1`, `X2` … (numbered in the segment,
 * skipping what its text already holds), a mark that nobody reads aloud as nothing.
 *
 * Capital X with a digit looks like a product name and is in every model's vocabulary, which invented marks are not.
 */
export function standIns(items: Inline[]): (markup: Markup) => string {
  const text = items.map((item) => (item.type === 'text' ? item.value : '')).join(' ')
  let count = 0
  return ({ value }) => {
    if (value === undefined) return ''
    if (IDENTIFIER.test(value)) return value
    do count++
    while (text.includes(`X${count}`))
    return `X${count}`
  }
}
