import {
  type Document,
  parseDocument,
  readUnits,
  segmentsOf,
  type Unit,
} from '../../src/markdown/document.ts'
import type { WriteRules } from '../../src/markdown/draft.ts'
import { frontmatterKeys } from '../../src/markdown/frontmatter.ts'
import type { Syntax } from '../../src/markdown/syntax.ts'
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

export interface RewriteOptions
  extends Partial<Pick<WriteRules, 'anchors' | 'slugs' | 'localize'>> {
  /** Name of the document; `.mdx` is read as MDX. */
  path?: string
  syntax?: Syntax
}

/** Translates a document with a function over words; tags stay where they are. */
export function rewrite(
  text: string,
  change: (words: string) => string,
  options?: RewriteOptions,
): Rewritten {
  const changed = (segment: Segment) =>
    sourceTokens(segment).map(
      (token): Token =>
        token.type === 'text' ? { type: 'text', value: change(token.value) } : token,
    )
  return rewriteTokens(text, changed, options)
}

/** Links stay as they are unless `options` says otherwise. */
export function rewriteTokens(
  text: string,
  change: (segment: Segment) => Token[],
  { path, syntax, anchors = 'off', slugs = 'github', localize }: RewriteOptions = {},
): Rewritten {
  const document = parseDocument(text, { ...read, ...(syntax && { syntax }) }, path)
  const units = readUnits(document, 'en', read)
  const answers = new Map(units.flatMap(segmentsOf).map((segment) => [segment, change(segment)]))
  const links = { path, anchors, slugs, localize, linked: new Map() }
  const pair = { from: 'en', to: 'es' }
  return { document, units, ...writeDocument(document, units, { ...links, answers, pair }) }
}
