import { explicitId } from '../anchors/explicit-id.ts'
import { headingText } from '../anchors/heading-text.ts'
import { type HeadingText, slugMap } from '../anchors/headings.ts'
import { createSlugger, type SlugStyle } from '../anchors/slugs.ts'
import type { LinkRules } from './addresses.ts'
import type { Document } from './document.ts'
import type { Inline } from './inline.ts'
import { type Pin, pinOf } from './pins.ts'
import type { BlockUnit } from './units.ts'

/** Contents of translated blocks. */
export type Contents = ReadonlyMap<BlockUnit, Inline[]>

/** Where links to the headings of a document lead after its translation, and the ids that are written into headings. */
export interface Anchors {
  /** New slugs by old ones. */
  slugs: ReadonlyMap<string, string>
  pins: ReadonlyMap<BlockUnit, Pin>
}

const NONE: Anchors = { slugs: new Map(), pins: new Map() }

export function anchorsOf(
  document: Document,
  contents: Contents,
  { anchors, slugs }: Pick<LinkRules, 'anchors' | 'slugs'>,
): Anchors {
  if (anchors === 'off') return NONE
  const headings = headingsOf(document)
  if (headings.length === 0) return NONE
  if (anchors === 'rewrite') return { ...NONE, slugs: slugsOf(document, contents, slugs) }
  const slugger = createSlugger(slugs)
  const pins = new Map<BlockUnit, Pin>()
  for (const heading of headings) {
    const { text, id } = textOf(document, heading.inlines, slugs)
    const slug = slugger(text, id)
    if (id !== undefined || heading.quiet || slug === '') continue
    pins.set(heading, pinOf(slug, anchors, document.syntax.mdx === true))
  }
  return { ...NONE, pins }
}

/** New slugs by old ones. */
export function slugsOf(
  document: Document,
  contents: Contents,
  style: SlugStyle,
): ReadonlyMap<string, string> {
  const headings = headingsOf(document)
  const source = headings.map(({ inlines }) => textOf(document, inlines, style))
  const target = headings.map((heading) =>
    textOf(document, contents.get(heading) ?? heading.inlines, style),
  )
  return slugMap(source, target, style, document.outline.ids)
}

function headingsOf({ outline }: Document): BlockUnit[] {
  return outline.blocks.flatMap(({ unit }) => (unit?.kind === 'heading' ? [unit] : []))
}

function textOf({ source }: Document, inlines: Inline[], style: SlugStyle): HeadingText {
  return { text: headingText(inlines, source, style), id: explicitId(inlines, source) }
}
