import type { Nodes } from 'mdast'
import { type Inline, rangeOf } from './inline.ts'

/** `[!NOTE]` on a line of its own: https://docs.github.com/get-started/writing-on-github */
const ALERT = /^\[![A-Za-z]+\][ \t]*(?:\r\n|\n|\r|$)/

/**
 * The mark of an alert opens the first text of a quote. It is taken out of that text, together with the start of the
 * next line, and stands before everything else like a hard break.
 *
 * @param paragraph the first block of a quote
 * @returns the same list where there is no alert
 */
export function withAlert(inlines: Inline[], paragraph: Nodes, source: string): Inline[] {
  const [first, ...rest] = inlines
  const mark = first?.type === 'text' ? ALERT.exec(first.value)?.[0] : undefined
  if (first?.type !== 'text' || mark === undefined) return inlines
  const start = rangeOf(paragraph).start
  const prefix = /^\[!\w+\][ \t]*(?:(?:\r\n|\n|\r)[ \t>]*)?/.exec(source.slice(start, start + 1000))
  if (!prefix) return inlines
  const open = { start, end: start + prefix[0].length }
  const identity = mark.trim().toUpperCase()
  const text = first.value.slice(mark.length)
  return [
    { type: 'break', markup: { kind: 'atom', type: 'break', open, identity } },
    ...(text === '' ? [] : [{ type: 'text' as const, value: text }]),
    ...rest,
  ]
}
