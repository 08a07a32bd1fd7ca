import type { Nodes } from 'mdast'
import { TRANSLATED_ATTRIBUTES } from './attributes.ts'
import { type FrontmatterField, readFrontmatter } from './frontmatter.ts'
import type { Range } from './inline.ts'

/** Texts for readers in the YAML props of an MDC component. */
export function propsOf(node: Nodes, source: string): FrontmatterField[] {
  if (node.type !== 'marker') return []
  const range = (node.data as { props?: Range } | undefined)?.props
  if (!range) return []
  const yaml = source.slice(range.start, range.end)
  const isText = (path: string) => TRANSLATED_ATTRIBUTES.has(path.slice(path.lastIndexOf('.') + 1))
  return readFrontmatter(yaml, range.start, 'yaml', isText).fields
}
