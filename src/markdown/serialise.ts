import type { Nodes } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import {
  defaultHandlers,
  type Handle,
  type Info,
  type Options,
  type State,
  toMarkdown,
} from 'mdast-util-to-markdown'
import { writesItself } from './plain.ts'

/** Inline content to write: text is escaped for its place, everything else is bytes of the source. */
export type Output =
  | { type: 'text'; value: string }
  | { type: 'raw'; value: string }
  | { type: 'break'; value: string }
  | { type: 'strong' | 'emphasis'; marker: '*' | '_'; children: Output[] }
  | { type: 'wrap'; open: string; close: string; label: boolean; children: Output[] }

/** The block whose inline content is written; it decides what has to be escaped. */
export type Place = 'paragraph' | 'heading' | 'tableCell'

/**
 * Writes inline content so that it parses back to the same: text can hold anything.
 * Escaping is that of `mdast-util-to-markdown`; each line between hard breaks is a start of line of its own.
 */
export function serialise(nodes: Output[], place: Place): string {
  let result = ''
  let line: Output[] = []
  for (const node of nodes) {
    if (node.type !== 'break') {
      line.push(node)
      continue
    }
    result += serialiseLine(line, place) + node.value
    line = []
  }
  return result + serialiseLine(line, place)
}

function serialiseLine(nodes: Output[], place: Place): string {
  trimEdges(nodes)
  if (nodes.length === 0) return ''
  if (writesItself(nodes)) return plainly(nodes)
  const line = { type: 'line', place, children: nodes }
  return toMarkdown(line as unknown as Nodes, options).replace(/\n$/, '')
}

/** Blanks at the edges of a line mean nothing, and would be written as `&#x20;` to survive. */
function trimEdges(nodes: Output[]): void {
  const [first, last] = [nodes[0], nodes.at(-1)]
  if (first?.type === 'text') first.value = first.value.replace(/^[ \t]+/, '')
  if (last?.type === 'text') last.value = last.value.replace(/[ \t]+$/, '')
  if (first?.type === 'text' && first.value === '') nodes.shift()
  if (last !== first && last?.type === 'text' && last.value === '') nodes.pop()
}

/** The bytes of content that needs no escape. */
export function plainly(nodes: Output[]): string {
  let result = ''
  for (const node of nodes) {
    if (node.type === 'wrap') result += node.open + plainly(node.children) + node.close
    else if ('children' in node) {
      const sequence = node.marker.repeat(node.type === 'strong' ? 2 : 1)
      result += sequence + plainly(node.children) + sequence
    } else result += node.value
  }
  return result
}

const CONSTRUCT = { paragraph: 'paragraph', heading: 'headingAtx', tableCell: 'tableCell' } as const

type Of<Type extends string> = Extract<Output, { type: Type }>
type Attention = Extract<Output, { marker: string }>

const writeLine = (
  node: { place: Place; children: Output[] },
  _: unknown,
  state: State,
  info: Info,
) => {
  const exits = [state.enter(CONSTRUCT[node.place] as 'paragraph'), state.enter('phrasing')]
  const value = state.containerPhrasing(node as never, { ...info, before: '\n', after: '\n' })
  for (const exit of exits.reverse()) exit()
  return value
}

const writeRaw = (node: Of<'raw'>) => node.value
writeRaw.peek = (node: Of<'raw'>) => node.value[0] ?? ''

const writeWrap = (node: Of<'wrap'>, _: unknown, state: State, info: Info) => {
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
writeWrap.peek = (node: Of<'wrap'>) => node.open[0] ?? ''

/** The library's own emphasis and strong, with the marker of the source instead of one for all. */
function withOwnMarker(type: 'strong' | 'emphasis'): Handle {
  const base = defaultHandlers[type]
  const handle = (node: Attention, parent: never, state: State, info: Info) => {
    const before = state.options[type]
    state.options[type] = node.marker
    const value = base(node as never, parent, state, info)
    state.options[type] = before
    return value
  }
  handle.peek = (node: Attention) => node.marker
  handle.attention = (node: Attention) => ({
    construct: type,
    markers: node.marker === '*' ? ['*', '_'] : ['_', '*'],
    sizes: [type === 'strong' ? 2 : 1],
  })
  return handle as unknown as Handle
}

const options: Options = {
  extensions: [
    gfmToMarkdown(),
    {
      handlers: {
        line: writeLine,
        raw: writeRaw,
        wrap: writeWrap,
        strong: withOwnMarker('strong'),
        emphasis: withOwnMarker('emphasis'),
      } as never,
    },
  ],
}
