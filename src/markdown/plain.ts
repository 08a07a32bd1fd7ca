import type { Output } from './serialise.ts'

/** Characters that can start, end or be part of markup somewhere, and what GFM turns into links. */
const SPECIAL = /[\\`*_[\]<>#|&~@\r\n\t]|:\/\/|www\./i
/** What makes a list, quote, heading underline or rule of a line. */
const LINE_START = /^\s*(?:[-+=>]|\d+[.)])/
const EDGE = /^[\p{L}\p{N}].*[\p{L}\p{N}]$|^[\p{L}\p{N}]$/su
const BEFORE = /(?:^|[\s(])$/
const AFTER = /^(?:$|[\s.,;:?)])/

/**
 * Whether inline content can be written without asking for escapes: prose of letters and common punctuation,
 * emphasis that stands free. It saves most of the time that writing takes, and says no whenever it is not sure.
 */
export function writesItself(nodes: Output[], startsLine: boolean): boolean {
  const [first] = nodes
  if (startsLine && first?.type === 'text' && LINE_START.test(first.value)) return false
  return nodes.every((node, index) => isPlain(node, nodes[index - 1], nodes[index + 1]))
}

function isPlain(node: Output, before: Output | undefined, after: Output | undefined): boolean {
  switch (node.type) {
    case 'text':
      if (SPECIAL.test(node.value)) return false
      if (!before && /^\s/.test(node.value)) return false
      if (!after && /\s$/.test(node.value)) return false
      // `!` before a link makes an image of it, `(` after a label an address.
      return !(after && node.value.endsWith('!')) && !(before && node.value.startsWith('('))
    case 'strong':
    case 'emphasis':
    case 'delete': {
      const [only] = node.children
      if (node.children.length !== 1 || only?.type !== 'text') return false
      return EDGE.test(only.value) && !SPECIAL.test(only.value) && ends(before) && starts(after)
    }
    case 'wrap':
      return node.children.every(
        (child) =>
          child.type === 'text' && !SPECIAL.test(child.value) && !/^\s|\s$/.test(child.value),
      )
    case 'raw':
      return before?.type !== 'raw' && after?.type !== 'raw'
    default:
      return false
  }
}

/** Whether a delimiter run may open after this neighbour without looking further. */
const ends = (node: Output | undefined) =>
  !node || (node.type === 'text' && BEFORE.test(node.value))
const starts = (node: Output | undefined) =>
  !node || (node.type === 'text' && AFTER.test(node.value))
