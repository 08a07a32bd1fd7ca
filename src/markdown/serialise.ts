import type { Nodes } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import {
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
  | { type: 'strong' | 'emphasis' | 'delete'; marker: string; children: Output[] }
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

/**
 * What has to be escaped depends on neighbours only as far as the next space, so a line is written in chunks from space
 * to space: most need no escape at all, and a paragraph of any length takes linear time.
 */
function serialiseLine(nodes: Output[], place: Place): string {
  trimEdges(nodes)
  const chunks = cutAtSpaces(nodes)
  return chunks
    .map((children, index) => {
      const before = index === 0 ? '\n' : ' '
      if (writesItself(children, before === '\n')) return plainly(children)
      const after = index === chunks.length - 1 ? '\n' : ' '
      const chunk: Chunk = { type: 'chunk', place, before, after, children }
      return toMarkdown(chunk as unknown as Nodes, options).replace(/\n$/, '')
    })
    .join(' ')
}

/** Cuts at the last space of each text between pairs; the spaces at the cuts are left out. */
function cutAtSpaces(nodes: Output[]): Output[][] {
  const chunks: Output[][] = []
  let chunk: Output[] = []
  for (const node of nodes) {
    const cut = node.type === 'text' ? node.value.lastIndexOf(' ') : -1
    if (node.type !== 'text' || cut < 0) {
      chunk.push(node)
      continue
    }
    chunk.push({ type: 'text', value: node.value.slice(0, cut) })
    chunks.push(chunk)
    chunk = [{ type: 'text', value: node.value.slice(cut + 1) }]
  }
  chunks.push(chunk)
  return chunks.map((each) => each.filter((node) => node.type !== 'text' || node.value !== ''))
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
      result += node.marker + plainly(node.children) + node.marker
    } else result += node.value
  }
  return result
}

const CONSTRUCT = { paragraph: 'paragraph', heading: 'headingAtx', tableCell: 'tableCell' } as const

type Of<Type extends string> = Extract<Output, { type: Type }>
type Attention = Extract<Output, { marker: string }>

interface Chunk {
  type: 'chunk'
  place: Place
  before: string
  after: string
  children: Output[]
}

const writeChunk = (node: Chunk, _: unknown, state: State, info: Info) => {
  const { before, after } = node
  const exits = [state.enter(CONSTRUCT[node.place] as 'paragraph'), state.enter('phrasing')]
  const value = state.containerPhrasing(node as never, { ...info, before, after })
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

/**
 * Emphasis, strong and strikethrough with the marker of the source (`_`, `**`, `~`) instead of one for all.
 * `containerPhrasing` writes them by what `attention` says, so that they also stand beside letters and punctuation.
 */
function withOwnMarker(type: Attention['type'], others: Record<string, string[]>): Handle {
  const handle = (node: Attention, _: unknown, state: State, info: Info) => {
    const { marker } = node
    return (
      marker +
      state.containerPhrasing(node as never, { ...info, before: marker, after: marker }) +
      marker
    )
  }
  handle.peek = (node: Attention) => node.marker[0]
  handle.attention = ({ marker }: Attention) => ({
    construct: type === 'delete' ? 'strikethrough' : type,
    markers: [marker[0], ...(others[marker[0]!] ?? [])],
    sizes: type === 'delete' ? [marker.length, 3 - marker.length] : [marker.length],
  })
  return handle as unknown as Handle
}

const options: Options = {
  extensions: [
    gfmToMarkdown(),
    {
      handlers: {
        chunk: writeChunk,
        raw: writeRaw,
        wrap: writeWrap,
        strong: withOwnMarker('strong', { '*': ['_'], _: ['*'] }),
        emphasis: withOwnMarker('emphasis', { '*': ['_'], _: ['*'] }),
        delete: withOwnMarker('delete', {}),
      } as never,
    },
  ],
}
