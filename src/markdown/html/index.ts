import type { AttributeUnit } from '../attributes.ts'
import type { Inline, Range } from '../inline.ts'
import { type Address, without } from '../tag-attributes.ts'
import { contentOf, type TagContent } from './attributes.ts'
import { follow, isSealed, wantsTranslation } from './follow.ts'
import { readRun } from './inlines.ts'
import type { Html } from './markup.ts'
import { lineCounter, move, notInside } from './ranges.ts'
import { runsOf } from './runs.ts'
import type { HtmlState } from './state.ts'
import { paint } from './templates.ts'
import { type OpenTag, tokenize } from './tokens.ts'

export { createHtmlState, type HtmlState } from './state.ts'
export { writeHtml } from './write.ts'

/** A stretch of prose between block-level tags. */
export interface HtmlRun extends Range {
  /** From 1. */
  line: number
  inlines: Inline[]
}

/** What a piece of HTML has for readers. Everything in the order of the document. */
export interface HtmlContent {
  /** Also those of tags in running text. */
  attributes: AttributeUnit[]
  /** Of `<a>` and `<area>`, also in running text. */
  addresses: Address[]
  /** All the rest of its bytes: two pieces are the same to the page when these are equal. */
  skeleton: string
}

export interface HtmlBlock extends HtmlContent {
  /** Each is a unit, with at least one letter in it. */
  runs: HtmlRun[]
  /** The addresses that no run contains. */
  outside: Address[]
}

export interface HtmlTag extends HtmlContent {
  /** Whether the content of the element is left alone. */
  untranslated: boolean
}

export interface HtmlOptions {
  /** Where the HTML starts, from 1. @default 1 */
  line?: number
  /** The HTML without the marks of quotes and lists around it, where its bytes have them. @default the bytes */
  value?: string
}

/**
 * Reads an HTML block.
 *
 * @param raw its bytes
 * @param offset where they stand in the document; all offsets in the result are the document's
 * @param state what came before in the document; it is carried on to the end of the block
 */
export function readHtml(
  raw: string,
  offset: number,
  state: HtmlState,
  { line = 1, value = raw }: HtmlOptions = {},
): HtmlBlock {
  const source = paint(raw, value)
  const tokens = tokenize(source.painted)
  const followed = follow(tokens, source.painted, state)
  const contents = tokens.map((token, index) => {
    const { off, speaks } = followed[index]!
    return token.type === 'open' && !off ? contentOf(token, raw, speaks) : undefined
  })
  const html: Html = { ...source, tokens, followed, contents }
  const runs = runsOf(html, source.painted)
    .map((run) => readRun(run, html))
    .filter(({ inlines }) => inlines.some(isProse))
  const lineOf = lineCounter(raw, line)
  const block: HtmlBlock = {
    ...contentIn(raw, contents, line, runs),
    runs: runs.map((run) => ({ ...run, line: lineOf(run.start) })),
    outside: [],
  }
  block.outside = notInside(block.runs, block.addresses)
  const markup = runs.flatMap(({ inlines }) => inlines.flatMap(rangesOf))
  move([...block.runs, ...block.attributes, ...block.addresses, ...markup], offset)
  return block
}

/**
 * Reads one tag of running text, or whatever else markdown takes for inline HTML.
 *
 * @param line see `HtmlOptions`, as is `value`
 */
export function readTag(raw: string, offset: number, line = 1, value = raw): HtmlTag {
  const tag = tokenize(paint(raw, value).painted)[0]
  const isOpen = tag?.type === 'open'
  const content = contentIn(raw, isOpen ? [contentOf(tag, raw, speaks(tag))] : [], line)
  move([...content.attributes, ...content.addresses], offset)
  return { ...content, untranslated: isOpen && (isSealed(tag) || !speaks(tag)) }
}

const speaks = (tag: OpenTag) => wantsTranslation(tag) !== false

function contentIn(
  raw: string,
  contents: (TagContent | undefined)[],
  line: number,
  runs: Range[] = [],
): HtmlContent {
  const lineOf = lineCounter(raw, line)
  const all = contents.flatMap((content) => content ?? [])
  const attributes = all.flatMap((content) => content.attributes)
  const addresses = all.flatMap((content) => content.addresses)
  const changing = [...runs, ...attributes, ...addresses]
  return {
    attributes: attributes.map((unit) => ({ ...unit, line: lineOf(unit.start) })),
    addresses,
    skeleton: without({ start: 0, end: raw.length }, changing, raw),
  }
}

const isProse = (inline: Inline) => inline.type === 'text' && /\p{L}/u.test(inline.value)

function rangesOf(inline: Inline): Range[] {
  if (inline.type === 'text') return []
  const { open, close } = inline.markup
  return close ? [open, close] : [open]
}
