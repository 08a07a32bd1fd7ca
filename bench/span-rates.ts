import { indicesIn, type View } from '../src/tags/view.ts'
import type { Range } from '../src/tags/words.ts'
import type { Segment, Tag, Token, Translation } from '../src/types.ts'

/** A marked span whose place is known: the indices of its target words, and of all target words that are aligned at all. */
export interface GoldSpan {
  tag: Tag
  words: Set<number>
  known: Set<number>
}

export interface Sentence {
  segment: Segment
  translation: Translation
  view: View
  spans: GoldSpan[]
}

/** How often one way to place spans is right. */
export interface Rate {
  name: string
  /** Spans that were looked for, found, and found exactly. */
  total: number
  answers: number
  exact: number
  /** Words in the places that were found, those of them that are right, and those that should be there. */
  placed: number
  right: number
  wanted: number
}

/** Spans with a known place. Scores under 1 say that the numbered run came out differently: such sentences have no gold. */
export function goldOf(segment: Segment, { alignment = [] }: Translation, view: View): GoldSpan[] {
  if (alignment.some(([, , , , score = 1]) => score < 1)) return []
  const known = new Set(view.aligned.list.map((link) => link.target))
  return segment.tags.flatMap((tag) => {
    const own = new Set(indicesIn(view.sourceWords, tag))
    const found = view.aligned.list
      .filter((link) => own.has(link.source))
      .map((link) => link.target)
    if (found.length === 0) return []
    const [first, last] = [Math.min(...found), Math.max(...found)]
    const words = new Set([...known].filter((index) => first <= index && index <= last))
    return { tag, words, known }
  })
}

/**
 * @param placesOf the place of each tag by its id; nothing at all where a sentence cannot be measured
 * @param onMiss told of each span that has no place, or another than it should
 */
export function rateOf(
  name: string,
  sentences: Sentence[],
  placesOf: (sentence: Sentence) => Map<number, Range> | undefined,
  onMiss: (line: string) => void = () => {},
): Rate {
  const rate = { name, total: 0, answers: 0, exact: 0, right: 0, placed: 0, wanted: 0 }
  for (const sentence of sentences) {
    const places = placesOf(sentence)
    if (!places) continue
    const { source, target, targetWords } = sentence.view
    for (const { tag, words, known } of sentence.spans) {
      const span = source.slice(tag.start, tag.end)
      rate.total++
      rate.wanted += words.size
      const place = places.get(tag.id)
      if (!place) {
        onMiss(`${name}: nothing for "${span}" in "${source}" → "${target}"`)
        continue
      }
      const placed = indicesIn(targetWords, place).filter((index) => known.has(index))
      const right = placed.filter((index) => words.has(index)).length
      rate.answers++
      rate.placed += placed.length
      rate.right += right
      if (right === placed.length && right === words.size) rate.exact++
      else {
        const found = target.slice(place.start, place.end)
        onMiss(`${name}: "${span}" in "${source}" → "${found}" in "${target}"`)
      }
    }
  }
  return rate
}

/** Where the words of each pair are, in the text of the tokens. */
export function rangesOf(tokens: Token[]): Map<number, Range> {
  const ranges = new Map<number, Range>()
  let at = 0
  for (const token of tokens) {
    if (token.type === 'text') at += token.value.length
    if (token.type === 'open') ranges.set(token.id, { start: at, end: at })
    if (token.type === 'close') ranges.get(token.id)!.end = at
  }
  return ranges
}

/** A table, all shares but `of answers` of all spans that were looked for. */
export function printRates(rates: Rate[]): void {
  const percent = (part: number, whole: number) =>
    (whole ? `${((100 * part) / whole).toFixed(1)} %` : '–').padStart(9)
  console.log(`${''.padEnd(40)}   spans  answers     exact of answers precision   recall`)
  for (const { name, total, answers, exact, right, placed, wanted } of rates)
    console.log(
      name.padEnd(40),
      String(total).padStart(6),
      percent(answers, total),
      percent(exact, total),
      percent(exact, answers),
      percent(right, placed),
      percent(right, wanted),
    )
}
