import type { View } from './view.ts'
import { type Range, trimmed } from './words.ts'

/** Marks that stand for each other across scripts. */
const kinds = [
  /[.．。।॥۔…]/,
  /[,，、،]/,
  /[:：]/,
  /[;；؛]/,
  /[?？؟]/,
  /[!！]/,
  /["“”«»„「」『』]/,
  /['‘’‹›]/,
  /[([（［【]/,
  /[)\]）］】]/,
]
const mark = /[\p{P}\s]/u

/** A span without the white space and punctuation at its edges, or the whole span when it has nothing else. */
export function coreOf(text: string, range: Range): Range {
  let { start, end } = range
  while (start < end && mark.test(text[start]!)) start++
  while (end > start && mark.test(text[end - 1]!)) end--
  return start < end ? { start, end } : trimmed(text, range)
}

/**
 * Widens the target words of a span by the punctuation that belongs inside: what the source span had at its own edges
 * (`**Note:**`, `*(optional)*`), and Spanish `¿ ¡` for it. Everything else stays outside, a sentence's final stop above all.
 */
export function withPunctuation(
  { source, target, isEdge }: View,
  span: Range,
  range: Range,
): Range {
  const core = coreOf(source, span)
  const closing = source.slice(core.end, span.end)
  let opening = source.slice(span.start, core.start)
  if (/[?？؟]/.test(closing)) opening += '¿'
  if (/[!！]/.test(closing)) opening += '¡'
  const start = range.start - reachBefore(target, range.start, opening)
  const end = range.end + reachAfter(target, range.end, closing)
  return { start: isEdge(start) ? start : range.start, end: isEdge(end) ? end : range.end }
}

/** How far the marks of `target` after an offset are the ones in `marks`; spaces between them (French ` :`) come along. */
export function reachAfter(target: string, offset: number, marks: string): number {
  return reach(marksAfter(target, offset), marks)
}

/** The same, backwards from an offset. */
export function reachBefore(target: string, offset: number, marks: string): number {
  return reach(marksBefore(target, offset), marks)
}

function marksAfter(text: string, offset: number): string[] {
  let end = offset
  while (end < text.length && mark.test(text[end]!)) end++
  return text.slice(offset, end).split('')
}

function marksBefore(text: string, offset: number): string[] {
  let start = offset
  while (start > 0 && mark.test(text[start - 1]!)) start--
  return text.slice(start, offset).split('').reverse()
}

function reach(run: string[], marks: string): number {
  const wanted = marks.replace(/\s/g, '').split('')
  let length = 0
  for (const [index, character] of run.entries()) {
    if (/\s/.test(character)) continue
    const found = wanted.findIndex((other) => isSame(character, other))
    if (found < 0) break
    wanted.splice(found, 1)
    length = index + 1
  }
  return length
}

function isSame(a: string, b: string): boolean {
  return a === b || kinds.some((kind) => kind.test(a) && kind.test(b))
}
