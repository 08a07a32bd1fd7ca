import type { Tag } from '../types.ts'

/** A tag and what stands inside it. */
export interface TagNode {
  tag: Tag
  parent: TagNode | undefined
  children: TagNode[]
  /** Nobody reads it aloud: an image, a footnote mark, an empty link. It takes no room in the text. */
  empty: boolean
}

/**
 * The nesting of a segment's tags, as `Segment` implies it: a tag is inside the innermost pair whose range holds its
 * own; of two tags with one range the earlier id is outside; an empty tag at the end of a pair stands behind it
 * (`**word**[^1]`).
 *
 * @returns all nodes in order of their ids, parents before children
 */
export function tagTree(tags: Tag[]): TagNode[] {
  const open: TagNode[] = []
  return tags
    .toSorted((a, b) => a.id - b.id)
    .map((tag) => {
      while (open.length > 0 && !holds(open.at(-1)!.tag, tag)) open.pop()
      const parent = open.at(-1)
      const node: TagNode = { tag, parent, children: [], empty: tag.start === tag.end }
      parent?.children.push(node)
      if (tag.kind === 'pair') open.push(node)
      return node
    })
}

function holds(outer: Tag, inner: Tag): boolean {
  if (inner.start < outer.start || inner.end > outer.end) return false
  return inner.start < outer.end || outer.start === outer.end
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
