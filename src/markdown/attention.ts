import { allowsUnderscore, firstOf, flankOf, lastOf } from './flanking.ts'
import { edgeOf, isAttention, type Output } from './output.ts'

const RUN = /^([*_~])\1*/

/**
 * Bytes of the source as output. Emphasis around nothing but an atom (`` **`code`** ``) travels as one atom; to be
 * written beside any character it is emphasis again.
 */
export function outputOf(bytes: string): Output {
  const run = RUN.exec(bytes)?.[0] ?? ''
  // Of three marks the outer one is emphasis: https://spec.commonmark.org/0.31.2/#example-418
  const marker = run.length % 2 === 1 ? run.slice(0, 1) : run.slice(0, 2)
  if (!marker || bytes.length <= 2 * marker.length || !bytes.endsWith(marker)) {
    return { type: 'raw', value: bytes }
  }
  const children = [outputOf(bytes.slice(marker.length, -marker.length))]
  const type = marker[0] === '~' ? 'delete' : marker.length === 2 ? 'strong' : 'emphasis'
  return { type, marker, children }
}

/** `_` marks nothing inside of a word (`这_重要_的`), and where no spaces are written everything is; `*` does. */
export function settleMarkers(nodes: Output[]): void {
  nodes.forEach((node, index) => {
    if (!('children' in node)) return
    if (isAttention(node) && node.marker.startsWith('_') && isInWord(nodes, index)) {
      node.marker = node.marker.replaceAll('_', '*')
    }
    settleMarkers(node.children)
  })
}

function isInWord(nodes: Output[], index: number): boolean {
  const [before, after] = [nodes[index - 1], nodes[index + 1]]
  const left = flankOf(lastOf(edgeOf(before, 'end')))
  const right = flankOf(firstOf(edgeOf(after, 'start')))
  return !allowsUnderscore(left) || !allowsUnderscore(right)
}
