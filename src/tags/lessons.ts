import type { Vocabulary } from './vocabulary.ts'

/** Two texts to learn from, as numbers of words. */
export interface Lesson {
  from: number[]
  to: number[]
  /** `[j * from.length + i]`: the number of the cell of source word `i` and target word `j`. */
  cells: Int32Array
}

/** The word pairs that met in a lesson, in the order of their source words, then of their target words. */
export interface MetPairs {
  /** The cells of source word `n` are `first[n]` to `first[n + 1] - 1`. */
  first: Uint32Array
  sourceOf: Uint32Array
  targetOf: Uint32Array
}

/** Texts with more words teach little for what they cost. */
const LONGEST = 80
/** What takes some two seconds and 50 MB to learn from: 3,000 sentences. */
const MOST_WORD_PAIRS = 1_000_000

/** Numbers the words of texts and their translations, until there are enough. */
export function readLessons(
  pairs: { source: string; target: string }[],
  sources: Vocabulary,
  targets: Vocabulary,
): Lesson[] {
  const lessons: Lesson[] = []
  let total = 0
  for (const { source, target } of pairs) {
    const from = sources.learn(source)
    const to = targets.learn(target)
    if (from.length > LONGEST || to.length > LONGEST) continue
    total += from.length * to.length
    if (total > MOST_WORD_PAIRS) break
    lessons.push({ from, to, cells: new Int32Array(from.length * to.length) })
  }
  return lessons
}

/** Numbers the word pairs that meet in the lessons, and notes the numbers in them. */
export function meet(lessons: Lesson[], sources: number, targets: number): MetPairs {
  const all = new Float64Array(lessons.reduce((sum, { cells }) => sum + cells.length, 0))
  let at = 0
  for (const { from, to } of lessons)
    for (const target of to) for (const source of from) all[at++] = source * targets + target
  all.sort()
  const sourceOf = new Uint32Array(all.length)
  const targetOf = new Uint32Array(all.length)
  const first = new Uint32Array(sources + 1)
  let count = 0
  for (let index = 0; index < all.length; index++) {
    const pair = all[index]!
    if (pair === all[index - 1]) continue
    const source = Math.floor(pair / targets)
    sourceOf[count] = source
    targetOf[count] = pair % targets
    count += 1
    first[source + 1] = count
  }
  // A word without a partner has as many cells as none.
  for (let source = 0; source < sources; source++)
    first[source + 1] = Math.max(first[source + 1]!, first[source]!)
  for (const { from, to, cells } of lessons) {
    let cell = 0
    for (const target of to)
      for (const source of from)
        cells[cell++] = findIn(targetOf, target, first[source]!, first[source + 1]!)
  }
  return { first, sourceOf: sourceOf.slice(0, count), targetOf: targetOf.slice(0, count) }
}

/** The index of a number in a stretch of ascending ones, or -1. */
export function findIn(sorted: Uint32Array, wanted: number, start: number, end: number): number {
  let low = start
  let high = end - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = sorted[middle]!
    if (found === wanted) return middle
    if (found < wanted) low = middle + 1
    else high = middle - 1
  }
  return -1
}
