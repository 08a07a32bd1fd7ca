import type { Definition, Image, ImageReference, Link } from 'mdast'
import { decodeString } from 'micromark-util-decode-string'
import { type Range, rangeOf } from './inline.ts'

/** The alt text of an image, or the title of a link, image or definition. Its range is the text between the delimiters. */
export interface AttributeUnit extends Range {
  kind: 'alt' | 'title'
  /** From 1. */
  line: number
  value: string
  /** What encloses it: `]` for an alt, the closing quote for a title. */
  closer: ']' | '"' | "'" | ')'
  /** Whether a `|` would end the table cell it stands in. */
  cell: boolean
}

type Bearer = Link | Image | ImageReference | Definition

/**
 * Finds alt and title in the bytes of a node: the tree has their values but not their places.
 * What cannot be found with certainty (an alt with markup inside, a title over several quoted lines) is left alone.
 */
export function attributesOf(node: Bearer, source: string, cell = false): AttributeUnit[] {
  const { start, end } = rangeOf(node)
  const raw = source.slice(start, end)
  const result: AttributeUnit[] = []
  const add = (kind: AttributeUnit['kind'], value: string, range: Range, closer: string) => {
    if (decodeString(raw.slice(range.start, range.end)) !== value) return
    result.push({
      kind,
      line: node.position!.start.line,
      value,
      closer: closer as AttributeUnit['closer'],
      cell,
      start: start + range.start,
      end: start + range.end,
    })
  }
  if (altOf(node)) {
    const close = altEnd(raw)
    if (close > 0) add('alt', altOf(node)!, { start: 2, end: close }, ']')
  }
  if ('title' in node && node.title) {
    const range = titleRange(raw, node.type === 'definition')
    if (range) add('title', node.title, range, raw[range.end]!)
  }
  return result
}

/** A collapsed or shortcut reference is named by its alt, so that one must stay. */
function altOf(node: Bearer): string | undefined {
  if (node.type === 'image') return node.alt ?? undefined
  if (node.type === 'imageReference' && node.referenceType === 'full') return node.alt ?? undefined
  return undefined
}

/** Index of the `]` that ends the alt of `![alt](…`, brackets balanced; -1 if there is none. */
function altEnd(raw: string): number {
  let depth = 0
  for (let index = 2; index < raw.length; index++) {
    const character = raw[index]
    if (character === '\\') index++
    else if (character === '[') depth++
    else if (character === ']' && depth-- === 0) return index
  }
  return -1
}

/** The text between the quotes of a title, which ends the node (before the `)` of a resource). */
function titleRange(raw: string, definition: boolean): Range | undefined {
  const tail = definition ? /(["')])\s*$/.exec(raw) : /(["')])\s*\)$/.exec(raw)
  if (!tail) return undefined
  const closer = tail[1]!
  const opener = closer === ')' ? '(' : closer
  const end = tail.index
  for (let index = end - 1; index > 0; index--) {
    if (raw[index] !== opener || escaped(raw, index)) continue
    return /\s/.test(raw[index - 1]!) ? { start: index + 1, end } : undefined
  }
  return undefined
}

function escaped(text: string, index: number): boolean {
  let backslashes = 0
  while (text[index - 1 - backslashes] === '\\') backslashes++
  return backslashes % 2 === 1
}

/** Writes a new value for an attribute: nothing in it can end the attribute, start markup or end a table cell. */
export function writeAttribute(unit: AttributeUnit, value: string): string {
  const special = unit.closer === ']' ? /[\\[\]`*_<>~|]|&(?=#?\w+;)/g : /[\\"'()|]|&(?=#?\w+;)/g
  return value
    .replace(/\s+/g, ' ')
    .trim()
    .replace(special, (character) => {
      if (character === '&') return '&amp;'
      return character === '|' && !unit.cell ? '|' : `\\${character}`
    })
}
