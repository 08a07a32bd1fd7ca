import type { LanguagePair } from '../types.ts'
import { type Lesson, meet, readLessons } from './lessons.ts'
import { ALIKE, type Align, type AlignmentModel, alignerOf, NOTHING, pullOf } from './model.ts'
import { createVocabulary, lookalike } from './vocabulary.ts'

const ROUNDS = 5
/** Milliseconds of work between two turns. */
const STINT = 30

/**
 * Learns which words translate each other from translations alone: IBM model 1 with a pull towards the diagonal, in
 * both directions, which have to agree (Brown et al. 1993; Dyer et al. 2013; Liang et al. 2006).
 *
 * @param pairs sentences and their translations: a few hundred are a start; what goes beyond a million pairs of words,
 *   some 3,000 sentences, is left out, so that it takes two seconds at most
 * @param turn waited for between stints of work, so that other work gets its turn
 */
export async function learnModel(
  pairs: { source: string; target: string }[],
  locales: LanguagePair,
  turn: () => Promise<unknown> = async () => {},
): Promise<AlignmentModel> {
  const sources = createVocabulary(locales.from)
  const targets = createVocabulary(locales.to)
  const lessons = readLessons(pairs, sources, targets)
  await turn()
  const { first, sourceOf, targetOf } = meet(lessons, sources.words.length, targets.words.length)
  const alike = Float64Array.from(sourceOf, (source, cell) =>
    lookalike(sources.words[source]!, targets.words[targetOf[cell]!]!),
  )
  const forward = await train(lessons, 'forward', sourceOf, sources.words.length, alike, turn)
  const backward = await train(lessons, 'backward', targetOf, targets.words.length, alike, turn)
  return { locales, sources, targets, cells: { first, targets: targetOf, forward, backward } }
}

/** Learns, and aligns by what was learnt. */
export async function learnAlignment(
  pairs: { source: string; target: string }[],
  locales: LanguagePair,
): Promise<Align> {
  return alignerOf(await learnModel(pairs, locales))
}

/**
 * Expectation maximisation.
 * @param givenOf the given word of each cell
 * @param words how many there are
 * @returns how likely each cell's given word becomes its other word
 */
async function train(
  lessons: Lesson[],
  direction: 'forward' | 'backward',
  givenOf: Uint32Array,
  words: number,
  alike: Float64Array,
  turn: () => Promise<unknown>,
): Promise<Float32Array> {
  let likelihood = alike.map((score) => 0.01 + score)
  let since = performance.now()
  for (let round = 0; round < ROUNDS; round++) {
    const counts = alike.map((score) => score * ALIKE)
    for (const lesson of lessons) {
      expect(lesson, direction, likelihood, counts)
      if (performance.now() - since < STINT) continue
      await turn()
      since = performance.now()
    }
    const totals = new Float64Array(words)
    for (let cell = 0; cell < counts.length; cell++) totals[givenOf[cell]!]! += counts[cell]!
    for (let cell = 0; cell < counts.length; cell++) counts[cell]! /= totals[givenOf[cell]!]!
    likelihood = counts
  }
  return Float32Array.from(likelihood)
}

/** Adds to the count of each cell how much of its made word comes from its given word. */
function expect(
  { from, to, cells }: Lesson,
  direction: 'forward' | 'backward',
  likelihood: Float64Array,
  counts: Float64Array,
): void {
  const [given, made] =
    direction === 'forward' ? [from.length, to.length] : [to.length, from.length]
  const [givenStep, madeStep] = direction === 'forward' ? [1, from.length] : [from.length, 1]
  const weights = new Float64Array(given)
  for (let j = 0; j < made; j++) {
    let sum = 0
    for (let i = 0; i < given; i++) {
      const pull = pullOf(i, given, j, made)
      const weight = likelihood[cells[j * madeStep + i * givenStep]!]! * pull
      weights[i] = weight
      sum += weight + NOTHING * pull
    }
    for (let i = 0; i < given; i++)
      counts[cells[j * madeStep + i * givenStep]!]! += weights[i]! / sum
  }
}
