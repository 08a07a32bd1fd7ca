import { sourceTokens } from '../tags/source.ts'
import type { Segment, Token } from '../types.ts'
import type { Piece } from './views.ts'

/** A segment as it stands in the document. */
export function sourcePieces(segment: Segment): Piece[] {
  return piecesOf(segment, sourceTokens(segment))
}

/**
 * Tokens as flat stretches of text, for a page that shows markup without being told to trust any.
 *
 * @param segment that the tokens belong to
 */
export function piecesOf({ text, tags }: Segment, tokens: Token[]): Piece[] {
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  const open: string[] = []
  return tokens.flatMap((token): Piece[] => {
    if (token.type === 'text') return [{ text: token.value, marks: [...open] }]
    const { type, start, end } = byId.get(token.id)!
    if (token.type === 'atom') return [{ text: text.slice(start, end), marks: [...open, type] }]
    if (token.type === 'open') open.push(type)
    else open.pop()
    return []
  })
}
