import type { Lines } from './lines.ts'
import type { Scan } from './marker.ts'

const MARK = /%%/g
const BLANK_LINE = /(?:\r\n|\n|\r(?!\n))[ \t>]*[\n\r]/g
const ONLY_BLANKS = /[ \t]*(?=[\n\r]|$)/y

/**
 * Obsidian's `%% … %%` as a block: from the start of a line to the end of the line with the next `%%`.
 * With words behind it, and no blank line inside, it is part of a paragraph.
 */
export function commentScan(lines: Lines): Scan {
  return (place) => {
    const closing = lines.find(MARK, place.start + 2)
    if (!lines.text.startsWith('%%', place.start) || !closing) return undefined
    const after = closing.index + 2
    ONLY_BLANKS.lastIndex = after
    const alone = ONLY_BLANKS.test(lines.text)
    const split = (lines.find(BLANK_LINE, place.start)?.index ?? Infinity) < closing.index
    if (!(alone || split) || !lines.reaches(place, closing.index)) return undefined
    return { kind: 'comment', end: lines.end(after) }
  }
}
