import type { Handle, Info, Options, State } from 'mdast-util-to-markdown'
import type { Attention, Output, Wrap } from './output.ts'

type Raw = Extract<Output, { type: 'raw' }>

const raw = (node: Raw) => node.value
raw.peek = (node: Raw) => node.value[0] ?? ''

const wrap = (node: Wrap, _: unknown, state: State, info: Info) => {
  const exit = node.label ? state.enter('label') : undefined
  // `before` and `after` must be single characters: a longer `after` makes `safe` escape across it.
  const inside = state.containerPhrasing(node as never, {
    ...info,
    before: node.open.at(-1) ?? info.before,
    after: node.close[0] ?? info.after,
  })
  exit?.()
  return node.open + inside + node.close
}
wrap.peek = (node: Wrap) => node.open[0] ?? ''

/**
 * Emphasis, strong and strikethrough with the marker of the source (`_`, `**`, `~`) instead of one for all.
 * `containerPhrasing` writes them by what `attention` says, so that they also stand beside letters and punctuation.
 */
function withOwnMarker(type: Attention['type'], others: Record<string, string>): Handle {
  const handle = (node: Attention, _: unknown, state: State, info: Info) => {
    const { marker } = node
    const inner = { ...info, before: marker, after: marker }
    return marker + state.containerPhrasing(node as never, inner) + marker
  }
  handle.peek = (node: Attention) => node.marker[0]
  handle.attention = ({ marker }: Attention) => ({
    construct: type === 'delete' ? 'strikethrough' : type,
    markers: [marker[0], ...(others[marker[0]!] ?? '')],
    sizes: type === 'delete' ? [marker.length, 3 - marker.length] : [marker.length],
  })
  return handle as unknown as Handle
}

/** Writes the nodes of `Output` inside of `mdast-util-to-markdown`. */
export const handlers = {
  raw,
  wrap,
  strong: withOwnMarker('strong', { '*': '_', _: '*' }),
  emphasis: withOwnMarker('emphasis', { '*': '_', _: '*' }),
  delete: withOwnMarker('delete', {}),
} as unknown as NonNullable<Options['handlers']>
