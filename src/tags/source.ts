import type { Segment, Token } from '../types.ts'
import { writeTokens } from './tokens.ts'
import { tagTree } from './tree.ts'

/** The tokens of a segment as it stands in the document. */
export function sourceTokens({ text, tags }: Segment): Token[] {
  if (tags.length === 0) return [{ type: 'text', value: text }]
  return writeTokens(
    text,
    tagTree(tags).map((node) => ({ node, start: node.tag.start, end: node.tag.end })),
  )
}
