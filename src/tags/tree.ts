import type { Tag } from '../types.ts'

/** A tag and what stands inside it. */
export interface TagNode {
  tag: Tag
  parent: TagNode | undefined
  children: TagNode[]
  /** Nobody reads it aloud: an image, a footnote mark, an empty link. It takes no room in the text. */
  empty: boolean
}

/** The nesting of a segment's tags: all nodes in order of their ids, parents before children. */
export function tagTree(tags: Tag[]): TagNode[] {
  const nodes = new Map<number, TagNode>()
  for (const tag of tags.toSorted((a, b) => a.id - b.id)) {
    const parent = tag.parent === undefined ? undefined : nodes.get(tag.parent)
    const node: TagNode = { tag, parent, children: [], empty: tag.start === tag.end }
    parent?.children.push(node)
    nodes.set(tag.id, node)
  }
  return [...nodes.values()]
}

/** Whether `outer` is a parent, grandparent … of `inner`. */
export function isInside(inner: TagNode, outer: TagNode): boolean {
  for (let node = inner.parent; node; node = node.parent) if (node === outer) return true
  return false
}

const emphasis = new Set(['emphasis', 'strong', 'delete'])

/** Whether the page loses something when the tag is lost: everything but emphasis, strong and delete. */
export function isRequired(tag: Tag): boolean {
  return tag.kind === 'atom' || !emphasis.has(tag.type)
}
