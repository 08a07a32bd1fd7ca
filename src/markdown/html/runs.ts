import type { Range } from '../inline.ts'
import { isBlockLevel, isComponent } from './elements.ts'
import type { Followed } from './follow.ts'
import type { HtmlToken } from './tokens.ts'

/** Tokens with what is known about each. */
export interface Sequence {
  tokens: HtmlToken[]
  followed: Followed[]
}

/**
 * The stretches between two block-level tags, as ranges of tokens. Blank text at the edges is left out.
 * An element in running text that is left alone belongs to its stretch as a whole.
 *
 * @param text what the tokens index
 */
export function runsOf(sequence: Sequence, text: string): Range[] {
  const { tokens } = sequence
  const result: Range[] = []
  const bounds = ownLine(sequence, text)
  let start = 0
  const endRun = (end: number) => {
    const run = withoutBlanks({ start, end }, tokens)
    if (run.start < run.end) result.push(run)
    start = end + 1
  }
  for (let index = 0; index < tokens.length; index++) {
    const last = bounds.has(index) ? undefined : itemEnd(index, sequence)
    if (last === undefined) endRun(index)
    else index = last
  }
  endRun(tokens.length)
  return result
}

/** The last token of the item of running text that starts at an index: itself, or a closing tag. Undefined if none starts there. */
export function itemEnd(index: number, { tokens, followed }: Sequence): number | undefined {
  const token = tokens[index]!
  const { quiet, silent, isSwitch, closing } = followed[index]!
  if (silent && token.type === 'open' && !isBlockLevel(token.name)) return closing
  if (quiet || isSwitch || token.type === 'other') return undefined
  return 'name' in token && isBlockLevel(token.name) && !isMark(token) ? undefined : index
}

/** A component without content, such as an icon or a badge. */
const isMark = (token: HtmlToken) =>
  token.type === 'open' && token.selfClosed && isComponent(token.name)

const REST_OF_LINE = /[ \t]*(?:[\r\n]|$)/y

/**
 * A tag of running text that starts a block must have its line for itself (CommonMark's seventh kind of HTML block), so it
 * stays where it is, and its closing tag with it.
 */
function ownLine({ tokens, followed }: Sequence, text: string): Set<number> {
  const index = tokens.findIndex(({ start, end }) => text.slice(start, end).trim() !== '')
  const token = tokens[index]
  if (!token || !('name' in token)) return new Set()
  REST_OF_LINE.lastIndex = token.end
  return new Set(REST_OF_LINE.test(text) ? [index, followed[index]!.closing] : [])
}

function withoutBlanks({ start, end }: Range, tokens: HtmlToken[]): Range {
  const isBlank = (token: HtmlToken) => token.type === 'text' && token.value.trim() === ''
  while (start < end && isBlank(tokens[start]!)) start++
  while (start < end && isBlank(tokens[end - 1]!)) end--
  return { start, end }
}
