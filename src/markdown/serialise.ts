import type { State } from 'mdast-util-to-markdown'
import { settleMarkers } from './attention.ts'
import { settleBars } from './bars.ts'
import { constructsOf, stateFor } from './escapes.ts'
import { bareMarks } from './lone-marks.ts'
import { type Output, plainly } from './output.ts'
import type { Place } from './place.ts'
import { writesItself } from './plain.ts'
import { settleSymbols } from './symbol-marks.ts'
import { unsafePatterns } from './syntax/unsafe.ts'
import type { Syntax } from './syntax.ts'

/** Writes inline content so that it parses back to the same in its place: text can hold anything. */
export type Writer = (nodes: Output[], place: Place) => string

/**
 * A writer for one document. Escaping is that of `mdast-util-to-markdown`, less where people write without.
 *
 * @param syntax `mdx` and `components` must be settled here (the file is not known)
 * @param unsafe what else must be escaped; patterns see no further than the next space
 */
export function createWriter(syntax: Syntax = {}, unsafe = unsafePatterns(syntax)): Writer {
  const state = stateFor(syntax, unsafe)
  return (nodes, place) => {
    let result = ''
    let line: Output[] = []
    let at = place
    const isUnderlined = place.kind === 'heading' && place.before !== 'bytes'
    const settled = settleSymbols(isUnderlined ? settleBars(nodes) : nodes)
    for (const node of bareMarks(settled)) {
      if (node.type !== 'break') {
        line.push(node)
        continue
      }
      result += writeLine(line, at, state) + node.value
      // `<br>` breaks a line of the page, not of the document.
      at = { kind: place.kind, before: /[\r\n]/.test(node.value) ? 'container' : 'bytes' }
      line = []
    }
    return result + writeLine(line, at, state)
  }
}

/**
 * What has to be escaped depends on neighbours only as far as the next space, so a line is written in chunks from space
 * to space: most need no escape at all, and a paragraph of any length takes linear time.
 */
function writeLine(nodes: Output[], place: Place, state: State): string {
  const start = place.before === 'bytes' ? ' ' : '\n'
  trimEdges(nodes)
  if (writesItself(nodes, start === '\n')) return plainly(nodes)
  settleMarkers(nodes)
  const constructs = constructsOf(place)
  const write = (children: Output[], before: string, after: string): string => {
    if (writesItself(children, before === '\n')) return plainly(children)
    const words = wordsOf(children)
    if (words.length > 1) return writeChunks(words, before, after)
    state.stack.splice(0, state.stack.length, ...constructs)
    const info = { before, after, now: { line: 1, column: 1 }, lineShift: 0 }
    return state.containerPhrasing({ type: 'paragraph', children } as never, info)
  }
  const writeChunks = (chunks: Output[][], before: string, after: string) =>
    chunks
      .map((chunk, index) =>
        write(chunk, index === 0 ? before : ' ', index === chunks.length - 1 ? after : ' '),
      )
      .join(' ')
  return writeChunks(cutAtSpaces(nodes), start, '\n')
}

/** Cuts at the first and the last space of each text between pairs; the spaces at the cuts are left out. */
function cutAtSpaces(nodes: Output[]): Output[][] {
  const chunks: Output[][] = []
  let chunk: Output[] = []
  const add = (value: string) => {
    if (value) chunk.push({ type: 'text', value })
  }
  const end = () => {
    chunks.push(chunk)
    chunk = []
  }
  for (const node of nodes) {
    const last = node.type === 'text' ? node.value.lastIndexOf(' ') : -1
    if (node.type !== 'text' || last < 0) {
      chunk.push(node)
      continue
    }
    const first = chunk.length > 0 ? node.value.indexOf(' ') : -1
    if (first >= 0) {
      add(node.value.slice(0, first))
      end()
    }
    if (first < last) {
      add(node.value.slice(first + 1, last))
      end()
    }
    add(node.value.slice(last + 1))
  }
  end()
  return chunks
}

/** The words of a chunk that is nothing but text. */
function wordsOf(children: Output[]): Output[][] {
  const [only] = children
  if (children.length !== 1 || only?.type !== 'text') return []
  return only.value.split(' ').map((value) => [{ type: 'text', value }])
}

/** Blanks at the edges of a line mean nothing, and would be written as `&#x20;` to survive. */
function trimEdges(nodes: Output[]): void {
  const [first, last] = [nodes[0], nodes.at(-1)]
  if (first?.type === 'text') first.value = first.value.replace(/^[ \t]+/, '')
  if (last?.type === 'text') last.value = last.value.replace(/[ \t]+$/, '')
  if (first?.type === 'text' && first.value === '') nodes.shift()
  if (last !== first && last?.type === 'text' && last.value === '') nodes.pop()
}
