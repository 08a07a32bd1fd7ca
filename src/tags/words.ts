/** A half-open UTF-16 range. */
export interface Range {
  start: number
  end: number
}

const segmenter = new Intl.Segmenter('und', { granularity: 'word' })
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
/** Below U+0300 nothing combines. */
const simple = /^[\0-\u02ff]*$/
/** `l'application`, `dell'uomo` are two words; `don't`, `it's`, `Vite'ın` are one. */
const elision = /^(\p{L}+['’])\p{L}{3}/u

/**
 * The words of a text of any language (`Intl.Segmenter`; Chinese, Japanese and Thai by dictionary). Symbols such as
 * emoji or `+` count as words, punctuation does not. No edge of a word is inside a grapheme.
 */
export function wordsOf(text: string): Range[] {
  const isEdge = graphemeEdges(text)
  const words: Range[] = []
  let start = 0
  for (const piece of segmenter.segment(text)) {
    const end = piece.index + piece.segment.length
    if (!isEdge(end)) continue
    if (piece.isWordLike || /[^\s\p{P}]/u.test(text.slice(start, end))) {
      const first = elision.exec(text.slice(start, end))?.[1]?.length ?? 0
      if (first > 0) words.push({ start, end: start + first })
      words.push({ start: start + first, end })
    }
    start = end
  }
  return words
}

/** Tells whether a text may be cut at an offset without breaking a grapheme. */
export function graphemeEdges(text: string): (offset: number) => boolean {
  if (simple.test(text)) return (offset) => offset >= 0 && offset <= text.length
  const edges = new Set<number>([text.length])
  for (const piece of graphemes.segment(text)) edges.add(piece.index)
  return (offset) => edges.has(offset)
}

export function overlaps(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end
}

export function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

/** The smallest range around both. */
export function hull(a: Range, b: Range): Range {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) }
}

/** The range without white space at its edges. */
export function trimmed(text: string, { start, end }: Range): Range {
  while (start < end && /\s/.test(text[start]!)) start++
  while (end > start && /\s/.test(text[end - 1]!)) end--
  return { start, end }
}
