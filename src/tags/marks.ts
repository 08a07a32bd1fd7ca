import type { Tag } from '../types.ts'
import { reachAfter, reachBefore } from './edges.ts'
import { type Evidence, wordCandidate } from './ladder.ts'
import type { Candidate } from './rungs.ts'
import type { PlacedTag } from './tokens.ts'
import { isInside, type TagNode } from './tree.ts'
import type { Range } from './words.ts'

interface Spot {
  at: number
  confidence: number
  /** Whether the tag stands behind what it touches. */
  behind: boolean
}

export interface PlacedMark extends PlacedTag {
  confidence: number
}

/**
 * Places tags without words (images, footnote marks, empty links): at the edges of what encloses them if they were there,
 * else beside the word or tag they touched in the source, which they follow wherever it went. One is always found: a
 * footnote mark one word off is better than a torn sentence.
 *
 * @param nodes the empty tags in order of their ids
 * @param places where the tags with words went
 */
export function placeMarks(
  evidence: Evidence,
  nodes: TagNode[],
  places: Map<TagNode, Candidate>,
): PlacedMark[] {
  const marks: PlacedMark[] = []
  for (const node of nodes) {
    const around = marks.find((mark) => mark.node === node.parent)
    const spot = around ? { ...around, at: around.start } : spotFor(evidence, node, places)
    const isCrowded = marks.some((mark) => mark.start === spot.at)
    const pads = around ? {} : padding(evidence, node.tag, spot.at, isCrowded)
    marks.push({ node, start: spot.at, end: spot.at, confidence: spot.confidence, ...pads })
  }
  return marks
}

function spotFor(evidence: Evidence, node: TagNode, places: Map<TagNode, Candidate>): Spot {
  const { view } = evidence
  const { source, target } = view
  const at = positionOf(node.tag)
  let parent = node.parent
  while (parent && !places.has(parent)) parent = parent.parent
  const outer = parent?.tag ?? { start: 0, end: source.length }
  const bounds = parent ? places.get(parent)! : { start: 0, end: target.length }

  const left = view.sourceWords.findLast((word) => word.start < at && word.end > outer.start)
  const right = view.sourceWords.find((word) => word.end > at && word.start < outer.end)
  if (!left) {
    const start = bounds.start + reachAfter(target, bounds.start, source.slice(outer.start, at))
    return { at: Math.min(start, bounds.end), confidence: 1, behind: false }
  }
  if (!right) {
    const end = bounds.end - reachBefore(target, bounds.end, source.slice(at, outer.end))
    return { at: Math.max(end, bounds.start), confidence: 1, behind: true }
  }
  const spot = beside(evidence, node, places, left, right)
  spot.at = Math.min(Math.max(spot.at, bounds.start), bounds.end)
  for (const [other, place] of places) {
    const isCut = place.start < spot.at && spot.at < place.end
    if (isCut && !isInside(node, other)) spot.at = spot.behind ? place.end : place.start
  }
  return spot
}

function beside(
  evidence: Evidence,
  node: TagNode,
  places: Map<TagNode, Candidate>,
  left: Range,
  right: Range,
): Spot {
  const { source, target } = evidence.view
  const at = positionOf(node.tag)
  const behind = !isSpace(source[at - 1]) || hasSpaceAfter(source, node.tag)
  const word = behind ? left : right
  const touched = places
    .entries()
    .filter(([other]) => !isInside(node, other))
    .filter(([{ tag }]) => tag.start <= word.start && tag.end >= word.end)
    .reduce<[Range, Candidate] | undefined>(
      (widest, [{ tag }, place]) =>
        widest && widest[0].end - widest[0].start >= tag.end - tag.start ? widest : [tag, place],
      undefined,
    )
  const [from, place] = touched ?? [word, wordCandidate(evidence, word)]
  const spot = behind
    ? place.end + reachAfter(target, place.end, source.slice(from.end, at))
    : place.start - reachBefore(target, place.start, source.slice(at, from.start))
  return { at: spot, confidence: place.confidence, behind }
}

/** A mark that had a space beside it keeps one, also where the target has only one for both sides. */
function padding(evidence: Evidence, tag: Tag, at: number, isCrowded: boolean): Partial<PlacedTag> {
  const { source, target } = evidence.view
  const hasSpaceBefore = tag.space === 'before' || isSpace(source[positionOf(tag) - 1])
  return {
    padBefore: hasSpaceBefore && at > 0 && (isCrowded || !isSpace(target[at - 1])),
    padAfter: hasSpaceAfter(source, tag) && /[^\s\p{P}]/u.test(target[at] ?? ' '),
  }
}

/** Where a mark stands in the source: in front of a space that only the text has. */
const positionOf = ({ start, space }: Tag) => (space === 'none' ? start - 1 : start)

const hasSpaceAfter = (source: string, { start, space }: Tag) =>
  space === 'after' || (space !== 'none' && isSpace(source[start]))

const isSpace = (character = '') => /\s/.test(character)
