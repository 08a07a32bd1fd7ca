import type { Link, LinkReference, Parents, PhrasingContent } from 'mdast'
import { identityOf, tagAttributesOf } from './identity.ts'
import { appendElement, isElement } from './inline-element.ts'
import { appendHtml, closingTags } from './inline-html.ts'
import { inlineSwitch } from './inline-switch.ts'
import { appendText } from './inline-text.ts'
import type { Address } from './tag-attributes.ts'

/** Half-open UTF-16 range in the document. */
export interface Range {
  start: number
  end: number
}

/** Inline markup as it stands in the document. A pair has both ranges; an atom has one. */
export interface Markup {
  kind: 'pair' | 'atom'
  /** mdast type, or what it is: `emoji`, `template`, `directive`; an HTML pair is `html`. */
  type: string
  /** The opening markup of a pair; the whole of an atom. */
  open: Range
  /** The closing markup of a pair. */
  close?: Range
  /** What an atom reads like: the code of inline code, the address of an autolink. Absent where nobody reads it aloud. */
  value?: string
  /** What must be the same in the translation: identifier, code, attributes. */
  identity: string
  /** Addresses in it. They are the same in the translation, too, unless they are led elsewhere. */
  addresses?: Address[]
  /** Set for `[label]` and `[label][]`, whose label is also the address: a new label needs the old one written out. */
  label?: Range
  /** Bytes that stand for `open` when it is not in the source. */
  bytes?: string
}

/** Inline content in source order. Opens and closes nest. */
export type Inline =
  | { type: 'text'; value: string }
  | { type: 'open' | 'close' | 'atom' | 'break'; markup: Markup }

/** Appends the inline content of siblings to a list. */
export type Append = (siblings: PhrasingContent[], source: string, result: Inline[]) => void

/**
 * Flattens the inline children of a block.
 *
 * @param parent a paragraph, heading, table cell or marker
 * @param source the document its positions index
 */
export function inlines(parent: Parents, source: string): Inline[] {
  const result: Inline[] = []
  appendChildren(parent.children as PhrasingContent[], source, result)
  return result
}

const appendChildren: Append = (siblings, source, result) => {
  const closings = closingTags(siblings)
  for (let index = 0; index < siblings.length; index++) {
    const node = siblings[index]!
    const hidden = inlineSwitch(siblings, index)
    if (hidden !== undefined) {
      result.push(hiddenAtom(node, siblings[hidden]!, source))
      index = hidden
    } else if (node.type === 'text') appendText(node.value, rangeOf(node), source, result)
    else if (node.type === 'break') appendBreak(node, siblings[index + 1], result)
    else if (node.type === 'html') {
      const closing = closings.get(index)
      appendHtml(siblings.slice(index, (closing ?? index) + 1), source, result, appendChildren)
      index = closing ?? index
    } else if (isElement(node)) appendElement(node, source, result, appendChildren)
    else if (node.type === 'verbatim' && node.kind === 'attributes')
      appendList(node, source, result)
    else if ('children' in node && node.children.length > 0) appendPair(node, source, result)
    else result.push({ type: 'atom', markup: atom(node, source) })
  }
}

function appendBreak(node: PhrasingContent, next: PhrasingContent | undefined, result: Inline[]) {
  const { start, end } = rangeOf(node)
  // What follows on the next line before its text (`> `, indentation) belongs to the break.
  const open = { start, end: next ? rangeOf(next).start : end }
  result.push({ type: 'break', markup: { kind: 'atom', type: 'break', open, identity: '' } })
}

/** Everything from one node to another, as it is. */
function hiddenAtom(first: PhrasingContent, last: PhrasingContent, source: string): Inline {
  const open = { start: rangeOf(first).start, end: rangeOf(last).end }
  const identity = source.slice(open.start, open.end)
  const markup: Markup = { kind: 'atom', type: 'verbatim', open, identity }
  if (first !== last) markup.value = identity
  return { type: 'atom', markup }
}

/** `![](a.png){width=50%}`: attributes move with what they belong to. */
function appendList(node: PhrasingContent, source: string, result: Inline[]): void {
  const own = atom(node, source)
  const last = result.at(-1)
  if (last?.type === 'close' || last?.type === 'atom') {
    const range = last.markup.close ?? last.markup.open
    if (range.end === own.open.start) {
      range.end = own.open.end
      last.markup.identity += own.identity
      return
    }
  }
  result.push({ type: 'atom', markup: own })
}

type Pair = PhrasingContent & { children: PhrasingContent[] }

function appendPair(node: Pair, source: string, result: Inline[]): void {
  const outer = rangeOf(node)
  const inner = { start: rangeOf(node.children[0]!).start, end: rangeOf(node.children.at(-1)!).end }
  const autolink =
    node.type === 'link' && (inner.start === outer.start || source[outer.start] === '<')
  if (autolink) {
    result.push({ type: 'atom', markup: { ...atom(node, source), value: (node as Link).url } })
    return
  }
  const markup: Markup = {
    ...atom(node, source),
    kind: 'pair',
    open: { start: outer.start, end: inner.start },
    close: { start: inner.end, end: outer.end },
  }
  if (node.type === 'linkReference' && node.referenceType !== 'full') markup.label = inner
  const first = result.length
  result.push({ type: 'open', markup })
  appendChildren(node.children, source, result)
  result.push({ type: 'close', markup })
  mergeLonelyAtom(first, outer, result)
}

/** `` [`code`](url) `` and `[![badge](a)](b)` move as one: a pair with nothing but an atom inside becomes that atom. */
export function mergeLonelyAtom(first: number, range: Range, result: Inline[]): void {
  const inside = result.slice(first + 1, -1)
  const [only] = inside
  const pair = result[first]
  if (inside.length !== 1 || only?.type !== 'atom' || pair?.type !== 'open') return
  const { type, value, identity, addresses = [] } = only.markup
  const merged: Markup = {
    kind: 'atom',
    type,
    open: range,
    identity: `${pair.markup.type} ${pair.markup.identity} ${identity}`,
  }
  if (value !== undefined) merged.value = value
  const all = [...(pair.markup.addresses ?? []), ...addresses]
  if (all.length > 0) merged.addresses = all
  result.splice(first, Number.POSITIVE_INFINITY, { type: 'atom', markup: merged })
}

/** Verbatim syntax that stands for words, so that a sentence needs something in its place. */
const READ_ALOUD = new Set(['template', 'math', 'wikilink'])

function atom(node: PhrasingContent, source: string): Markup {
  const type = node.type === 'verbatim' || node.type === 'wrapped' ? node.kind : node.type
  const identity = identityOf(node, source)
  const markup: Markup = { kind: 'atom', type, open: rangeOf(node), identity }
  if (node.type === 'inlineCode') markup.value = node.value
  else if (node.type === 'mdxTextExpression' && !node.value.trimStart().startsWith('/*'))
    markup.value = node.value
  else if (node.type === 'verbatim' && READ_ALOUD.has(node.kind)) markup.value = node.value
  const { addresses } = tagAttributesOf(node, source)
  if (addresses.length > 0) markup.addresses = addresses
  return markup
}

/** Position of a node that came from the parser. */
export function rangeOf(node: { position?: Link['position'] | LinkReference['position'] }): Range {
  return { start: node.position!.start.offset!, end: node.position!.end.offset! }
}
