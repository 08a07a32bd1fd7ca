import type { Link, LinkReference, Parents, PhrasingContent } from 'mdast'
import { htmlTag, UNTRANSLATED_ELEMENTS } from './html-tag.ts'

/** Half-open UTF-16 range in the document. */
export interface Range {
  start: number
  end: number
}

/** Inline markup as it stands in the document. A pair has both ranges; an atom has one. */
export interface Markup {
  kind: 'pair' | 'atom'
  /** mdast type, or `emoji`, `alert`; an HTML pair is `html`. */
  type: string
  /** The opening markup of a pair; the whole of an atom. */
  open: Range
  /** The closing markup of a pair. */
  close?: Range
  /** What an atom reads like: the code of inline code, the address of an autolink. Absent where nobody reads it aloud. */
  value?: string
  /** What must be the same in the translation: address, identifier, code. */
  identity: string
  /** Set for `[label]` and `[label][]`, whose label is also the address: a new label needs the old one written out. */
  label?: Range
}

/** Inline content in source order. Opens and closes nest. */
export type Inline =
  | { type: 'text'; value: string }
  | { type: 'open' | 'close' | 'atom' | 'break'; markup: Markup }

type Sibling = PhrasingContent

/**
 * Flattens the inline children of a block.
 *
 * @param parent a paragraph, heading or table cell
 * @param source the document its positions index
 */
export function inlines(parent: Parents, source: string): Inline[] {
  const result: Inline[] = []
  appendChildren(parent.children as Sibling[], source, result)
  return result
}

function appendChildren(siblings: Sibling[], source: string, result: Inline[]): void {
  const closings = closingTags(siblings)
  for (let index = 0; index < siblings.length; index++) {
    const node = siblings[index]!
    if (node.type === 'text') appendText(node.value, rangeOf(node), source, result)
    else if (node.type === 'break') appendBreak(node, siblings[index + 1], result)
    else if (node.type === 'html')
      index = appendHtml(siblings, index, closings.get(index), source, result)
    else if ('children' in node && node.children.length > 0) appendPair(node, source, result)
    else result.push({ type: 'atom', markup: atom(node, source) })
  }
}

const PICTOGRAPH = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u
const EMOJI = /\p{RGI_Emoji}+/gv

/** Emoji are outside of most models' vocabulary and come back as `<unk>` or not at all, so they travel as atoms. */
function appendText(value: string, range: Range, source: string, result: Inline[]): void {
  const verbatim = PICTOGRAPH.test(value) && source.slice(range.start, range.end) === value
  if (!verbatim) {
    if (value) result.push({ type: 'text', value })
    return
  }
  let done = 0
  for (const match of value.matchAll(EMOJI)) {
    if (match.index > done) result.push({ type: 'text', value: value.slice(done, match.index) })
    done = match.index + match[0].length
    const open = { start: range.start + match.index, end: range.start + done }
    result.push({
      type: 'atom',
      markup: { kind: 'atom', type: 'emoji', open, identity: match[0] },
    })
  }
  if (done < value.length) result.push({ type: 'text', value: value.slice(done) })
}

function appendBreak(node: Sibling, next: Sibling | undefined, result: Inline[]): void {
  const { start, end } = rangeOf(node)
  // What follows on the next line before its text (`> `, indentation) belongs to the break.
  const open = { start, end: next ? rangeOf(next).start : end }
  result.push({ type: 'break', markup: { kind: 'atom', type: 'break', open, identity: '' } })
}

function appendPair(
  node: Sibling & { children: Sibling[] },
  source: string,
  result: Inline[],
): void {
  const outer = rangeOf(node)
  const inner = { start: rangeOf(node.children[0]!).start, end: rangeOf(node.children.at(-1)!).end }
  const autolink =
    node.type === 'link' && (inner.start === outer.start || source[outer.start] === '<')
  if (autolink) {
    result.push({ type: 'atom', markup: { ...atom(node, source), value: (node as Link).url } })
    return
  }
  const markup: Markup = {
    kind: 'pair',
    type: node.type,
    open: { start: outer.start, end: inner.start },
    close: { start: inner.end, end: outer.end },
    identity: identityOf(node, source),
  }
  if (node.type === 'linkReference' && node.referenceType !== 'full') markup.label = inner
  const first = result.length
  result.push({ type: 'open', markup })
  appendChildren(node.children, source, result)
  result.push({ type: 'close', markup })
  mergeLonelyAtom(first, outer, result)
}

/** `` [`code`](url) `` and `[![badge](a)](b)` move as one: a pair with nothing but an atom inside becomes that atom. */
function mergeLonelyAtom(first: number, range: Range, result: Inline[]): void {
  const inside = result.slice(first + 1, -1)
  const [only] = inside
  const pair = result[first]
  if (inside.length !== 1 || only?.type !== 'atom' || pair?.type !== 'open') return
  const { type, value, identity } = only.markup
  const merged: Markup = {
    kind: 'atom',
    type,
    open: range,
    identity: `${pair.markup.type} ${pair.markup.identity} ${identity}`,
  }
  if (value !== undefined) merged.value = value
  result.splice(first, Number.POSITIVE_INFINITY, { type: 'atom', markup: merged })
}

/** An HTML element whose tags are siblings is a pair; everything else of HTML is an atom. Returns the index that was reached. */
function appendHtml(
  siblings: Sibling[],
  index: number,
  closing: number | undefined,
  source: string,
  result: Inline[],
): number {
  const node = siblings[index]!
  if (closing === undefined) {
    const lineBreak = lineBreakOf(node, source)
    if (lineBreak) result.push({ type: 'break', markup: lineBreak })
    else result.push({ type: 'atom', markup: atom(node, source) })
    return index
  }
  const open = rangeOf(node)
  const close = rangeOf(siblings[closing]!)
  const whole = { start: open.start, end: close.end }
  const inside = siblings.slice(index + 1, closing)
  if (UNTRANSLATED_ELEMENTS.has(htmlTag(node)!.name) || inside.length === 0) {
    const raw = source.slice(whole.start, whole.end)
    const markup: Markup = { kind: 'atom', type: 'html', open: whole, identity: raw }
    const value = source.slice(open.end, close.start)
    if (value.trim()) markup.value = value
    result.push({ type: 'atom', markup })
    return closing
  }
  const identity = source.slice(open.start, open.end)
  const markup: Markup = { kind: 'pair', type: 'html', open, close, identity }
  const first = result.length
  result.push({ type: 'open', markup })
  appendChildren(inside, source, result)
  result.push({ type: 'close', markup })
  mergeLonelyAtom(first, whole, result)
  return closing
}

const BR = /^<br(?:[\s/][^>]*)?>$/i
/** The end of the line behind a tag, with what the next line has before its text (`> `, indentation). */
const LINE_END = /[ \t]*(?:\r\n|\n|\r)[ \t>]*/y

/** `<br>` as a hard break. The line that ends behind it belongs to the break. */
function lineBreakOf(node: Sibling, source: string): Markup | undefined {
  const open = rangeOf(node)
  const identity = source.slice(open.start, open.end)
  if (!BR.test(identity)) return undefined
  LINE_END.lastIndex = open.end
  if (LINE_END.test(source)) open.end = LINE_END.lastIndex
  return { kind: 'atom', type: 'break', open, identity }
}

/** For each opening HTML tag among siblings the index of the tag that closes it. A tag that nothing closes is skipped over. */
function closingTags(siblings: Sibling[]): Map<number, number> {
  const closings = new Map<number, number>()
  const open: { name: string; index: number }[] = []
  const openByName = new Map<string, number>()
  siblings.forEach((node, index) => {
    const tag = htmlTag(node)
    if (tag?.kind === 'open') {
      open.push({ name: tag.name, index })
      openByName.set(tag.name, (openByName.get(tag.name) ?? 0) + 1)
    }
    if (tag?.kind !== 'close' || !openByName.get(tag.name)) return
    for (let last = open.pop(); last; last = open.pop()) {
      openByName.set(last.name, openByName.get(last.name)! - 1)
      if (last.name !== tag.name) continue
      closings.set(last.index, index)
      break
    }
  })
  return closings
}

function atom(node: Sibling, source: string): Markup {
  const open = rangeOf(node)
  const markup: Markup = { kind: 'atom', type: node.type, open, identity: identityOf(node, source) }
  if (node.type === 'inlineCode') markup.value = node.value
  return markup
}

function identityOf(node: Sibling, source: string): string {
  switch (node.type) {
    case 'link':
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
    default: {
      const { start, end } = rangeOf(node)
      return source.slice(start, end)
    }
  }
}

/** Position of a node that came from the parser. */
export function rangeOf(node: { position?: Link['position'] | LinkReference['position'] }): Range {
  return { start: node.position!.start.offset!, end: node.position!.end.offset! }
}
