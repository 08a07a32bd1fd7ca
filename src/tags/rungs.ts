import { coreOf, withPunctuation } from './edges.ts'
import { occurrences } from './find.ts'
import { bestRun, type Links } from './links.ts'
import { indicesIn, type Link, rangeOf, type View } from './view.ts'
import { lookalike } from './vocabulary.ts'
import { hull, type Range, wordsOf } from './words.ts'

/** Weight of a look-alike next to a sure link, for words of more than three letters and for shorter ones. Chosen on `bench/sentences.txt`. */
const LONG = 0.8
const SHORT = 0.2
/** From here on two words look alike. */
const ALIKE = 0.5
/** Words of a re-translated span that are looked at. */
const MOST = 40

/** One place where a source span may stand in the target, and how sure that is: 0 … 1. */
export interface Candidate extends Range {
  confidence: number
}

/** A span over all words of the source covers all words of the target. */
export function whole(view: View, span: Range): Candidate | undefined {
  const count = view.sourceWords.length
  if (count === 0 || view.targetWords.length === 0) return
  if (indicesIn(view.sourceWords, span).length < count) return
  const words = rangeOf(view.targetWords, 0, view.targetWords.length - 1)
  return { ...withPunctuation(view, span, words), confidence: 1 }
}

/**
 * The run of target words that says what the span says, so that one wrong link far away does not stretch it over half the
 * sentence.
 *
 * @param more links from the span beside those of `links`
 */
export function linked(
  view: View,
  span: Range,
  links: Links,
  more?: Link[],
): Candidate | undefined {
  const best = bestRun(links, indicesIn(view.sourceWords, span), more)
  if (!best) return
  const words = rangeOf(view.targetWords, best.first, best.last)
  return { ...withPunctuation(view, span, words), confidence: best.confidence }
}

/** The same text on both sides: names, code, numbers. */
export function identical(view: View, span: Range, expected: number): Candidate | undefined {
  for (const { start, end } of [span, coreOf(view.source, span)]) {
    const found = choose(view, span, view.source.slice(start, end), expected)
    if (found) return found
  }
  return
}

/** The span's own translation, word for word in the sentence's. */
export function respanned(
  view: View,
  span: Range,
  translated: string,
  expected: number,
): Candidate | undefined {
  const core = coreOf(translated, { start: 0, end: translated.length })
  return choose(view, span, translated.slice(core.start, core.end), expected)
}

/** A term in the target. Where it comes as often as the span in the source, order decides; else what is nearest. */
function choose(view: View, span: Range, term: string, expected: number): Candidate | undefined {
  const found = occurrences(term, view.target, view.isEdge)
  if (found.length === 0) return
  const core = coreOf(view.source, span)
  const same = occurrences(view.source.slice(core.start, core.end), view.source, view.isSourceEdge)
  const index = same.findIndex((range) => range.start <= core.start && core.start < range.end)
  const inOrder = same.length === found.length ? found[index] : undefined
  const place = inOrder ?? nearest(found, expected)
  const wide = withPunctuation(view, span, place)
  return { ...hull(place, wide), confidence: inOrder ? 0.95 : 0.7 }
}

/**
 * Links from a span to the target words that look like a word of its own translation, for when the sentence inflects or
 * orders them another way. Short words are everywhere and say little.
 */
export function resembling(view: View, span: Range, translated: string): Link[] {
  const source = indicesIn(view.sourceWords, span)[0]
  if (source === undefined) return []
  const best = new Map<number, number>()
  for (const own of lowerWords(translated))
    for (const [target, word] of view.targetWordsLike(own))
      best.set(target, Math.max(best.get(target) ?? 0, lookalike(word, own)))
  return [...best].flatMap(([target, alike]) => {
    const { start, end } = view.targetWords[target]!
    if (alike < ALIKE) return []
    return [{ source, target, score: alike * (end - start > 3 ? LONG : SHORT) }]
  })
}

/** Whether every target word in a range looks like a word of one of the texts. */
export function resembles(view: View, range: Range | undefined, texts: string[]): boolean {
  if (!range) return false
  const own = texts.flatMap(lowerWords)
  return lowerWords(view.target.slice(range.start, range.end)).every((word) =>
    own.some((other) => lookalike(word, other) >= ALIKE),
  )
}

const lowerWords = (text: string) =>
  wordsOf(text)
    .slice(0, MOST)
    .map(({ start, end }) => text.slice(start, end).toLowerCase())

/** The words that stand where the span would if nothing moved. A guess. */
export function proportional(view: View, span: Range): Candidate | undefined {
  const own = indicesIn(view.sourceWords, span)
  if (own.length === 0 || view.targetWords.length === 0) return
  const scale = view.targetWords.length / view.sourceWords.length
  const length = Math.min(Math.max(1, Math.round(own.length * scale)), view.targetWords.length)
  const first = Math.min(Math.round(own[0]! * scale), view.targetWords.length - length)
  const words = rangeOf(view.targetWords, first, first + length - 1)
  return { ...withPunctuation(view, span, words), confidence: 0.2 }
}

/** The offset in the target that is as far from the start as the span's middle is in the source. */
export function expectedAt(view: View, span: Range): number {
  return middle(span) * (view.target.length / view.source.length)
}

export function middle(range: Range): number {
  return (range.start + range.end) / 2
}

function nearest(ranges: Range[], expected: number): Range {
  const distance = (range: Range) => Math.abs(middle(range) - expected)
  return ranges.reduce((best, range) => (distance(range) < distance(best) ? range : best))
}
