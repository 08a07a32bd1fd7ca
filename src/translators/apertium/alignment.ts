import type { AlignedSpan } from '../../types.ts'
import { readNumbered, WORD } from './stream.ts'

/** Score of a word whose own number is unknown, between neighbours whose numbers are known. */
const GUESSED = 0.5

interface Span {
  start: number
  end: number
}

/**
 * Which words of `source` became which words of `target`, from a second translation with numbered words.
 *
 * Where both translations have the same words, in the same order, the numbers hold for `target` as they are. A stretch
 * that differs is paired word for word where it is of the same length, or as a whole where it is short.
 */
export function alignWords(source: string, target: string, numbered: string): AlignedSpan[] {
  const sourceWords = wordsOf(source)
  const targetWords = wordsOf(target)
  const numberedWords = readWords(numbered)
  const spans: AlignedSpan[] = []
  const add = (numbers: Iterable<number>, { start, end }: Span, score: number) => {
    for (const number of numbers) {
      const word = sourceWords[number]
      if (word) spans.push([word.start, word.end, start, end, score])
    }
  }

  const pairs = commonWords(
    targetWords.map(({ start, end }) => target.slice(start, end).toLowerCase()),
    numberedWords.map(({ word }) => word.toLowerCase()),
  )
  let [i, j] = [0, 0]
  for (const [nextI, nextJ] of [...pairs, [targetWords.length, numberedWords.length] as const]) {
    const gap = targetWords.slice(i, nextI)
    const rest = numberedWords.slice(j, nextJ)
    if (gap.length === rest.length)
      for (const [at, word] of gap.entries()) add(rest[at]!.numbers, word, GUESSED)
    else if (gap.length > 0 && gap.length <= 3 && rest.length <= 3) {
      const whole = { start: gap[0]!.start, end: gap.at(-1)!.end }
      add(new Set(rest.flatMap((word) => word.numbers)), whole, GUESSED)
    }
    const word = targetWords[nextI]
    if (word) add(numberedWords[nextJ]!.numbers, word, 1)
    ;[i, j] = [nextI + 1, nextJ + 1]
  }
  return spans
}

function wordsOf(text: string): Span[] {
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
  }))
}

/** The words of a numbered translation, each with the numbers of all pieces that it is made of. */
function readWords(numbered: string): { word: string; numbers: number[] }[] {
  const pieces: (Span & { numbers: number[] })[] = []
  let text = ''
  for (const piece of readNumbered(numbered)) {
    pieces.push({
      start: text.length,
      end: text.length + piece.text.length,
      numbers: piece.numbers,
    })
    text += piece.text
  }
  let first = 0
  return wordsOf(text).map(({ start, end }) => {
    while (pieces[first]!.end <= start) first++
    const numbers = new Set<number>()
    for (let at = first; at < pieces.length && pieces[at]!.start < end; at++)
      for (const number of pieces[at]!.numbers) numbers.add(number)
    return { word: text.slice(start, end), numbers: [...numbers] }
  })
}

/** Most cells of the table in `commonWords`: two texts of 2000 words that have nothing in common at their ends. */
const MOST_CELLS = 4_000_000

/** Index pairs of a longest common subsequence of two lists, in order. */
function commonWords(a: string[], b: string[]): [number, number][] {
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  const rows = a.length - head - tail
  const columns = b.length - head - tail

  const pairs = Array.from({ length: head }, (_, i): [number, number] => [i, i])
  if (rows * columns <= MOST_CELLS) pairs.push(...longestCommon(a, b, head, rows, columns))
  for (let i = tail; i > 0; i--) pairs.push([a.length - i, b.length - i])
  return pairs
}

function longestCommon(
  a: string[],
  b: string[],
  head: number,
  rows: number,
  columns: number,
): [number, number][] {
  const width = columns + 1
  const length = new Uint16Array((rows + 1) * width)
  for (let i = rows - 1; i >= 0; i--)
    for (let j = columns - 1; j >= 0; j--)
      length[i * width + j] =
        a[head + i] === b[head + j]
          ? length[(i + 1) * width + j + 1]! + 1
          : Math.max(length[(i + 1) * width + j]!, length[i * width + j + 1]!)
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    if (a[head + i] === b[head + j]) pairs.push([head + i++, head + j++])
    else if (length[(i + 1) * width + j]! >= length[i * width + j + 1]!) i++
    else j++
  }
  return pairs
}
