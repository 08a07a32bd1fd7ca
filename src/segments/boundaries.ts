import type { Inline } from '../markdown/inline.ts'
import type { Locale } from '../types.ts'
import { sentences } from './sentences.ts'

/**
 * Cuts items at sentence boundaries: text items that hold a boundary are split in place.
 *
 * A boundary inside a pair counts only when the pair itself starts and ends at boundaries; otherwise the sentences stay
 * together, because the pair's words could not be found again. A hard break is a boundary by the same rule.
 *
 * @param items collapsed inline content; text items are split in place, and `partner` is made anew by whoever needs it
 * @returns the index in `items` at which each sentence starts, in order; the first is 0
 */
export function sentenceStarts(
  items: Inline[],
  partner: Map<number, number>,
  locale: Locale,
  unit: 'sentence' | 'block',
): number[] {
  const offsets = offsetsOf(items)
  const length = offsets.at(-1)!
  const breaks = items.flatMap((item, index) => (item.type === 'break' ? [offsets[index]!] : []))
  const found = unit === 'sentence' ? sentenceEnds(items, breaks, length, locale) : breaks
  if (found.length === 0) return [0]
  return split(items, offsets, partner, keepPairsWhole(items, offsets, partner, found))
}

/** What the segmenter sees in place of an atom: a letter, so that dots in code and addresses cannot end a sentence. */
const reading = (item: Inline) =>
  item.type === 'text'
    ? item.value
    : item.type === 'atom' && item.markup.value !== undefined
      ? 'X'
      : ''

/** Offset in the unit's reading at which each item starts; one more for the end. */
function offsetsOf(items: Inline[]): number[] {
  const result = [0]
  for (const item of items) result.push(result.at(-1)! + reading(item).length)
  return result
}

/** A cut is the offset at which a sentence's last word (or mark) ends; the space after it belongs to the next. */
function sentenceEnds(items: Inline[], breaks: number[], length: number, locale: Locale): number[] {
  const text = items.map(reading).join('')
  const cuts = new Set(breaks)
  let start = 0
  for (const end of [...breaks, length]) {
    const line = text.slice(start, end)
    for (const sentence of sentences(line, locale).slice(0, -1)) cuts.add(start + sentence.end)
    start = end
  }
  return [...cuts].sort((a, b) => a - b)
}

function keepPairsWhole(
  items: Inline[],
  offsets: number[],
  partner: Map<number, number>,
  cuts: number[],
): number[] {
  const text = items.map(reading).join('')
  const startsSentence = (offset: number) =>
    text.slice(cuts[indexAfter(cuts, offset) - 1] ?? 0, offset).trim() === ''
  const endsSentence = (offset: number) =>
    cuts[indexAfter(cuts, offset) - 1] === offset || text.slice(offset).trim() === ''
  const pairs = [...partner].filter(([open, close]) => open < close)
  for (let changed = true; changed; ) {
    changed = false
    for (const [open, close] of pairs) {
      const from = offsets[open]!
      const to = offsets[close]!
      const first = indexAfter(cuts, from)
      const last = indexAfter(cuts, to - 1)
      if (first >= last || (startsSentence(from) && endsSentence(to))) continue
      cuts = [...cuts.slice(0, first), ...cuts.slice(last)]
      changed = true
    }
  }
  return cuts
}

/** Index of the first of the sorted cuts that lies after an offset. */
function indexAfter(cuts: number[], offset: number): number {
  let low = 0
  let high = cuts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (cuts[middle]! > offset) high = middle
    else low = middle + 1
  }
  return low
}

/** Splits text at the cuts and says where sentences start: after a cut, closes, breaks and unread atoms still belong to the sentence before. */
function split(
  items: Inline[],
  offsets: number[],
  partner: Map<number, number>,
  cuts: number[],
): number[] {
  const starts = [0]
  const result: Inline[] = []
  let pending = false
  let next = 0
  items.forEach((item, index) => {
    let offset = offsets[index]!
    const end = offsets[index + 1]!
    while (next < cuts.length && cuts[next]! <= offset) {
      pending = true
      next++
    }
    // A pair around nothing that is read may stand in one that ends here.
    const isEmptyPair = item.type === 'open' && offsets[partner.get(index)!] === offset
    const belongsBefore =
      item.type === 'close' ||
      item.type === 'break' ||
      isEmptyPair ||
      (item.type === 'atom' && end === offset)
    if (pending && !belongsBefore) {
      starts.push(result.length)
      pending = false
    }
    if (item.type !== 'text') {
      result.push(item)
      return
    }
    let value = item.value
    while (next < cuts.length && cuts[next]! < end) {
      const cut = cuts[next++]! - offset
      result.push({ type: 'text', value: value.slice(0, cut) })
      value = value.slice(cut)
      offset += cut
      starts.push(result.length)
    }
    if (value) result.push({ type: 'text', value })
  })
  items.splice(0, items.length, ...result)
  return starts.filter((start, index) => start > 0 || index === 0)
}
