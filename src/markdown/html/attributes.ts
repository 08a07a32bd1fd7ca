import { type AttributeUnit, TRANSLATED_ATTRIBUTES } from '../attributes.ts'
import type { Address } from '../tag-attributes.ts'
import { isComponent } from './elements.ts'
import { TEMPLATE_START } from './templates.ts'
import type { HtmlAttribute, OpenTag } from './tokens.ts'

const anywhere: ReadonlySet<string> = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'placeholder',
  'title',
])
/** Attributes that are text in some elements and something else in all others. */
const elsewhere: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['label', new Set(['option', 'optgroup', 'track'])],
  ['summary', new Set(['table'])],
])
/** Their titles name files. */
const UNTITLED = new Set(['link', 'style', 'script', 'template'])
const BUTTONS = /^(?:button|reset|submit)$/i
const LETTER = /\p{L}/u

/** Offsets in `raw`. */
export interface TagContent {
  attributes: Omit<AttributeUnit, 'line'>[]
  addresses: Address[]
}

/**
 * The texts for readers and the addresses of links in a tag; nothing if it has none.
 *
 * @param speaks whether the texts are translated; links must lead to the renamed headings in any case
 */
export function contentOf(tag: OpenTag, raw: string, speaks: boolean): TagContent | undefined {
  if (tag.attributes.length === 0) return undefined
  const result: TagContent = { attributes: [], addresses: [] }
  // Browsers take the first of several with one name.
  const seen = new Set<string>()
  for (const attribute of tag.attributes) {
    const { name, value, closer, start, end } = attribute
    if (seen.has(name)) continue
    seen.add(name)
    if (TEMPLATE_START.test(raw.slice(start, end))) continue
    if (name === 'href' && (tag.name === 'a' || tag.name === 'area')) {
      if (start === end) continue
      result.addresses.push({ value, quoting: 'html', start, end })
    } else if (speaks && closer !== '' && LETTER.test(value) && isText(attribute, tag)) {
      const rest = { value, closer, quoting: 'html', cell: false } as const
      result.attributes.push({ kind: 'attribute', ...rest, start, end })
    }
  }
  return result.attributes.length + result.addresses.length > 0 ? result : undefined
}

function isText({ name }: HtmlAttribute, tag: OpenTag): boolean {
  if (isComponent(tag.name)) return anywhere.has(name) || TRANSLATED_ATTRIBUTES.has(name)
  if (anywhere.has(name)) return !UNTITLED.has(tag.name)
  if (name === 'value') return tag.name === 'input' && isButton(tag)
  return elsewhere.get(name)?.has(tag.name) ?? false
}

const isButton = ({ attributes }: OpenTag) =>
  BUTTONS.test(attributes.find(({ name }) => name === 'type')?.value ?? '')
