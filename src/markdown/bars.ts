import type { Output } from './output.ts'

/**
 * Writes `|` in an underlined heading as a character reference: with the dashes below, markdown-it takes the line for the head
 * of a table, backslash or not.
 */
export function settleBars(nodes: Output[]): Output[] {
  return nodes.flatMap((node): Output[] => {
    if ('children' in node) return [{ ...node, children: settleBars(node.children) }]
    if (node.type !== 'text' || !node.value.includes('|')) return [node]
    return node.value
      .split(/(\|)/)
      .filter((part) => part !== '')
      .map((part) =>
        part === '|' ? { type: 'raw', value: '&#x7C;' } : { type: 'text', value: part },
      )
  })
}
