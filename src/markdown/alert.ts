import type { Nodes, Parents } from 'mdast'
import { type Inline, type Range, rangeOf } from './inline.ts'

/**
 * `[!NOTE]` of GitHub, `[!tip]- Title` of Obsidian (folded, with a title, perhaps with `|metadata`):
 * https://docs.github.com/get-started/writing-on-github, https://help.obsidian.md/callouts
 */
const MARK = /^\[![A-Za-z][\w-]*(?:\|[^\]\r\n]*)?\][+-]?(?:[ \t]+|(?=[\r\n])|$)/
/** A line end with what the next line of a quote has before its text. */
const LINE_END = /(?:\r\n|\n|\r)[ \t>]*/

/**
 * Takes the mark of an alert out of the first text of a quote, and its title apart from what follows: both end like lines
 * with a hard break.
 *
 * @param paragraph the first block of a quote
 * @returns the same list where there is no alert
 */
export function withAlert(inlines: Inline[], paragraph: Nodes, source: string): Inline[] {
  const [first, ...rest] = inlines
  const mark = first?.type === 'text' ? MARK.exec(first.value)?.[0] : undefined
  if (first?.type !== 'text' || mark === undefined) return inlines
  const { start } = rangeOf(paragraph)
  const title = first.value.slice(mark.length)
  if (!source.startsWith(mark, start)) return inlines
  const open = { start, end: start + mark.length }
  const lineEnd = LINE_END.exec(source.slice(open.end, open.end + 1000))
  if (/^[\r\n]/.test(title) && lineEnd?.index === 0) {
    open.end += lineEnd[0].length
    return [lineBreak(open, mark), ...textOf(title.replace(/^\r?\n|^\r/, '')), ...rest]
  }
  return [lineBreak(open, mark), ...titleApart([...textOf(title), ...rest], paragraph, source)]
}

/** Ends the first line: the texts at the top of the paragraph are gone through until one holds its end. */
function titleApart(inlines: Inline[], paragraph: Nodes, source: string): Inline[] {
  let depth = 0
  const at = inlines.findIndex((inline) => {
    if (inline.type === 'open') depth++
    if (inline.type === 'close') depth--
    return inline.type === 'break' || (inline.type === 'text' && /[\r\n]/.test(inline.value))
  })
  const inline = inlines[at]
  if (depth > 0 || inline?.type !== 'text') return inlines
  const index = inline.value.search(/[\r\n]/)
  const open = firstLineEnd(paragraph as Parents, source)
  if (!open) return inlines
  return [
    ...inlines.slice(0, at),
    ...textOf(inline.value.slice(0, index)),
    lineBreak(open, ''),
    ...textOf(inline.value.slice(index).replace(/^\r\n|^[\r\n]/, '')),
    ...inlines.slice(at + 1),
  ]
}

function firstLineEnd(paragraph: Parents, source: string): Range | undefined {
  const { start, end } = rangeOf(paragraph)
  const match = LINE_END.exec(source.slice(start, end))
  return match
    ? { start: start + match.index, end: start + match.index + match[0].length }
    : undefined
}

function lineBreak(open: Range, mark: string): Inline {
  const identity = mark.trim().toUpperCase()
  return { type: 'break', markup: { kind: 'atom', type: 'break', open, identity } }
}

const textOf = (value: string): Inline[] => (value === '' ? [] : [{ type: 'text', value }])
