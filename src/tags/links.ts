import type { Link } from './view.ts'

/** What words that are linked elsewhere weigh: a translator's links are its own account, so half of what a guess weighs. */
export const AGAINST_TRANSLATOR = 0.5
/** Chosen on `bench/sentences.txt`. */
export const AGAINST_GUESS = 1
/** What a word without links says against a run over it. */
const UNLINKED = -0.02

/** The links of a view, kept so that what speaks for a span is found without going through all of them. */
export interface Links {
  list: Link[]
  bySource: ReadonlyMap<number, Link[]>
  /** Weight of words that are linked elsewhere. */
  against: number
  /** Sum of the scores of all links to the target words before each index. */
  scoreBefore: Float64Array
  /** The same sum of what each word says against a run that has no link to it. */
  weightBefore: Float64Array
}

export function indexLinks(list: Link[], targetCount: number, against: number): Links {
  const scoreBefore = new Float64Array(targetCount + 1)
  for (const { target, score } of list) scoreBefore[target + 1]! += score
  const weightBefore = new Float64Array(targetCount + 1)
  for (let index = 0; index < targetCount; index++) {
    weightBefore[index + 1] = weightBefore[index]! + weigh(0, scoreBefore[index + 1]!, against)
    scoreBefore[index + 1]! += scoreBefore[index]!
  }
  const bySource = Map.groupBy(list, ({ source }) => source)
  return { list, bySource, against, scoreBefore, weightBefore }
}

/** A run of target words, first and last included, and how far its links agree: 0 … 1. */
export interface Run {
  first: number
  last: number
  confidence: number
}

/**
 * The run of target words that is best linked to some source words: these links speak for a run, links from elsewhere
 * against it (best sum over all runs, Kadane). Takes time for these links only.
 *
 * @param more links from these words beside those of `links`
 */
export function bestRun(links: Links, sources: number[], more: Link[] = []): Run | undefined {
  const { bySource, against, scoreBefore, weightBefore } = links
  const known = sources.flatMap((source) => bySource.get(source) ?? [])
  const inside = new Map<number, { score: number; known: number }>()
  const count = (list: Link[], isKnown: 0 | 1) => {
    for (const { target, score } of list) {
      const sum = inside.get(target) ?? { score: 0, known: 0 }
      inside.set(target, { score: sum.score + score, known: sum.known + isKnown * score })
    }
  }
  count(known, 1)
  count(more, 0)
  const elsewhere = (from: number, to: number, own: number) =>
    Math.max(0, scoreBefore[to]! - scoreBefore[from]! - own)

  let total = 0
  let best: { first: number; last: number; held: number; heldKnown: number } | undefined
  let bestSum = 0
  let run = { first: 0, held: 0, heldKnown: 0, sum: 0 }
  let reached = 0
  for (const [target, own] of [...inside].sort(([a], [b]) => a - b)) {
    run.sum += weightBefore[target]! - weightBefore[reached]!
    if (run.sum <= 0) run = { first: target, held: 0, heldKnown: 0, sum: 0 }
    run.sum += weigh(own.score, elsewhere(target, target + 1, own.known), against)
    run.held += own.score
    run.heldKnown += own.known
    total += own.score
    reached = target + 1
    if (run.sum <= bestSum) continue
    bestSum = run.sum
    best = { first: run.first, last: target, held: run.held, heldKnown: run.heldKnown }
  }
  if (!best) return
  const { first, last, held, heldKnown } = best
  const confidence = held ** 2 / ((held + elsewhere(first, last + 1, heldKnown)) * total)
  return { first, last, confidence }
}

function weigh(inside: number, outside: number, against: number): number {
  if (inside + outside === 0) return UNLINKED
  return (inside - against * outside) / Math.max(1, inside + outside)
}
