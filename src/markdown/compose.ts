import type { Part } from '../segments/parts.ts'
import { sourceTokens } from '../tags/source.ts'
import type { LanguagePair, Segment, Token } from '../types.ts'
import { outputOf } from './attention.ts'
import type { Inline, Markup, Range } from './inline.ts'
import { needsSpace, textBetween } from './joint.ts'
import { type Attention, isAttention, type Output, plainly, type Wrap } from './output.ts'

/** What the segments of a unit became; without an entry a segment keeps its source. */
export type Answers = ReadonlyMap<Segment, Token[]>

/** Joins parts and answers into one stream of inline content, markup and all. */
export function joinParts(parts: Part[], answers: Answers, pair: LanguagePair): Inline[] {
  const result: Inline[] = []
  const isTranslated = (segment: Segment) => answers.has(segment)
  parts.forEach((part, index) => {
    if (needsSpace(parts, index, pair)) result.push({ type: 'text', value: ' ' })
    if (part.type === 'text')
      result.push({ type: 'text', value: textBetween(parts, index, pair, isTranslated) })
    else if (part.type !== 'segment') result.push(part)
    else {
      const tokens = answers.get(part.segment) ?? sourceTokens(part.segment)
      for (const token of tokens) result.push(inlineOf(token, part.markup))
    }
  })
  return result
}

function inlineOf(token: Token, markup: Markup[]): Inline {
  if (token.type === 'text') return { type: 'text', value: printable(token.value) }
  const of = markup[token.id - 1]!
  return { type: of.type === 'break' ? 'break' : token.type, markup: of }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\u0000-\u001f\u007f\u2028\u2029]+| {2,}/g

/** Control characters, line breaks, doubled spaces and byte order marks in an answer have no place in running text. */
const printable = (text: string) =>
  text.toWellFormed().replaceAll('\ufeff', '').replace(UNPRINTABLE, ' ')

/**
 * Nests a stream for writing.
 *
 * @param raw the bytes of a range of the source, with the attributes inside it already translated
 * @param source the bytes of a range as they are
 */
export function toOutput(
  inlines: Inline[],
  raw: (range: Range) => string,
  source: (range: Range) => string,
): Output[] {
  const root: Output[] = []
  const open: Output[][] = [root]
  let afterBreak = false
  for (const inline of inlines) {
    const siblings = open.at(-1)!
    if (inline.type === 'text') appendText(siblings, inline.value, afterBreak)
    else if (inline.type === 'atom') siblings.push(outputOf(bytesOf(inline.markup, raw)))
    else if (inline.type === 'break')
      siblings.push(hardBreak(bytesOf(inline.markup, source), open.length > 1))
    else if (inline.type === 'open') {
      const node = pairOutput(inline.markup, raw)
      siblings.push(node)
      open.push(node.children)
    } else {
      open.pop()
      closePair(open.at(-1)!, inline.markup, raw, source)
    }
    afterBreak = inline.type === 'break' || (afterBreak && inline.type === 'open')
  }
  return root
}

/** Blanks at the start of a line mean nothing, and would be written as `&#x20;` to survive. */
function appendText(siblings: Output[], text: string, startsLine: boolean): void {
  const value = startsLine ? text.trimStart() : text
  const last = siblings.at(-1)
  if (last?.type === 'text') last.value += value
  else if (value) siblings.push({ type: 'text', value })
}

/** Inside a pair a hard break is bytes among others; between pairs it ends the line that is written. */
const hardBreak = (value: string, nested: boolean): Output => ({
  type: nested ? 'raw' : 'break',
  value,
})

function closePair(
  siblings: Output[],
  { label, close }: Markup,
  raw: (range: Range) => string,
  source: (range: Range) => string,
): void {
  const node = siblings.at(-1)!
  if (isAttention(node)) {
    const attributes = raw(close!).slice(node.marker.length)
    if (attributes) siblings.push({ type: 'raw', value: attributes })
  } else if (label && node.type === 'wrap' && plainly(node.children) !== source(label)) {
    node.close = `][${source(label)}]`
  }
}

const bytesOf = ({ bytes, open }: Markup, source: (range: Range) => string) => bytes ?? source(open)

function pairOutput(markup: Markup, raw: (range: Range) => string): Attention | Wrap {
  const open = bytesOf(markup, raw)
  if (markup.type === 'strong' || markup.type === 'emphasis' || markup.type === 'delete') {
    return { type: markup.type, marker: open, children: [] }
  }
  const label = markup.type === 'link' || markup.type === 'linkReference'
  return { type: 'wrap', open, close: raw(markup.close!), label, children: [] }
}
