import type { LanguagePair } from '../types.ts'
import { addressEdit, type LinkRules, newAddresses } from './addresses.ts'
import { anchorsOf } from './anchors.ts'
import { writeAttribute } from './attributes.ts'
import { spaceBareLinks } from './bare-links.ts'
import { type Answers, joinParts, toOutput } from './compose.ts'
import type { Document, Unit } from './document.ts'
import { settleEmphasis } from './emphasis.ts'
import { writeField } from './frontmatter.ts'
import { type Expectation, fingerprintInlines } from './guard.ts'
import { writeHtml } from './html/index.ts'
import type { Inline, Range } from './inline.ts'
import { outside, spliceRange } from './nested-edits.ts'
import { withPin } from './pins.ts'
import { placeOf } from './place.ts'
import { plainText } from './plain-text.ts'
import type { Writer } from './serialise.ts'
import { spaceConstructs } from './space-constructs.ts'
import { type Edit, splice } from './splice.ts'
import type { BlockUnit } from './units.ts'

/** What a document is written with. */
export interface WriteRules extends LinkRules {
  answers: Answers
  pair: LanguagePair
  /** New bytes for the value of `lang` in front matter. */
  lang?: Edit & { value: string }
}

/** A translated document that is not yet proved to be the same page. */
export interface Draft {
  text: string
  edits: Edit[]
  expected: Expectation
  /** New values in front matter, by path. */
  fields: Map<string, string>
}

/**
 * Writes a document with the translations of some of its units.
 *
 * @param kept the units that are translated; all others stay as they are
 */
export function draftOf(
  document: Document,
  kept: ReadonlySet<Unit>,
  rules: WriteRules,
  write: Writer,
): Draft {
  const { source, outline } = document
  const slice = ({ start, end }: Range) => source.slice(start, end)
  const { lang } = rules
  const fields = new Map(lang ? [['lang', lang.value]] : [])
  const edits: Edit[] = lang ? [lang] : []
  const inside: Edit[] = []
  const contents = new Map<BlockUnit, Inline[]>()
  for (const unit of kept) {
    const joined = joinParts(unit.parts, rules.answers, rules.pair)
    if ('block' in unit) {
      const spaced = spaceConstructs(spaceBareLinks(joined, slice), slice)
      contents.set(unit.block, settleEmphasis(spaced, slice))
    } else if ('field' in unit) {
      const value = plainText(joined)
      if (unit.kind === 'frontmatter') fields.set(unit.field.path, value)
      edits.push({ start: unit.start, end: unit.end, text: writeField(unit.field, value) })
    } else {
      const text = writeAttribute(unit.attribute, plainText(joined))
      inside.push({ start: unit.start, end: unit.end, text })
    }
  }

  const { slugs, pins } = anchorsOf(document, contents, rules)
  const addresses = newAddresses(outline.addresses, slugs, rules)
  for (const address of outline.addresses) {
    const value = addresses.get(address.start)
    if (value !== undefined) inside.push(addressEdit(address, value))
  }
  inside.sort((a, b) => a.start - b.start)

  const raw = (range: Range) => spliceRange(source, range, inside)
  const content = new Map<number, string>()
  const blocks: BlockUnit[] = []
  for (const [block, inlines] of contents) {
    const pin = pins.get(block)
    const all = pin ? withPin(inlines, pin) : inlines
    content.set(block.start, fingerprintInlines(all, addresses))
    blocks.push(block)
    const nodes = toOutput(all, raw, slice)
    const text = block.kind === 'html' ? writeHtml(nodes) : write(nodes, placeOf(block, source))
    edits.push({ start: block.start, end: block.end, text })
  }
  for (const [block, pin] of pins) {
    if (contents.has(block)) continue
    content.set(block.start, fingerprintInlines(withPin(block.inlines, pin), addresses))
    const at = pin.at === 'start' ? block.start : block.end
    edits.push({ start: at, end: at, text: pin.text })
  }
  blocks.sort((a, b) => a.start - b.start)
  edits.push(...outside(inside, blocks))
  return { text: splice(source, edits), edits, expected: { content, addresses }, fields }
}
