import type { Nodes } from 'mdast'
import { readTag } from './html/index.ts'
import { type Range, rangeOf } from './inline.ts'
import { placesOf } from './places.ts'
import {
  bracedAttributes,
  isJsx,
  type JsxElement,
  jsxAttributes,
  type TagAttributes,
  without,
} from './tag-attributes.ts'

/** Constructs whose attributes may be texts for readers. */
const MAY_SPEAK = new Set(['component', 'directive', 'slot'])

const kindOf = (node: Nodes) =>
  node.type === 'verbatim' || node.type === 'wrapped' || node.type === 'marker'
    ? node.kind
    : undefined

const NOTHING: TagAttributes = { attributes: [], addresses: [] }

/** Attributes and addresses in the markup of a node, its children left out. Alts and titles of markdown are not among them. */
export function tagAttributesOf(node: Nodes, source: string): TagAttributes {
  if (node.type === 'link' || node.type === 'definition') {
    const { destination } = placesOf(node)
    if (!destination) return NOTHING
    return { attributes: [], addresses: [{ value: node.url, quoting: 'markdown', ...destination }] }
  }
  if (node.type === 'html')
    return readTag(bytes(node, source), rangeOf(node).start, lineOf(node), node.value)
  if (isJsx(node)) return jsxAttributes(node, source)
  if (node.type === 'verbatim' && node.kind === 'component')
    return bracedAttributes(rangeOf(node), lineOf(node), source)
  if (MAY_SPEAK.has(kindOf(node) ?? '') && 'children' in node) {
    const { start, end } = rangeOf(node)
    const last = node.children.at(-1)
    const behind = { start: last ? rangeOf(last).end : start, end }
    return bracedAttributes(behind, lineOf(node), source)
  }
  return NOTHING
}

/** What a translation must not change about inline markup: its addresses, alts and words left out. */
export function identityOf(node: Nodes, source: string): string {
  switch (node.type) {
    case 'link':
      if (!placesOf(node).destination) return node.url
      return node.title == null ? '' : 'titled'
    case 'image':
      return node.title == null ? node.url : `${node.url} titled`
    case 'linkReference':
    case 'imageReference':
    case 'footnoteReference':
      return node.identifier
    case 'inlineCode':
      return node.value
    case 'emphasis':
    case 'strong':
    case 'delete':
      return ''
    default:
      return isJsx(node) ? jsxIdentity(node, source) : bytesOf(node, source)
  }
}

/** The markup around the children of a node, without what may change in it: attributes, addresses, and the ranges given. */
export function bytesOf(node: Nodes, source: string, others: Range[] = []): string {
  const { attributes, addresses } = tagAttributesOf(node, source)
  const changing: Range[] = [...attributes, ...addresses, ...others]
  const children = 'children' in node ? node.children : []
  if (children.length > 0) {
    changing.push({ start: rangeOf(children[0]!).start, end: rangeOf(children.at(-1)!).end })
  }
  return without(rangeOf(node), changing, source)
}

export function jsxIdentity(node: JsxElement, source: string): string {
  const { attributes, addresses } = jsxAttributes(node, source)
  const changing = [...attributes, ...addresses]
  const own = node.attributes.map((attribute) => without(rangeOf(attribute), changing, source))
  return [node.name ?? '', ...own].join(' ')
}

const lineOf = (node: Nodes) => node.position!.start.line

function bytes(node: Nodes, source: string): string {
  const { start, end } = rangeOf(node)
  return source.slice(start, end)
}
