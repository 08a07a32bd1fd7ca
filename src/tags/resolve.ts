import type { Candidate } from './rungs.ts'
import { isInside, isRequired, type TagNode } from './tree.ts'
import { contains, hull, overlaps, type Range } from './words.ts'

/** Places of tags that nest as in the source, and the emphasis that found none. */
export interface Resolved {
  places: Map<TagNode, Candidate>
  dropped: TagNode[]
}

/**
 * Gives each tag one of its candidates so that children lie inside their parents and siblings apart. Surer tags go
 * first, later ones give way; if that leaves a required tag out, emphasis gives way to it.
 *
 * @param tidy cuts the edges of a range that had to give way
 * @returns `undefined` when a required tag finds no place
 */
export function resolve(
  candidates: Map<TagNode, Candidate[]>,
  tidy: (range: Range) => Range,
): Resolved | undefined {
  const nodes = [...candidates.keys()]
  const confidence = (node: TagNode) => candidates.get(node)![0]?.confidence ?? 0
  const bySureness = nodes.toSorted((a, b) => confidence(b) - confidence(a))
  const [required, emphasis] = [true, false].map((is) =>
    bySureness.filter((node) => isRequired(node.tag) === is),
  )
  return (
    attempt(bySureness, candidates, tidy) ?? attempt([...required!, ...emphasis!], candidates, tidy)
  )
}

function attempt(
  nodes: TagNode[],
  candidates: Map<TagNode, Candidate[]>,
  tidy: (range: Range) => Range,
): Resolved | undefined {
  const places = new Map<TagNode, Candidate>()
  const dropped: TagNode[] = []
  for (const node of nodes) {
    const place = candidates
      .get(node)!
      .values()
      .map((candidate) => giveWay(node, candidate, places, tidy))
      .find((found) => found !== undefined)
    if (place) places.set(node, place)
    else if (isRequired(node.tag)) return
    else dropped.push(node)
  }
  return { places, dropped }
}

/** The candidate, grown around what is inside the tag and cut back to what is around and beside it. */
function giveWay(
  node: TagNode,
  candidate: Candidate,
  places: Map<TagNode, Candidate>,
  tidy: (range: Range) => Range,
): Candidate | undefined {
  let range: Range = candidate
  const inside = places
    .entries()
    .filter(([other]) => isInside(other, node))
    .map(([, place]) => place)
    .toArray()
  for (const place of inside) range = hull(range, place)
  for (const [other, place] of places) {
    if (isInside(other, node)) continue
    if (isInside(node, other))
      range = { start: Math.max(range.start, place.start), end: Math.min(range.end, place.end) }
    else if (overlaps(range, place)) range = widerSide(range, place)
  }
  const unchanged = range.start === candidate.start && range.end === candidate.end
  if (!unchanged && range.start < range.end) range = tidy(range)
  if (range.start >= range.end) return
  if (!inside.every((place) => contains(range, place))) return
  if (node.tag.kind === 'atom' && !unchanged) return
  return { ...range, confidence: unchanged ? candidate.confidence : candidate.confidence * 0.8 }
}

function widerSide(range: Range, hole: Range): Range {
  const before = { start: range.start, end: hole.start }
  const after = { start: hole.end, end: range.end }
  return before.end - before.start >= after.end - after.start ? before : after
}
