import {
  type Document,
  parseDocument,
  readUnits,
  segmentsOf,
  type Unit,
} from '../../src/markdown/document.ts'
import { frontmatterKeys } from '../../src/markdown/frontmatter.ts'
import { writeDocument } from '../../src/markdown/write.ts'
import { sourceTokens } from '../../src/tags/source.ts'
import type { Segment, Token } from '../../src/types.ts'

export const read = { frontmatterKeys: frontmatterKeys([]), unit: 'sentence' } as const

export interface Rewritten {
  document: Document
  units: Unit[]
  text: string
  reverted: Unit[]
}

/** Translates a document with a function over words; tags stay where they are. */
export function rewrite(text: string, change: (words: string) => string): Rewritten {
  return rewriteTokens(text, (segment) =>
    sourceTokens(segment).map((token) =>
      token.type === 'text' ? { type: 'text', value: change(token.value) } : token,
    ),
  )
}

export function rewriteTokens(text: string, change: (segment: Segment) => Token[]): Rewritten {
  const document = parseDocument(text, read)
  const units = readUnits(document, 'en', read)
  const answers = new Map(units.flatMap(segmentsOf).map((segment) => [segment, change(segment)]))
  return { document, units, ...writeDocument(document, units, answers, { from: 'en', to: 'es' }) }
}
