import { type Attention, isAttention, type Output } from './output.ts'

/** Characters that can start, end or be part of markup in some dialect, and what GFM turns into links. */
const SPECIAL = /[\\`*_[\]<>#|~@{}$\r\n\t]|&[#\w]|:\S|%%|www\./i
/** What makes a list, quote, heading underline, rule, definition or (in MDX) an import of a line. */
const LINE_START = /^\s*(?:[-+=>:]|\d+[.)]|(?:im|ex)port\b)/
const LETTERS = /^[\p{L}\p{N}](?:.*[\p{L}\p{N}])?$/su
const BEFORE = /(?:^|[\s(])$/
const AFTER = /^(?:$|[\s.,;:?)])/

/**
 * Whether inline content can be written without asking for escapes: prose of letters and common punctuation,
 * emphasis that works wherever it stands. It saves most of the time that writing takes, and says no whenever it is
 * not sure.
 */
export function writesItself(nodes: Output[], startsLine: boolean): boolean {
  const [first] = nodes
  if (startsLine && first?.type === 'text' && LINE_START.test(first.value)) return false
  return arePlain(nodes)
}

const arePlain = (nodes: Output[]): boolean =>
  nodes.every((node, index) => isPlain(node, nodes[index - 1], nodes[index + 1]))

function isPlain(node: Output, before: Output | undefined, after: Output | undefined): boolean {
  switch (node.type) {
    case 'text':
      return isPlainText(node.value, before, after)
    case 'wrap':
      return arePlain(node.children)
    case 'raw':
      return before?.type !== 'raw' && after?.type !== 'raw'
    case 'break':
      return false
    default:
      return isPlainEmphasis(node, before, after)
  }
}

function isPlainText(text: string, before: Output | undefined, after: Output | undefined): boolean {
  if (SPECIAL.test(text)) return false
  if (!before && /^\s/.test(text)) return false
  if (!after && /\s$/.test(text)) return false
  // `!` before a link makes an image of it, `:` a directive, `%` before `%%` a comment; `(` after a label starts an address.
  return !(after && /[!:%]$/.test(text)) && !(before && text.startsWith('('))
}

function isPlainEmphasis(
  { marker, children }: Attention,
  before: Output | undefined,
  after: Output | undefined,
): boolean {
  const [only] = children
  if (children.length !== 1 || isAttention(before) || isAttention(after)) return false
  if (only?.type === 'text') {
    if (SPECIAL.test(only.value) || !LETTERS.test(only.value)) return false
    // Between letters `*` works whatever is outside.
    if (marker[0] !== '_') return true
  } else if (only?.type !== 'raw') return false
  return mayPrecede(before) && mayFollow(after)
}

/** Whether emphasis may stand beside this neighbour whatever it holds. */
const mayPrecede = (node: Output | undefined) =>
  !node || (node.type === 'text' && BEFORE.test(node.value))
const mayFollow = (node: Output | undefined) =>
  !node || (node.type === 'text' && AFTER.test(node.value))
