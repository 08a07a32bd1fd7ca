import type { Definition, Image, ImageReference, Link } from 'mdast'
import { decodeString } from 'micromark-util-decode-string'
import type { Range } from './inline.ts'
import { placesOf } from './places.ts'

/**
 * A text that stands in markup: the alt of an image, the title of a link, image or definition, an attribute of HTML, JSX or
 * a directive. Its range covers what is between the delimiters.
 */
export interface AttributeUnit extends Range {
  kind: 'alt' | 'title' | 'attribute'
  /** From 1. */
  line: number
  value: string
  /** What ends it: `]` for an alt, the closing quote of everything else. */
  closer: ']' | '"' | "'" | ')'
  /** How it is escaped: with backslashes, or with character references. */
  quoting: 'markdown' | 'html'
  /** Whether a `|` would end the table cell it stands in. */
  cell: boolean
}

/** Attributes of JSX components and directives that hold text for readers, beside those of HTML. */
export const TRANSLATED_ATTRIBUTES: ReadonlySet<string> = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'caption',
  'description',
  'heading',
  'headline',
  'label',
  'placeholder',
  'subtitle',
  'summary',
  'tagline',
  'title',
])

type Bearer = Link | Image | ImageReference | Definition

/**
 * Alt and title of a node.
 * What is not the same in bytes and value (an alt with markup inside, a title over several quoted lines) is left alone.
 */
export function attributesOf(node: Bearer, source: string, cell = false): AttributeUnit[] {
  const { label, title } = placesOf(node)
  const result: AttributeUnit[] = []
  const add = (kind: 'alt' | 'title', value: string, range: Range) => {
    if (spaced(decodeString(source.slice(range.start, range.end))) !== spaced(value)) return
    const closer = source[range.end] as AttributeUnit['closer']
    const { line } = node.position!.start
    result.push({ kind, line, value, closer, quoting: 'markdown', cell, ...range })
  }
  const alt = altOf(node)
  if (alt && label) add('alt', alt, label)
  if ('title' in node && node.title && title) add('title', node.title, title)
  return result
}

/** Lines may be indented in the source. */
const spaced = (text: string) => text.replace(/\s+/g, ' ')

/** A collapsed or shortcut reference is named by its alt, so that one must stay. */
function altOf(node: Bearer): string | undefined {
  if (node.type === 'image') return node.alt ?? undefined
  if (node.type === 'imageReference' && node.referenceType === 'full') return node.alt ?? undefined
  return undefined
}

const IN_BRACKETS = /[\\[\]`*_<>~|{$]|&(?=#?\w+;)/g
const IN_QUOTES = /[\\"'()|{$]|&(?=#?\w+;)/g
/** Everything that could end the value, or be read by the markdown or the templates around it. */
const IN_TAG = /[&<>"'`|{}$]/g

/** Writes a new value for an attribute: nothing in it can end the attribute, start markup or end a table cell. */
export function writeAttribute({ closer, quoting, cell }: AttributeUnit, value: string): string {
  const text = value.replace(/\s+/g, ' ').trim()
  if (quoting === 'html') return text.replace(IN_TAG, (character) => reference(character, closer))
  return text.replace(closer === ']' ? IN_BRACKETS : IN_QUOTES, (character) => {
    if (character === '&') return '&amp;'
    return character === '|' && !cell ? '|' : `\\${character}`
  })
}

const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function reference(character: string, closer: string): string {
  const quote = character === '"' || character === "'"
  if (quote && character !== closer) return character
  return NAMED[character] ?? `&#${character.charCodeAt(0)};`
}
