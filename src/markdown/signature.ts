import type { Nodes } from 'mdast'
import { bytesOf, jsxIdentity } from './identity.ts'
import type { Range } from './inline.ts'
import { isJsx } from './tag-attributes.ts'

const COMPARED = [
  'depth',
  'ordered',
  'start',
  'spread',
  'checked',
  'lang',
  'meta',
  'identifier',
  'align',
] as const

/** Nodes that hold no prose: their text is part of the page's structure. */
const LITERAL = new Set(['code', 'html', 'math', 'mdxFlowExpression', 'mdxjsEsm'])

/**
 * What a translation must not change about a block: its type and fields; words, alts, titles and addresses are left out.
 *
 * @param props ranges of the values in its props that may change
 */
export function signatureOf(node: Nodes, source: string, props: Range[] = []): string {
  const fields = node as unknown as Record<string, unknown>
  let result: string = node.type
  for (const name of COMPARED) {
    if (fields[name] != null) result += ` ${name}=${JSON.stringify(fields[name])}`
  }
  if (LITERAL.has(node.type)) result += ` ${fields.value}`
  if (node.type === 'definition' && node.title != null) result += ' titled'
  if (node.type === 'marker') result += ` ${node.kind} ${bytesOf(node, source, props)}`
  if (isJsx(node)) result += ` ${jsxIdentity(node, source)}`
  return result
}
