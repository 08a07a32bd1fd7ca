import type { AlignedSpan, Segment, Translation } from '../types.ts'
import { AGAINST_TRANSLATOR, indexLinks, type Links } from './links.ts'
import { wordsByStart } from './vocabulary.ts'
import { graphemeEdges, type Range, wordsOf } from './words.ts'

/** Fainter links say nothing. Also keeps NaN out. */
const LEAST = 0.001

/** A source word and a target word that say the same; indices into the words of either text, score above 0 and up to 1. */
export interface Link {
  source: number
  target: number
  score: number
}

/** A segment and its translation, side by side in words. */
export interface View {
  source: string
  target: string
  sourceWords: Range[]
  targetWords: Range[]
  /** Whether the target may be cut at an offset without breaking a grapheme. */
  isEdge: (offset: number) => boolean
  /** The same for the source. */
  isSourceEdge: (offset: number) => boolean
  /** The target words that may look like a word: their indices and themselves, in lower case. */
  targetWordsLike: (word: string) => [index: number, word: string][]
  /** What the translator said about its words. */
  aligned: Links
}

export function viewOf(segment: Segment, translation: Translation): View {
  const sourceWords = wordsOf(segment.text)
  const targetWords = wordsOf(translation.text)
  const links = linksOf(sourceWords, targetWords, translation.alignment ?? [])
  return {
    source: segment.text,
    target: translation.text,
    sourceWords,
    targetWords,
    isEdge: graphemeEdges(translation.text),
    isSourceEdge: graphemeEdges(segment.text),
    targetWordsLike: wordsByStart(translation.text, targetWords),
    aligned: indexLinks(links, targetWords.length, AGAINST_TRANSLATOR),
  }
}

/** Reads aligned stretches as links between words. A stretch over many words links all of them, each a little. */
export function linksOf(
  sourceWords: Range[],
  targetWords: Range[],
  alignment: AlignedSpan[],
): Link[] {
  return alignment.flatMap(([sourceStart, sourceEnd, targetStart, targetEnd, score = 1]) => {
    const sources = indicesIn(sourceWords, { start: sourceStart, end: sourceEnd })
    const targets = indicesIn(targetWords, { start: targetStart, end: targetEnd })
    const share = Math.min(score, 1) / Math.max(sources.length, targets.length)
    if (!(share >= LEAST)) return []
    return sources.flatMap((source) => targets.map((target) => ({ source, target, score: share })))
  })
}

/** Indices of the words that a range touches. */
export function indicesIn(words: Range[], range: Range): number[] {
  const indices: number[] = []
  for (let index = firstEndingAfter(words, range.start); index < words.length; index++) {
    if (words[index]!.start >= range.end) break
    indices.push(index)
  }
  return indices
}

function firstEndingAfter(words: Range[], offset: number): number {
  let low = 0
  let high = words.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (words[middle]!.end > offset) high = middle
    else low = middle + 1
  }
  return low
}

/** From the first word's start to the last one's end. */
export function rangeOf(words: Range[], first: number, last: number): Range {
  return { start: words[first]!.start, end: words[last]!.end }
}
