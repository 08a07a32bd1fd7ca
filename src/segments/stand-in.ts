import type { Inline, Markup } from '../markdown/inline.ts'

/**
 * Code that travels as itself: one word of letters and digits, with or without `()`. Anything else comes back torn apart or
 * mixed with its neighbours (Apertium makes `opción_de caso` of `snake_case`, `envase.json` of `package.json`, and drops a
 * `$`), and one or two letters are words of another language (`a`, `y`), so a stand-in travels for those.
 */
const IDENTIFIER = /^[A-Za-z][A-Za-z0-9]{2,39}(?:\(\))?$/

/**
 * How the atoms of one segment are sent: an identifier as it is, other code as `X1`, `X2` … (numbered in the segment,
 * skipping what its text already holds), a mark that nobody reads aloud as nothing.
 *
 * Capital X with a digit looks like a product name and is in every model's vocabulary, which invented marks are not.
 */
export function standIns(items: Inline[]): (markup: Markup) => string {
  const text = items.map((item) => (item.type === 'text' ? item.value : '')).join(' ')
  const taken = new Set(text.match(/X\d+/g))
  let count = 0
  return ({ value }) => {
    if (value === undefined) return ''
    if (IDENTIFIER.test(value)) return value
    do count++
    while (taken.has(`X${count}`))
    return `X${count}`
  }
}
