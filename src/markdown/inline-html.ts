import type { PhrasingContent } from 'mdast'
import { readTag } from './html/index.ts'
import { htmlTag, UNTRANSLATED_ELEMENTS } from './html-tag.ts'
import { identityOf, tagAttributesOf } from './identity.ts'
import { type Append, type Inline, type Markup, mergeLonelyAtom, rangeOf } from './inline.ts'

/**
 * Appends an HTML tag with everything up to the tag that closes it: the element is a pair. Without a closing tag it is an atom.
 *
 * @param nodes the tag, what it encloses, and its closing tag; or the tag alone
 */
export function appendHtml(
  nodes: PhrasingContent[],
  source: string,
  result: Inline[],
  append: Append,
): void {
  const tag = nodes[0]!
  const markup = markupOf(tag, source)
  if (nodes.length === 1) {
    const lineBreak = lineBreakOf(tag, source)
    if (lineBreak) result.push({ type: 'break', markup: lineBreak })
    else result.push({ type: 'atom', markup })
    return
  }
  const inside = nodes.slice(1, -1)
  const { open } = markup
  const close = rangeOf(nodes.at(-1)!)
  const whole = { start: open.start, end: close.end }
  if (isUntranslated(tag, source) || inside.length === 0) {
    const value = source.slice(open.end, close.start)
    const identity = markup.identity + source.slice(open.end, close.end)
    const own: Markup = { ...markup, open: whole, identity }
    if (value.trim()) own.value = value
    result.push({ type: 'atom', markup: own })
    return
  }
  const pair: Markup = { ...markup, kind: 'pair', close }
  const first = result.length
  result.push({ type: 'open', markup: pair })
  append(inside, source, result)
  result.push({ type: 'close', markup: pair })
  mergeLonelyAtom(first, whole, result)
}

function markupOf(tag: PhrasingContent, source: string): Markup {
  const { addresses } = tagAttributesOf(tag, source)
  const identity = identityOf(tag, source)
  const markup: Markup = { kind: 'atom', type: 'html', open: rangeOf(tag), identity }
  if (addresses.length > 0) markup.addresses = addresses
  return markup
}

/** Whether the content of an element is no prose, or its author wants it left alone. */
function isUntranslated(tag: PhrasingContent, source: string): boolean {
  if (UNTRANSLATED_ELEMENTS.has(htmlTag(tag)!.name)) return true
  const { start, end } = rangeOf(tag)
  return readTag(source.slice(start, end), start, 1).untranslated
}

const BR = /^<br(?:[\s/][^>]*)?>$/i
/** The end of the line behind a tag, with what the next line has before its text (`> `, indentation). */
const LINE_END = /[ \t]*(?:\r\n|\n|\r)[ \t>]*/y

/** `<br>` as a hard break. The line that ends behind it belongs to the break. */
function lineBreakOf(tag: PhrasingContent, source: string): Markup | undefined {
  const open = rangeOf(tag)
  const identity = source.slice(open.start, open.end)
  if (!BR.test(identity)) return undefined
  LINE_END.lastIndex = open.end
  if (LINE_END.test(source)) open.end = LINE_END.lastIndex
  return { kind: 'atom', type: 'break', open, identity }
}

/** For each opening HTML tag among siblings the index of the tag that closes it. A tag that nothing closes is skipped over. */
export function closingTags(siblings: PhrasingContent[]): Map<number, number> {
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
