import { marksToMove, OBJECT } from './edge-marks.ts'
import { type Flank, firstOf, flankOf, flanks, lastOf } from './flanking.ts'
import type { Inline, Range } from './inline.ts'

type Bytes = (range: Range) => string
/** One end of a pair, named by the tag that stands there. */
type End = 'open' | 'close'

const EMPHASIS: ReadonlySet<string> = new Set(['strong', 'emphasis', 'delete'])

const typeOf = (inline: Inline | undefined) =>
  inline && inline.type !== 'text' ? inline.markup.type : ''

/**
 * Moves punctuation out of emphasis where its marks would mean nothing: `是**“粗体”**字` is not strong to any parser,
 * `是“**粗体**”字` is, and says the same. What nothing can be moved for is left to character references.
 *
 * @param raw the bytes of a range of the source
 * @returns the same list when it holds no emphasis
 */
export function settleEmphasis(inlines: Inline[], raw: Bytes): Inline[] {
  if (!inlines.some((inline) => EMPHASIS.has(typeOf(inline)))) return inlines
  const result: Inline[] = []
  const starts: number[] = []
  inlines.forEach((inline, index) => {
    if (inline.type === 'open') starts.push(result.length)
    result.push(inline)
    if (inline.type !== 'close') return
    const start = starts.pop()!
    if (!EMPHASIS.has(inline.markup.type)) return
    const flankAt = flankReader(raw, bytesOf(inline, raw)[0]!)
    const outside = {
      open: flankAt(result, start - 1, -1, 'open'),
      close: flankAt(inlines, index + 1, 1, 'close'),
    }
    const works =
      flanks(outside.open, flankAt(result, start + 1, 1, 'open')) &&
      flanks(outside.close, flankAt(result, result.length - 2, -1, 'close'))
    if (works) return
    for (const each of settlePair(result.splice(start), outside, flankAt)) result.push(each)
  })
  return result
}

/** @returns the pair, with what had to leave it on both of its sides */
function settlePair(
  [open, ...rest]: Inline[],
  outside: Record<End, Flank>,
  flankAt: FlankReader,
): Inline[] {
  const close = rest.pop()!
  const content = rest.reduce(appendMerged, [])
  const fails = (end: End) =>
    !flanks(
      outside[end],
      end === 'open' ? flankAt(content, 0, 1, end) : flankAt(content, content.length - 1, -1, end),
    )
  const before: Inline[] = []
  const after: Inline[] = []
  while (fails('open') && isEmoji(content[0]) && content.length > 1) {
    before.push(content.shift()!)
    outside.open = 'symbol'
  }
  while (fails('close') && isEmoji(content.at(-1)) && content.length > 1) {
    after.unshift(content.pop()!)
    outside.close = 'symbol'
  }
  const text = content.map((inline) => (inline.type === 'text' ? inline.value : OBJECT)).join('')
  const marks = marksToMove(text, { start: fails('open'), end: fails('close') })
  if (marks.start > 0) {
    before.push({ type: 'text', value: text.slice(0, marks.start) })
    content[0] = { type: 'text', value: textOf(content[0]).slice(marks.start) }
  }
  if (marks.end > 0) {
    after.unshift({ type: 'text', value: text.slice(-marks.end) })
    content[content.length - 1] = {
      type: 'text',
      value: textOf(content.at(-1)).slice(0, -marks.end),
    }
  }
  return [...before, open!, ...content, close, ...after]
}

/** Appends to a list in which no text is empty and none follows another. */
function appendMerged(list: Inline[], inline: Inline): Inline[] {
  const last = list.at(-1)
  if (inline.type !== 'text') list.push(inline)
  else if (last?.type === 'text')
    list[list.length - 1] = { type: 'text', value: last.value + inline.value }
  else if (inline.value) list.push(inline)
  return list
}

const textOf = (inline: Inline | undefined) => (inline?.type === 'text' ? inline.value : '')
const isEmoji = (inline: Inline | undefined) => typeOf(inline) === 'emoji'

/** What stands at an index of a list or, going on by `step`, next to it. */
type FlankReader = (list: Inline[], index: number, step: 1 | -1, end: End) => Flank

/**
 * @param marker of the pair: tags of other emphasis with the same one, at the same end, make one run with it
 */
function flankReader(raw: Bytes, marker: string): FlankReader {
  return (list, from, step, end) => {
    for (let index = from; ; index += step) {
      const inline = list[index]
      if (!inline) return 'space'
      const bytes = bytesOf(inline, raw)
      const sameRun = inline.type === end && EMPHASIS.has(inline.markup.type) && bytes[0] === marker
      if (bytes && !sameRun) return flankOf(step === 1 ? firstOf(bytes) : lastOf(bytes))
    }
  }
}

function bytesOf(inline: Inline, raw: Bytes): string {
  if (inline.type === 'text') return inline.value
  const { markup } = inline
  return inline.type === 'close' ? raw(markup.close!) : (markup.bytes ?? raw(markup.open))
}
