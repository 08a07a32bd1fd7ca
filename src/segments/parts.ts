import type { Inline, Markup } from '../markdown/inline.ts'
import type { Locale, Segment } from '../types.ts'
import { sentenceStarts } from './boundaries.ts'
import { segmentOf } from './segment.ts'

/** A piece of a unit in source order: a segment to translate, or what stays between segments. */
export type Part =
  | { type: 'segment'; segment: Segment; markup: Markup[] /* of the tag with id n at n - 1 */ }
  | { type: 'text'; value: string }
  | { type: 'open' | 'close' | 'atom' | 'break'; markup: Markup }

/** Text without a letter has nothing to translate. */
const LETTER = /\p{L}/u

/**
 * Cuts the inline content of a unit into segments and what stays between them.
 *
 * Markup that encloses whole sentences, and atoms at their edges that nobody reads aloud, stay outside:
 * nothing has to be placed for them afterwards.
 *
 * @param unit what the translator wants: single sentences, or everything between two hard breaks
 */
export function cutIntoParts(
  inlines: Inline[],
  locale: Locale,
  unit: 'sentence' | 'block',
): Part[] {
  const items = collapseSpace(inlines)
  const partner = partners(items)
  const starts = sentenceStarts(items, partner, locale, unit)
  const parts: Part[] = []
  for (let index = 0; index < starts.length; index++) {
    appendPart(items.slice(starts[index]!, starts[index + 1] ?? items.length), parts)
  }
  return parts
}

/** Soft breaks and runs of blanks become one space; hard breaks swallow the blanks around them. No-break spaces stay. */
function collapseSpace(inlines: Inline[]): Inline[] {
  const result: Inline[] = []
  let spaced = true
  for (const inline of inlines) {
    if (inline.type !== 'text') {
      if (inline.type === 'break') spaced = true
      else if (inline.type === 'atom') spaced = false
      result.push(inline)
      continue
    }
    let value = inline.value.replace(/[ \t\r\n]+/g, ' ')
    if (spaced && value.startsWith(' ')) value = value.slice(1)
    if (value) {
      spaced = value.endsWith(' ')
      result.push({ type: 'text', value })
    }
  }
  return result
}

/** Index of the other half of each open and close. */
function partners(items: Inline[]): Map<number, number> {
  const result = new Map<number, number>()
  const open: number[] = []
  items.forEach((item, index) => {
    if (item.type === 'open') open.push(index)
    if (item.type === 'close') {
      const start = open.pop()!
      result.set(start, index)
      result.set(index, start)
    }
  })
  return result
}

/** Emits the items of one sentence: what can stay outside, the segment, what can stay outside. */
function appendPart(items: Inline[], parts: Part[]): void {
  const [first, last] = core(items)
  for (const item of items.slice(0, first)) appendOutside(item, parts)
  const inside = items.slice(first, last)
  const prose = inside.some((item) => item.type === 'text' && LETTER.test(item.value))
  if (prose) appendSegment(inside, parts)
  else for (const item of inside) appendOutside(item, parts)
  for (const item of items.slice(last)) appendOutside(item, parts)
}

/** The smallest run that holds all words and whose pairs are whole: `[first, last)`. */
function core(items: Inline[]): [number, number] {
  const wordy = (item: Inline) =>
    item.type === 'text'
      ? item.value.trim() !== ''
      : item.type === 'atom' && item.markup.value !== undefined
  let first = items.findIndex(wordy)
  if (first < 0) return [items.length, items.length]
  let last = items.findLastIndex(wordy) + 1
  const partner = partners(items)
  for (let grown = true; grown; ) {
    grown = false
    for (const [from, to] of partner) {
      const inside = from >= first && from < last
      if (inside && to < first) [first, grown] = [to, true]
      if (inside && to >= last) [last, grown] = [to + 1, true]
    }
  }
  return [first, last]
}

function appendOutside(item: Inline, parts: Part[]): void {
  parts.push(item.type === 'text' ? { type: 'text', value: item.value } : item)
}

function appendSegment(items: Inline[], parts: Part[]): void {
  const lead = leadingSpace(items)
  const trail = trailingSpace(items)
  if (lead) parts.push({ type: 'text', value: lead })
  parts.push({ type: 'segment', ...segmentOf(items.map(trimmed)) })
  if (trail) parts.push({ type: 'text', value: trail })
}

const leadingSpace = (items: Inline[]) => {
  const item = items[0]
  return item?.type === 'text' ? /^\s*/.exec(item.value)![0] : ''
}

const trailingSpace = (items: Inline[]) => {
  const item = items.at(-1)
  return item?.type === 'text' ? /\s*$/.exec(item.value)![0] : ''
}

function trimmed(item: Inline, index: number, items: Inline[]): Inline {
  if (item.type !== 'text') return item
  let { value } = item
  if (index === 0) value = value.trimStart()
  if (index === items.length - 1) value = value.trimEnd()
  return { type: 'text', value }
}
