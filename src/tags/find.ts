import { graphemeEdges, type Range } from './words.ts'

const wordCharacter = /[\p{L}\p{M}\p{N}_]/u
/** Scripts that join what belongs to a word with what does not: names in them and particles behind names are not set apart. */
export const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const latin = /[\p{Script=Latin}\p{N}_]/u

/**
 * Where a term stands in a text as words of its own, in reading order. Upper and lower case, kinds of quotes and white
 * space do not matter. Letters of another script may touch it (`Viteの`), letters of its own may not (`API` in `rapid`).
 *
 * @param isEdge `graphemeEdges` of the text
 */
export function occurrences(term: string, text: string, isEdge = graphemeEdges(text)): Range[] {
  const source = patternOf(term)
  if (source === '') return []
  const found: Range[] = []
  for (const match of text.matchAll(new RegExp(source, 'giu'))) {
    const range = { start: match.index, end: match.index + match[0].length }
    if (isEdge(range.start) && isEdge(range.end) && standsAlone(text, range)) found.push(range)
  }
  return found
}

function patternOf(term: string): string {
  return (term.match(/[\p{L}\p{M}\p{N}_]+|['‘’]|["“”«»„]|[^\s]/gu) ?? [])
    .map((piece) => {
      if (/^['‘’]/u.test(piece)) return "['‘’]"
      if (/^["“”«»„]/u.test(piece)) return '["“”«»„]'
      return piece.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')
    })
    .join('\\s*')
}

function standsAlone(text: string, { start, end }: Range): boolean {
  return !isInWord(text, start) && !isInWord(text, end)
}

function isInWord(text: string, at: number): boolean {
  const before = characterBefore(text, at)
  const after = String.fromCodePoint(text.codePointAt(at) ?? 32)
  if (!wordCharacter.test(before) || !wordCharacter.test(after)) return false
  if (unspaced.test(before) || unspaced.test(after)) return false
  return latin.test(before) === latin.test(after)
}

function characterBefore(text: string, at: number): string {
  const low = text[at - 1] ?? ' '
  return /[\udc00-\udfff]/.test(low) ? (text[at - 2] ?? '') + low : low
}
