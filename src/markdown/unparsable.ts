/** Containers deeper than this take the parser minutes (its time grows with the cube of the depth) or overflow its stack. */
const DEEPEST_BLOCK = 200
/** Same for brackets and emphasis that open inside each other. */
const DEEPEST_INLINE = 1000
/**
 * Brackets, emphasis and code marks in a single paragraph: the parser's time grows with their square, to some 10 seconds
 * for this many (measured on 900 kB of links without a blank line).
 */
const MOST_MARKS = 40_000

const PREFIX = /^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+[ \t>]*)*/gm

/**
 * Why parsing a document would hang or overflow; nothing for all others, real ones stay far below these limits.
 * A cheap estimate that only counts marks, in one pass.
 */
export function unparsable(text: string): string | undefined {
  for (const [prefix] of text.matchAll(PREFIX)) {
    if (prefix.length > 2 * DEEPEST_BLOCK && blockDepth(prefix) > DEEPEST_BLOCK) {
      return `blocks nest deeper than ${DEEPEST_BLOCK}`
    }
  }
  const { depth, marks } = inlineExtremes(text)
  if (depth > DEEPEST_INLINE) return `brackets or emphasis nest deeper than ${DEEPEST_INLINE}`
  if (marks > MOST_MARKS) return `a single paragraph holds more than ${MOST_MARKS} marks`
  return undefined
}

function blockDepth(prefix: string): number {
  let marks = 0
  let columns = 0
  for (const character of prefix) {
    if ('>-+*'.includes(character)) marks++
    else columns += character === '\t' ? 4 : 1
  }
  return marks + (columns - marks) / 2
}

/** A blank line closes everything that is open; a line that starts like a block begins a new paragraph. */
const MARK = /(?<blank>\n[ \t]*\r?\n)|(?<block>\n[ \t]*[-+*>|#\d])|[[\]*_`<]/g

function inlineExtremes(text: string): { depth: number; marks: number } {
  const most = { depth: 0, marks: 0 }
  let depth = 0
  let marks = 0
  for (const { 0: mark, index, groups } of text.matchAll(MARK)) {
    if (groups?.blank || groups?.block) {
      if (groups.blank) depth = 0
      marks = 0
      continue
    }
    marks++
    if (mark === '[') depth++
    else if (mark === ']') depth = Math.max(0, depth - 1)
    else if (mark === '*' || mark === '_') {
      const closes = index > 0 && text.charCodeAt(index - 1) > 32
      depth = Math.max(0, depth + (closes ? -1 : 1))
    }
    if (depth > most.depth) most.depth = depth
    if (marks > most.marks) most.marks = marks
  }
  return most
}
