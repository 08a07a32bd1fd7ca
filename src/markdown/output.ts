/** Inline content to write: text is escaped for its place, everything else is bytes of the source. */
export type Output =
  | { type: 'text'; value: string }
  | { type: 'raw'; value: string }
  | { type: 'break'; value: string }
  | Attention
  | Wrap

/** Emphasis, strong and strikethrough: a pair whose marks mean something only beside the right characters. */
export interface Attention {
  type: 'strong' | 'emphasis' | 'delete'
  marker: string
  children: Output[]
}

/** Every other pair. `label`: it stands in brackets, so that brackets in it are escaped. */
export interface Wrap {
  type: 'wrap'
  open: string
  close: string
  label: boolean
  children: Output[]
}

export const isAttention = (node: Output | undefined): node is Attention =>
  node !== undefined && 'marker' in node

/** Bytes at one end of a node, enough to see what it starts or ends in; none at the edge of a block. */
export function edgeOf(node: Output | undefined, end: 'start' | 'end'): string {
  if (!node) return ''
  if (isAttention(node)) return node.marker
  if (node.type === 'wrap') return end === 'start' ? node.open : node.close
  return node.value
}

/** The bytes of content that needs no escape. */
export function plainly(nodes: Output[]): string {
  let result = ''
  for (const node of nodes) {
    if (node.type === 'wrap') result += node.open + plainly(node.children) + node.close
    else if (isAttention(node)) result += node.marker + plainly(node.children) + node.marker
    else result += node.value
  }
  return result
}
