import type { Segment, Token } from '../types.ts'
import { type PlacedTag, writeTokens } from './tokens.ts'
import { tagTree } from './tree.ts'

/** The tokens of a segment as it stands in the document. */
export function sourceTokens({ text, tags }: Segment): Token[] {
  if (tags.length === 0) return [{ type: 'text', value: text }]
  const placed = tagTree(tags).map((node): PlacedTag => {
    const { start, end, space } = node.tag
    return {
      node,
      start: space === 'none' ? start - 1 : start,
      end,
      padBefore: space === 'before',
      padAfter: space === 'after',
    }
  })
  return writeTokens(text, placed)
}
