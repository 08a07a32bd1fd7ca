import type { AlignedSpan, LanguagePair } from '../types.ts'
import { createVocabulary, lookalike } from './vocabulary.ts'
import { wordsOf } from './words.ts'

const ROUNDS = 5
/** How strongly a word is expected at its own relative position; fast_align's default (Dyer et al. 2013). */
const TENSION = 4
/** What speaks for a word that translates nothing on the other side. */
const NOTHING = 1e-3
/** Counts added to two words that begin alike (`install`, `instalar`), times how much of them is alike. */
const ALIKE = 0.5
/** Likelihood of two words that never met, and of two of which one is new. */
const NEVER_MET = 1e-6
const NEW = 1e-3
/** Texts with more words teach little for what they cost. */
const LONGEST = 80
/** Word pairs of two texts beyond which nothing is aligned: a thousand words each. */
const MOST_CELLS = 1_000_000
/** Weaker links are left out. */
const LEAST = 0.05

/**
 * Learns which words translate each other from translations alone: IBM model 1 with a pull towards the diagonal, in
 * both directions, which have to agree (Brown et al. 1993; Dyer et al. 2013; Liang et al. 2006).
 *
 * @param pairs sentences and their translations; a few hundred are a start, more than 3,000 add little
 * @returns a function that links the words of any source and target; the score says how far both directions agree
 */
export function learnAlignment(
  pairs: { source: string; target: string }[],
  locales: LanguagePair,
): (source: string, target: string) => AlignedSpan[] {
  const sources = createVocabulary(locales.from)
  const targets = createVocabulary(locales.to)
  const met = createMetPairs()
  const forwardLessons: Lesson[] = []
  const backwardLessons: Lesson[] = []
  for (const { source, target } of pairs) {
    const from = sources.learn(source)
    const to = targets.learn(target)
    if (from.length > LONGEST || to.length > LONGEST) continue
    const forward = lessonOf(from.length, to.length, (i, j) => met.add(from[i]!, to[j]!))
    const { cells } = forward
    forwardLessons.push(forward)
    backwardLessons.push(lessonOf(to.length, from.length, (j, i) => cells[j * from.length + i]!))
  }
  const alike = Float64Array.from(met.sources, (source, cell) =>
    lookalike(sources.word(source), targets.word(met.targets[cell]!)),
  )
  const forward = train(forwardLessons, met.sources, sources.size, alike)
  const backward = train(backwardLessons, met.targets, targets.size, alike)

  return (source, target) => {
    const from = wordsOf(source)
    const to = wordsOf(target)
    if (from.length * to.length > MOST_CELLS) return []
    const fromIds = sources.find(source, from)
    const toIds = targets.find(target, to)
    const likelihood = (learned: Float64Array, i: number, j: number) => {
      const [a, b] = [fromIds[i]!, toIds[j]!]
      const cell = met.find(a.id, b.id)
      if (cell !== undefined) return learned[cell]!
      const isNew = a.id < 0 || b.id < 0
      return isNew ? NEW + ALIKE * lookalike(a.word, b.word) : NEVER_MET
    }
    const there = posterior(from.length, to.length, (i, j) => likelihood(forward, i, j))
    const back = posterior(to.length, from.length, (j, i) => likelihood(backward, i, j))
    return from.flatMap((a, i) =>
      to.flatMap((b, j): AlignedSpan[] => {
        const score = Math.sqrt(there[j * from.length + i]! * back[i * to.length + j]!)
        return score < LEAST ? [] : [[a.start, a.end, b.start, b.end, score]]
      }),
    )
  }
}

/** Two texts to learn from: `cells[j * given + i]` is the word pair of given word `i` and made word `j`. */
interface Lesson {
  given: number
  made: number
  cells: Int32Array
}

function lessonOf(given: number, made: number, cellOf: (i: number, j: number) => number): Lesson {
  const cells = new Int32Array(given * made)
  for (let j = 0; j < made; j++) for (let i = 0; i < given; i++) cells[j * given + i] = cellOf(i, j)
  return { given, made, cells }
}

/** Numbers the word pairs that met in a lesson: cell `n` is of `sources[n]` and `targets[n]`. */
function createMetPairs() {
  const rows: Map<number, number>[] = []
  const sources: number[] = []
  const targets: number[] = []
  return {
    sources,
    targets,
    find: (source: number, target: number) => rows[source]?.get(target),
    add(source: number, target: number): number {
      rows[source] ??= new Map()
      let cell = rows[source].get(target)
      if (cell === undefined) {
        cell = sources.push(source) - 1
        targets.push(target)
        rows[source].set(target, cell)
      }
      return cell
    },
  }
}

/** Expectation maximisation; returns how likely each cell's given word becomes its other word. */
function train(
  lessons: Lesson[],
  givenOf: number[],
  givenCount: number,
  alike: Float64Array,
): Float64Array {
  let likelihood = alike.map((score) => 0.01 + score)
  for (let round = 0; round < ROUNDS; round++) {
    const counts = alike.map((score) => score * ALIKE)
    for (const { given, made, cells } of lessons) {
      const shares = posterior(given, made, (i, j) => likelihood[cells[j * given + i]!]!)
      for (let at = 0; at < shares.length; at++) counts[cells[at]!]! += shares[at]!
    }
    const totals = new Float64Array(givenCount)
    for (let cell = 0; cell < counts.length; cell++) totals[givenOf[cell]!]! += counts[cell]!
    likelihood = counts.map((count, cell) => count / totals[givenOf[cell]!]!)
  }
  return likelihood
}

/** `[j * given + i]`: how likely made word `j` comes from given word `i`. */
function posterior(
  given: number,
  made: number,
  likelihood: (i: number, j: number) => number,
): Float64Array {
  const shares = new Float64Array(given * made)
  for (let j = 0; j < made; j++) {
    const row = j * given
    const place = (j + 0.5) / made
    let pulls = 0
    let sum = 0
    for (let i = 0; i < given; i++) {
      const pull = diagonal[Math.round(Math.abs((i + 0.5) / given - place) * STEPS)]!
      pulls += pull
      const share = likelihood(i, j) * pull
      shares[row + i] = share
      sum += share
    }
    sum += NOTHING * pulls
    for (let i = 0; i < given; i++) shares[row + i]! /= sum
  }
  return shares
}

const STEPS = 256
const diagonal = Float64Array.from({ length: STEPS + 1 }, (_, step) =>
  Math.exp((-TENSION * step) / STEPS),
)
