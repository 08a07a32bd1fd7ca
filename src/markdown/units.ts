import type { Html, Nodes, Parents, Root } from 'mdast'
import { withAlert } from './alert.ts'
import { type AttributeUnit, attributesOf } from './attributes.ts'
import type { FrontmatterField } from './frontmatter.ts'
import { tagAttributesOf } from './identity.ts'
import { idsOf } from './ids.ts'
import { type Inline, inlines, type Range, rangeOf } from './inline.ts'
import { propsOf } from './props.ts'
import { createQuiet, type Quiet } from './quiet.ts'
import { signatureOf } from './signature.ts'
import type { Address } from './tag-attributes.ts'

/** A block with inline content. Its range covers that content: the `## ` of a heading and the pipes of a cell stay outside. */
export interface BlockUnit extends Range {
  kind: 'paragraph' | 'heading' | 'tableCell' | 'label' | 'html'
  /** From 1. */
  line: number
  inlines: Inline[]
  /** Set where the author wants it left alone. */
  quiet?: true
}

/** A block-level node as the structure guard compares it. */
export interface Block extends Range {
  /** Type and everything that a translation must not change. */
  signature: string
  /** Addresses outside of inline content: of a definition, in HTML, in the attributes of an element. */
  addresses?: Address[]
  /** The unit whose inline content this block holds. */
  unit?: BlockUnit
}

/** What is translatable in a document, and the blocks it is made of. Everything in document order. */
export interface Outline {
  blocks: Block[]
  attributes: AttributeUnit[]
  /** Values in the props of components. */
  props: FrontmatterField[]
  /** Addresses of links, those left alone not among them. */
  addresses: Address[]
  /** Ids that HTML or JSX gives to its elements. */
  ids: Set<string>
}

interface Walk extends Outline {
  source: string
  quiet: Quiet
  /** Blocks that may start with the mark of an alert. */
  alerts: Set<Nodes>
}

/**
 * Walks a tree once.
 *
 * @param tree a tree of `parse(source)`
 * @param html whether the text inside of HTML blocks is translated
 */
export function outline(tree: Root, source: string, html = true): Outline {
  const walk: Walk = {
    blocks: [],
    attributes: [],
    props: [],
    addresses: [],
    ids: new Set(),
    source,
    quiet: createQuiet(),
    alerts: new Set(),
  }
  // A stack of our own: documents may nest deeper than the call stack allows.
  const stack: Nodes[] = [tree]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'html') readHtmlBlock(node, walk, html)
    else if (readBlock(node, walk) && 'children' in node) stack.push(...node.children.toReversed())
  }
  const { blocks, attributes, props, addresses, ids } = walk
  return { blocks, attributes, props, addresses, ids }
}

/** Returns whether the node holds blocks to be read, too. */
function readBlock(node: Nodes, walk: Walk): boolean {
  const { source, quiet } = walk
  const silent = quiet.enter(node)
  const { attributes, addresses } = tagAttributesOf(node, source)
  const props = propsOf(node, source)
  const block: Block = { ...rangeOf(node), signature: signatureOf(node, source, props) }
  walk.blocks.push(block)
  for (const id of idsOf(node, source)) walk.ids.add(id)
  if (addresses.length > 0) block.addresses = addresses
  if (!silent) {
    walk.attributes.push(...attributes)
    walk.addresses.push(...addresses)
    walk.props.push(...props)
    if (node.type === 'definition') walk.attributes.push(...attributesOf(node, source))
  }
  if (holdsInlines(node)) {
    if (node.children.length === 0) return false
    block.unit = blockUnit(node, walk)
    if (silent) block.unit.quiet = true
    collectInside(node, walk, silent)
    return false
  }
  if (!('children' in node)) return false
  if (node.type === 'blockquote' && node.children[0]) walk.alerts.add(node.children[0])
  // Without the count a list of two items and two lists of one would look alike.
  block.signature += ` of ${node.children.length}`
  return true
}

/** An HTML block stands for itself and for each stretch of prose in it. */
function readHtmlBlock(node: Html, walk: Walk, translated: boolean): void {
  const { source, quiet } = walk
  const range = rangeOf(node)
  const raw = source.slice(range.start, range.end)
  const silent = quiet.enter(node)
  for (const id of idsOf(node, source)) walk.ids.add(id)
  const { runs, attributes, addresses, outside, skeleton } = quiet.readHtml(raw, node)
  if (silent || !translated) {
    walk.blocks.push({ ...range, signature: `html ${node.value}` })
    return
  }
  walk.blocks.push({ ...range, signature: `html ${skeleton}`, addresses: outside })
  walk.attributes.push(...attributes)
  walk.addresses.push(...addresses)
  for (const { start, end, line, inlines } of runs) {
    const unit: BlockUnit = { kind: 'html', start, end, line, inlines }
    walk.blocks.push({ start, end, signature: 'text', unit })
  }
}

type InlineParent = Extract<Nodes, { type: 'paragraph' | 'heading' | 'tableCell' | 'marker' }>
const INLINE_PARENTS = new Set(['paragraph', 'heading', 'tableCell', 'marker'])

const holdsInlines = (node: Nodes): node is InlineParent => INLINE_PARENTS.has(node.type)

function kindOf({ type }: InlineParent): BlockUnit['kind'] {
  if (type === 'marker') return 'label'
  return type === 'heading' || type === 'tableCell' ? type : 'paragraph'
}

function blockUnit(node: InlineParent, { source, alerts }: Walk): BlockUnit {
  const content = inlines(node, source)
  const list = alerts.has(node) ? withAlert(content, node, source) : content
  const { start } = node.children[0]!.position!
  return {
    kind: kindOf(node),
    line: start.line,
    start: start.offset!,
    end: node.children.at(-1)!.position!.end.offset!,
    inlines: list,
  }
}

/** Alts, titles and other attributes inside of inline content. */
function collectInside(parent: Parents, walk: Walk, silent: boolean): void {
  const { source, attributes, addresses, ids } = walk
  const tags: string[] = []
  const cell = parent.type === 'tableCell'
  const stack: Nodes[] = parent.children.toReversed()
  for (let node = stack.pop(); node; node = stack.pop()) {
    for (const id of idsOf(node, source)) ids.add(id)
    if (node.type === 'html') tags.push(node.value)
    if ('children' in node) stack.push(...node.children.toReversed())
    if (silent) continue
    if (node.type === 'link' || node.type === 'image' || node.type === 'imageReference') {
      attributes.push(...attributesOf(node, source, cell))
    }
    const own = tagAttributesOf(node, source)
    attributes.push(...own.attributes)
    addresses.push(...own.addresses)
  }
  if (tags.length > 0) walk.quiet.passInline(tags)
}
