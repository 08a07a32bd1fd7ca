import type { Segment, Token } from '../types.ts'
import { sourceTokens } from './source.ts'
import { type PlacedTag, writeTokens } from './tokens.ts'
import { type TagNode, tagTree } from './tree.ts'

/**
 * A segment as a translator with `tags: 'xml'` gets it: pairs as `<g1>…</g1>`, atoms as `<x2/>` in the place of their
 * words, and `&`, `<`, `>` of the text escaped.
 */
export function encodeXml(segment: Segment): string {
  if (segment.tags.length === 0) return escapeXml(segment.text)
  return sourceTokens(segment)
    .map((token) => {
      if (token.type === 'text') return escapeXml(token.value)
      if (token.type === 'open') return `<g${token.id}>`
      return token.type === 'close' ? `</g${token.id}>` : `<x${token.id}/>`
    })
    .join('')
}

/**
 * Reads the answer to `encodeXml`. Spaces inside tags, upper case, `<x2></x2>` and any way to write an entity are
 * understood.
 *
 * @returns `undefined` unless every tag is there once, closed, with its parent of the source, no pair has lost its
 * words, and there is no other markup
 */
export function decodeXml(segment: Segment, answer: string): Token[] | undefined {
  if (segment.tags.length === 0 && !answer.includes('<')) {
    return [{ type: 'text', value: unescapeXml(answer.trim()) }]
  }
  const nodes = tagTree(segment.tags)
  const byId = new Map(nodes.map((node) => [node.tag.id, node]))
  const placed: PlacedTag[] = []
  const open: PlacedTag[] = []
  let text = ''
  for (const [piece] of answer.trim().matchAll(/<\s{0,4}\/?\s{0,4}\p{L}[^<>]*>|[^<]+|</gu)) {
    const tag = piece.startsWith('<') && piece.length > 1 ? readTag(piece) : null
    if (tag === null) text += unescapeXml(piece)
    else if (tag?.form === 'close') {
      const place = open.pop()
      if (place?.node.tag.id !== tag.id || letterOf(place.node) !== tag.letter) return
      place.end = text.length
    } else {
      const node = tag && byId.get(tag.id)
      if (!node || letterOf(node) !== tag.letter || node.parent !== open.at(-1)?.node) return
      byId.delete(tag.id)
      const place = { node, start: text.length, end: text.length }
      placed.push(place)
      if (tag.form === 'open') open.push(place)
    }
  }
  if (byId.size > 0 || open.length > 0) return
  if (placed.some((place) => hasLostItsWords(place, text, segment))) return
  return writeTokens(text, placed)
}

interface XmlTag {
  letter: string
  id: number
  form: 'open' | 'close' | 'void'
}

function readTag(piece: string): XmlTag | undefined {
  const [, slash, letter, id, end] =
    /^<(\/?)([gx])(\d+)(\/?)>$/i.exec(piece.replace(/\s+/g, '')) ?? []
  if (!letter || !id || (slash && end)) return
  return {
    letter: letter.toLowerCase(),
    id: Number(id),
    form: slash ? 'close' : end ? 'void' : 'open',
  }
}

function letterOf(node: TagNode): string {
  return node.tag.kind === 'pair' ? 'g' : 'x'
}

const WORD = /[\p{L}\p{N}]/u

function hasLostItsWords({ node, start, end }: PlacedTag, text: string, source: Segment): boolean {
  if (node.tag.kind === 'atom') return end > start
  const inside = text.slice(start, end)
  const before = source.text.slice(node.tag.start, node.tag.end)
  if (WORD.test(before) && inside.trim() !== '' && !WORD.test(inside)) return true
  if (node.empty || node.children.length > 0) return false
  return inside.trim() === ''
}

/** Text as it stands between tags. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
}

function unescapeXml(text: string): string {
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]{2,5}));/gi,
    (whole, hex, decimal, name) => {
      if (name) return named[name.toLowerCase()] ?? whole
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}
