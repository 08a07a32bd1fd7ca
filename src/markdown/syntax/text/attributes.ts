import type { TokenizeContext } from 'micromark-util-types'
import type { Find } from './construct.ts'
import { followsConstruct } from './neighbours.ts'

const ENTRY =
  /(?:[#.][^\s{}"'=<>`]{1,500}|[:@]?[a-z_][\w:.-]{0,100}(?:=(?:"(?:[^"\\]|\\.){0,1000}"|'(?:[^'\\]|\\.){0,1000}'|[^\s{}"'`<>]{1,500}))?)/iy
/** White space, with what quotes put before their lines. */
const BLANK = /[ \t]*(?:[\r\n][ \t>]*)*/y
/** More entries than anybody writes. */
const MOST_ENTRIES = 100

/**
 * Where an attribute list ends, read as Pandoc, kramdown, markdown-it-attrs and MDC do, all at once.
 *
 * @param start offset of the `{`
 * @param marked whether it needs an `#id`, `.class`, `name=value` or kramdown's colon to be told from a brace in prose
 * @returns the offset behind the `}`; undefined if it is no list
 */
export function attributesEnd(text: string, start: number, marked: boolean): number | undefined {
  let index = text[start + 1] === ':' ? start + 2 : start + 1
  let hasMark = !marked || index === start + 2
  for (let entries = 0; entries <= MOST_ENTRIES; entries++) {
    BLANK.lastIndex = index
    BLANK.test(text)
    const separated = BLANK.lastIndex > index || entries === 0 || text[index] === '.'
    index = BLANK.lastIndex
    if (text[index] === '}') return hasMark && (entries > 0 || !marked) ? index + 1 : undefined
    ENTRY.lastIndex = index
    const entry = ENTRY.exec(text)?.[0]
    if (entry === undefined || !separated) return undefined
    hasMark ||= /^[#.:]|=/.test(entry)
    index += entry.length
  }
  return undefined
}

const CLOSING = new Set([')', ']', '`', '*', '_', '>', '~'].map((mark) => mark.charCodeAt(0)))
const LINE_END = /[ \t]{0,100}(?:#{1,6}[ \t]{0,100})?(?=[|\r\n]|$)/y

/** `{#id .class key="value"}` behind a closing mark or at the end of a line. */
export function findAttributes(text: string): Find {
  return (start, context) => {
    const end = attributesEnd(text, start, true)
    if (end === undefined || !mayStand(text, start, end, context)) return undefined
    return { type: 'verbatim', kind: 'attributes', end }
  }
}

function mayStand(text: string, start: number, end: number, context: TokenizeContext): boolean {
  const { previous } = context
  if (previous !== null && CLOSING.has(previous)) return true
  if (followsConstruct(context)) return true
  const short = text[start + 1]!
  // In kramdown the attributes of a list item or cell come first.
  if (previous === null && short === ':') return true
  LINE_END.lastIndex = end
  if (!LINE_END.test(text)) return false
  // White space, or none in scripts that go without: `标题{#title}`.
  return previous === null || previous < 0 || previous === 32 || '#.:'.includes(short)
}

const EMPTY_SPAN = /\[[ \t]{0,100}\](?=\{)/y

/** `[]{.icon}`: a span without words. */
export function findEmptySpan(text: string): Find {
  return (start) => {
    EMPTY_SPAN.lastIndex = start
    if (!EMPTY_SPAN.test(text)) return undefined
    const end = attributesEnd(text, EMPTY_SPAN.lastIndex, true)
    return end === undefined ? undefined : { type: 'verbatim', kind: 'attributes', end }
  }
}
