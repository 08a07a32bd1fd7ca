import { firstOf, flankOf, lastOf } from './flanking.ts'
import { edgeOf, isAttention, type Output } from './output.ts'

const MARKS = /([*_~])\1*/g
const ASTRAL = /[\u{10000}-\u{10ffff}]/u

/**
 * Writes what stands beside an emoji or another symbol beyond U+FFFF so that it means the same to every parser. Those that go
 * by code points take it for punctuation, the others (the one that decides here what to escape, too) for a letter: `a_🎉`
 * ends emphasis for some of them, and `a*🎉*` is none. So marks in the text beside it are escaped, and letters beside
 * emphasis that starts or ends with it become references.
 */
export function settleSymbols(nodes: Output[]): Output[] {
  return nodes.flatMap((node, index): Output[] => {
    if (node.type === 'text') return settleText(node.value, nodes[index - 1], nodes[index + 1])
    return 'children' in node ? [{ ...node, children: settleSymbols(node.children) }] : [node]
  })
}

function settleText(
  whole: string,
  before: Output | undefined,
  after: Output | undefined,
): Output[] {
  const first = isSymbolic(before, 'end') ? letterAt(firstOf(whole)) : ''
  const last = isSymbolic(after, 'start') ? letterAt(lastOf(whole.slice(first.length))) : ''
  const text = whole.slice(first.length, whole.length - last.length)
  const middle = escapedMarks(text, edgeOf(before, 'end'), edgeOf(after, 'start'))
  return [...referenceTo(first), ...middle, ...referenceTo(last)]
}

/** Whether a neighbour is emphasis with a symbol at the end that is next to the text. */
const isSymbolic = (node: Output | undefined, end: 'start' | 'end') =>
  isAttention(node) && isSymbol(edgeOf(node.children.at(end === 'start' ? 0 : -1), end), end)

function isSymbol(bytes: string, end: 'start' | 'end'): boolean {
  return flankOf(end === 'start' ? firstOf(bytes) : lastOf(bytes)) === 'symbol'
}

const letterAt = (character = '') => (flankOf(character) === 'letter' ? character : '')

function referenceTo(character: string): Output[] {
  const code = character.codePointAt(0)
  return code === undefined
    ? []
    : [{ type: 'raw', value: `&#x${code.toString(16).toUpperCase()};` }]
}

/** @param previous bytes before the text, and `next` those behind it */
function escapedMarks(text: string, previous: string, next: string): Output[] {
  const result: Output[] = []
  let done = 0
  const runs = ASTRAL.test(text + previous + next) ? text.matchAll(MARKS) : []
  for (const { 0: run, index } of runs) {
    const end = index + run.length
    const before = index > 0 ? text.slice(Math.max(0, index - 2), index) : previous
    const after = end < text.length ? text.slice(end, end + 2) : next
    if (!isSymbol(before, 'end') && !isSymbol(after, 'start')) continue
    if (index > done) result.push({ type: 'text', value: text.slice(done, index) })
    result.push({ type: 'raw', value: run.replace(/./g, '\\$&') })
    done = end
  }
  if (done < text.length) result.push({ type: 'text', value: text.slice(done) })
  return result
}
