/** Containers deeper than this take the parser minutes (its time grows with the cube of the depth) or overflow its stack. */
const DEEPEST_BLOCK = 200
/** Same for brackets and emphasis that open inside each other. */
const DEEPEST_INLINE = 1000

const PREFIX = /^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+[ \t>]*)*/gm

/**
 * Whether a document nests so deep that parsing it would hang or overflow.
 * A cheap estimate that only counts marks, in one pass; real documents stay far below both limits.
 */
export function nestsTooDeep(text: string): boolean {
  for (const [prefix] of text.matchAll(PREFIX)) {
    if (prefix.length > 2 * DEEPEST_BLOCK && blockDepth(prefix) > DEEPEST_BLOCK) return true
  }
  return inlineDepth(text) > DEEPEST_INLINE
}

function blockDepth(prefix: string): number {
  let marks = 0
  let columns = 0
  for (const character of prefix) {
    if (character === '>' || character === '-' || character === '+' || character === '*') marks++
    else if (character === '\t') columns += 4
    else columns++
  }
  return marks + (columns - marks) / 2
}

function inlineDepth(text: string): number {
  let depth = 0
  let deepest = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 10) {
      // A blank line ends the paragraph, and with it everything that was open.
      if (text.charCodeAt(index + 1) === 10) depth = 0
    } else if (code === 91 /* [ */) depth++
    else if (code === 93 /* ] */) depth = Math.max(0, depth - 1)
    else if (code === 42 /* * */ || code === 95 /* _ */) {
      const closes = index > 0 && text.charCodeAt(index - 1) > 32
      depth = Math.max(0, depth + (closes ? -1 : 1))
    }
    if (depth > deepest) deepest = depth
  }
  return deepest
}
