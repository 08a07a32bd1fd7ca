import type { Token } from '../types.ts'
import type { TagNode } from './tree.ts'
import { type Range, trimmed } from './words.ts'

/** Where a tag goes in the target text; empty (`start === end`) for what takes no room. */
export interface PlacedTag extends Range {
  node: TagNode
  /** Whether a space is written before or behind the tag. */
  padBefore?: boolean
  padAfter?: boolean
}

/**
 * Writes the tokens of a target text. The text is covered once, except that an atom replaces its range.
 * White space at the edges of a pair moves outside.
 *
 * @param placed ranges nested as the tree says, siblings disjoint; tags at one place come in the order given here
 */
export function writeTokens(text: string, placed: PlacedTag[]): Token[] {
  const kept = new Set(placed.map((place) => place.node))
  const byParent = Map.groupBy(placed, ({ node }) => {
    let parent = node.parent
    while (parent && !kept.has(parent)) parent = parent.parent
    return parent
  })
  const nodes = new Map(placed.map(({ node }) => [node.tag.id, node]))
  const tokens: Token[] = []
  const meetsCode = (node: TagNode) => {
    const last = tokens.at(-1)
    return last?.type === 'atom' && comesTooClose(nodes.get(last.id)!, node)
  }
  const writeText = (start: number, end: number) => {
    if (end > start) tokens.push({ type: 'text', value: text.slice(start, end) })
  }
  const writeInside = (parent: TagNode | undefined, range: Range) => {
    let at = range.start
    for (const place of (byParent.get(parent) ?? []).toSorted((a, b) => a.start - b.start)) {
      const { id, kind } = place.node.tag
      const inside = tight(place)
      writeText(at, inside.start)
      if (place.padBefore || meetsCode(place.node)) tokens.push({ type: 'text', value: ' ' })
      if (kind === 'atom') tokens.push({ type: 'atom', id })
      else {
        tokens.push({ type: 'open', id })
        writeInside(place.node, inside)
        tokens.push({ type: 'close', id })
      }
      if (place.padAfter) tokens.push({ type: 'text', value: ' ' })
      at = inside.end
    }
    writeText(at, range.end)
  }
  const tight = (place: PlacedTag): Range => {
    if (place.start === place.end || place.node.tag.kind === 'atom') return place
    const range = trimmed(text, place)
    for (const inner of byParent.get(place.node) ?? []) {
      const child = tight(inner)
      range.start = Math.min(range.start, child.start)
      range.end = Math.max(range.end, child.end)
    }
    return range
  }
  writeInside(undefined, { start: 0, end: text.length })
  return joinTexts(tokens)
}

/** Whether code right behind other code did not stand there in the source: the two might be read as one. */
function comesTooClose(first: TagNode, { tag, empty }: TagNode): boolean {
  if (first.empty || empty || tag.kind === 'pair') return false
  return first.tag.end !== (tag.space === 'none' ? tag.start - 1 : tag.start)
}

/** Neighbouring text tokens become one. */
export function joinTexts(tokens: Token[]): Token[] {
  const joined: Token[] = []
  for (const token of tokens) {
    const last = joined.at(-1)
    if (token.type === 'text' && last?.type === 'text') last.value += token.value
    else joined.push({ ...token })
  }
  return joined
}
