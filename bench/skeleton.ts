import { fromMarkdown } from 'mdast-util-from-markdown'
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { frontmatter } from 'micromark-extension-frontmatter'
import { gfm } from 'micromark-extension-gfm'

/** What a translation may not change in a node. */
const KEPT = ['depth', 'url', 'identifier', 'lang', 'meta', 'align', 'ordered', 'start', 'checked']
/** Nodes whose value is no prose. */
const VERBATIM = new Set(['code', 'inlineCode', 'html'])
/** Nodes whose markup may stand in another order in another language. */
const PROSE = new Set(['paragraph', 'heading', 'tableCell'])

interface Node {
  type: string
  value?: string
  children?: Node[]
  [field: string]: unknown
}

/** All of a page but its words: blocks in their order and, for each, the markup in it in any order. */
export function skeleton(markdown: string): string {
  const tree = fromMarkdown(markdown, {
    extensions: [gfm(), frontmatter()],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown()],
  })
  return linesOf(tree as Node).join('\n')
}

function linesOf(node: Node): string[] {
  const { type, value, children = [] } = node
  if (type === 'text') return []
  const fields = KEPT.flatMap((field) => (node[field] == null ? [] : [[field, node[field]]]))
  const line = JSON.stringify([type, ...fields, ...(VERBATIM.has(type) ? [value] : [])])
  const inner = children.flatMap(linesOf)
  return [line, ...(PROSE.has(type) ? inner.toSorted() : inner), `end of ${type}`]
}
