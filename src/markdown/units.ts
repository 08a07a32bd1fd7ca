import type { Nodes, Parents, Root } from 'mdast'
import { withAlert } from './alert.ts'
import { type AttributeUnit, attributesOf } from './attributes.ts'
import { type Inline, inlines, type Range, rangeOf } from './inline.ts'

/** A block with inline content. Its range covers that content: the `## ` of a heading and the pipes of a cell stay outside. */
export interface BlockUnit extends Range {
  kind: 'paragraph' | 'heading' | 'tableCell'
  /** From 1. */
  line: number
  inlines: Inline[]
}

/** A block-level node as the structure guard compares it. */
export interface Block extends Range {
  /** Type and everything that a translation must not change. */
  signature: string
  /** The unit whose inline content this block holds. */
  unit?: BlockUnit
}

/** What is translatable in a document, and the blocks it is made of. */
export interface Outline {
  blocks: Block[]
  attributes: AttributeUnit[]
}

/**
 * Walks a tree once.
 *
 * @param tree a tree of `parse(source)`
 * @returns blocks and attributes, each in document order
 */
export function outline(tree: Root, source: string): Outline {
  const result: Outline = { blocks: [], attributes: [] }
  // A stack of our own: documents may nest deeper than the call stack allows.
  const stack: Nodes[] = [tree]
  const alerts = new Set<Nodes>()
  for (let node = stack.pop(); node; node = stack.pop()) {
    const range = rangeOf(node)
    const block: Block = { ...range, signature: signatureOf(node) }
    result.blocks.push(block)
    if (holdsInlines(node)) {
      if (node.children.length === 0) continue
      block.unit = blockUnit(node, source, alerts.has(node))
      collectAttributes(node, source, result.attributes)
      continue
    }
    if (node.type === 'definition') result.attributes.push(...attributesOf(node, source))
    if (!('children' in node)) continue
    if (node.type === 'blockquote' && node.children[0]) alerts.add(node.children[0])
    for (let index = node.children.length; index-- > 0; ) stack.push(node.children[index]!)
    // Without the count a list of two items and two lists of one would look alike.
    block.signature += ` of ${node.children.length}`
  }
  return result
}

type InlineParent = Extract<Nodes, { type: 'paragraph' | 'heading' | 'tableCell' }>

function holdsInlines(node: Nodes): node is InlineParent {
  return node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell'
}

function blockUnit(node: InlineParent, source: string, opensQuote: boolean): BlockUnit {
  const list = opensQuote ? withAlert(inlines(node, source), node, source) : inlines(node, source)
  const start = node.children[0]!.position!.start
  return {
    kind: node.type,
    line: start.line,
    start: start.offset!,
    end: node.children.at(-1)!.position!.end.offset!,
    inlines: list,
  }
}

function collectAttributes(parent: Parents, source: string, result: AttributeUnit[]): void {
  const cell = parent.type === 'tableCell'
  const stack: Nodes[] = [...parent.children].reverse()
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'link' || node.type === 'image' || node.type === 'imageReference') {
      result.push(...attributesOf(node, source, cell))
    }
    if ('children' in node) stack.push(...[...node.children].reverse())
  }
}

const COMPARED = [
  'depth',
  'ordered',
  'start',
  'spread',
  'checked',
  'lang',
  'meta',
  'url',
  'identifier',
  'align',
] as const
const LITERAL = new Set(['code', 'html'])

function signatureOf(node: Nodes): string {
  const fields = node as unknown as Record<string, unknown>
  let result: string = node.type
  for (const name of COMPARED) {
    if (fields[name] != null) result += ` ${name}=${JSON.stringify(fields[name])}`
  }
  if (LITERAL.has(node.type)) result += ` ${fields.value}`
  if (node.type === 'definition' && node.title != null) result += ' titled'
  return result
}
