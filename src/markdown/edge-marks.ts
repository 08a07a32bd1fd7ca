import { firstOf, lastOf } from './flanking.ts'

/** How many UTF-16 units at the two ends of a text are better outside of the emphasis around it. */
export interface Edges {
  start: number
  end: number
}

/** Stands for anything that is not text; nothing is moved past it. */
export const OBJECT = '\uFFFC'

const COUPLES: ReadonlySet<string> = new Set(
  '() [] {} （） ［］ ｛｝ 「」 『』 《》 〈〉 【】 〔〕 〖〗 ｢｣ 〝〟 “” ‘’ „“ „” ‚‘ «» »« ‹› ›‹ "" \'\' ＂＂'.split(
    ' ',
  ),
)
const BRACKET = /[\p{Ps}\p{Pe}\p{Pi}\p{Pf}"'＂]/u
const PICTURE = '\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\p{RI}\\u200d\\ufe0f'
/** What ends a sentence or a part of one, blanks, and what looks the same in any letters. */
const TRAILING = new RegExp(`[\\p{Terminal_Punctuation}\\s…‥—–―～〜${PICTURE}]`, 'u')
const LEADING = new RegExp(`[¿¡\\s…‥—–―～〜${PICTURE}]`, 'u')
const WORDS = new RegExp(`[\\p{L}\\p{N}${OBJECT}]`, 'u')

/**
 * The punctuation that can leave a text without changing what it says: a couple of quotes or brackets around the whole,
 * stops and commas at its end, and in the last resort one bracket whose other half stays inside.
 *
 * @param failing at which ends the marks of the emphasis would mean nothing
 * @returns nothing to move (zeros) where no word would be left
 */
export function marksToMove(text: string, failing: { start: boolean; end: boolean }): Edges {
  const edges: Edges = { start: 0, end: 0 }
  if (failing.end) {
    edges.end = trailLength(text)
    if (edges.end === 0 && isCouple(text)) edges.start = edges.end = 1
    else if (edges.end === 0 && BRACKET.test(text.at(-1) ?? '')) edges.end = 1
  }
  if (failing.start && edges.start === 0) {
    edges.start = leadLength(text)
    if (edges.start === 0 && isCouple(text.slice(0, text.length - edges.end))) {
      edges.start = 1
      edges.end += 1
    } else if (edges.start === 0 && BRACKET.test(text[0] ?? '')) edges.start = 1
  }
  const left = text.slice(edges.start, text.length - edges.end)
  return WORDS.test(left) ? edges : { start: 0, end: 0 }
}

// Character by character: a regular expression that ends in `$` looks at every run in the text to its end.
function trailLength(text: string): number {
  let rest = text
  for (let last = lastOf(rest); last && TRAILING.test(last); last = lastOf(rest)) {
    rest = rest.slice(0, -last.length)
  }
  return text.length - rest.length
}

function leadLength(text: string): number {
  let rest = text
  for (let first = firstOf(rest); first && LEADING.test(first); first = firstOf(rest)) {
    rest = rest.slice(first.length)
  }
  return text.length - rest.length
}

/** Whether the first character of a text is an opening mark that its last character closes, and not an earlier one. */
function isCouple(text: string): boolean {
  const [open, close] = [text[0], text.at(-1)]
  if (text.length < 3 || !COUPLES.has(`${open}${close}`)) return false
  let depth = 1
  for (let index = 1; index < text.length - 1 && depth > 0; index++) {
    if (text[index] === close) depth--
    else if (text[index] === open) depth++
  }
  return depth === 1
}
