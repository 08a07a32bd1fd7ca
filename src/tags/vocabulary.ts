import type { Locale } from '../types.ts'
import { type Range, wordsOf } from './words.ts'

/** A word in lower case and its number; -1 for a word that was never learned. */
export interface Numbered {
  word: string
  id: number
}

/** The words of one language in lower case, each with a number. */
export interface Vocabulary {
  /** By their numbers. */
  readonly words: readonly string[]
  /** Numbers of the words of a text, new ones added. */
  learn(text: string): number[]
  find(text: string, ranges: Range[]): Numbered[]
}

/** @param known words that have a number already, in the order of these; each once */
export function createVocabulary(locale: Locale, known: readonly string[] = []): Vocabulary {
  const words = [...known]
  const ids = new Map(words.map((word, id) => [word, id]))
  const lower = (text: string, { start, end }: Range) =>
    text.slice(start, end).toLocaleLowerCase(locale)
  return {
    words,
    learn: (text) =>
      wordsOf(text).map((range) => {
        const word = lower(text, range)
        let id = ids.get(word)
        if (id === undefined) {
          id = words.push(word) - 1
          ids.set(word, id)
        }
        return id
      }),
    find: (text, ranges) =>
      ranges.map((range) => {
        const word = lower(text, range)
        return { word, id: ids.get(word) ?? -1 }
      }),
  }
}

/** Finds the words of a text that `lookalike` may hold for a given one. Sorts them on first use. */
export function wordsByStart(
  text: string,
  ranges: Range[],
): (word: string) => [index: number, word: string][] {
  let byStart: Map<string, [number, string][]> | undefined
  return (word) => {
    byStart ??= Map.groupBy(
      ranges.map(
        ({ start, end }, index) =>
          [index, text.slice(start, end).toLowerCase()] as [number, string],
      ),
      ([, other]) => other.slice(0, LEAST_ALIKE),
    )
    return byStart.get(word.slice(0, LEAST_ALIKE)) ?? []
  }
}

/** Beginnings under this many characters are chance. */
const LEAST_ALIKE = 3

/** How much of two words is the same beginning, 0 … 1. */
export function lookalike(a: string, b: string): number {
  if (a === b) return 1
  const longest = Math.max(a.length, b.length)
  let same = 0
  while (same < longest && a[same] === b[same]) same++
  return same < LEAST_ALIKE ? 0 : same / longest
}
