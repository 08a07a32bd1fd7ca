import type { AlignedSpan, LanguagePair } from '../types.ts'
import { findIn } from './lessons.ts'
import { lookalike, type Vocabulary } from './vocabulary.ts'
import { wordsOf } from './words.ts'

/** Links the words of any source and target; the score says how far both directions agree. */
export type Align = (source: string, target: string) => AlignedSpan[]

/** How likely words become each other. */
export interface AlignmentModel {
  locales: LanguagePair
  sources: Vocabulary
  targets: Vocabulary
  cells: Cells
}

/**
 * Pairs of a source word and a target word that have met, by source word: those of word `n` are `first[n]` to
 * `first[n + 1] - 1`, in the order of their target words.
 */
export interface Cells {
  first: Uint32Array
  targets: Uint32Array
  /** How likely the source word becomes the target word, 0 … 1. */
  forward: Float32Array
  /** The same the other way round. */
  backward: Float32Array
}

/** What speaks for a word that translates nothing on the other side. */
export const NOTHING = 1e-3
/** Likelihood of two words that never met, and of two of which one is new. */
const NEVER_MET = 1e-6
const NEW = 1e-3
/** Weight of two words that begin alike (`install`, `instalar`), times how much of them is alike. */
export const ALIKE = 0.5
/** Word pairs of two texts beyond which nothing is aligned: a thousand words each. */
const MOST_CELLS = 1_000_000
/** Weaker links are left out. */
const LEAST = 0.05
/** How strongly a word is expected at its own relative position; fast_align's default (Dyer et al. 2013). */
const TENSION = 4

const STEPS = 256
const diagonal = Float64Array.from({ length: STEPS + 1 }, (_, step) =>
  Math.exp((-TENSION * step) / STEPS),
)

/** What was learnt, as a function. */
export function alignerOf({ sources, targets, cells }: AlignmentModel): Align {
  return (source, target) => {
    const from = wordsOf(source)
    const to = wordsOf(target)
    if (from.length * to.length > MOST_CELLS) return []
    const fromIds = sources.find(source, from)
    const toIds = targets.find(target, to)
    const likelihood = (learned: Float32Array, i: number, j: number) => {
      const [a, b] = [fromIds[i]!, toIds[j]!]
      const cell = findCell(cells, a.id, b.id)
      if (cell >= 0) return learned[cell]!
      const isNew = a.id < 0 || b.id < 0
      return isNew ? NEW + ALIKE * lookalike(a.word, b.word) : NEVER_MET
    }
    const { forward, backward } = cells
    const there = shares(from.length, to.length, (i, j) => likelihood(forward, i, j))
    const back = shares(to.length, from.length, (j, i) => likelihood(backward, i, j))
    return from.flatMap((a, i) =>
      to.flatMap((b, j): AlignedSpan[] => {
        const score = Math.sqrt(there[j * from.length + i]! * back[i * to.length + j]!)
        return score < LEAST ? [] : [[a.start, a.end, b.start, b.end, score]]
      }),
    )
  }
}

/** The number of the cell of two words, or -1. */
function findCell({ first, targets }: Cells, source: number, target: number): number {
  if (source < 0 || target < 0) return -1
  return findIn(targets, target, first[source]!, first[source + 1]!)
}

/** How strongly made word `j` of so many is expected from given word `i`. */
export function pullOf(i: number, given: number, j: number, made: number): number {
  return diagonal[Math.round(Math.abs((i + 0.5) / given - (j + 0.5) / made) * STEPS)]!
}

/** `[j * given + i]`: how likely made word `j` comes from given word `i`. */
function shares(
  given: number,
  made: number,
  likelihood: (i: number, j: number) => number,
): Float64Array {
  const found = new Float64Array(given * made)
  for (let j = 0; j < made; j++) {
    const row = j * given
    let sum = 0
    for (let i = 0; i < given; i++) {
      const pull = pullOf(i, given, j, made)
      found[row + i] = likelihood(i, j) * pull
      sum += found[row + i]! + NOTHING * pull
    }
    for (let i = 0; i < given; i++) found[row + i]! /= sum
  }
  return found
}
