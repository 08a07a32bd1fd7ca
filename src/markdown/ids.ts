import { Parser } from 'htmlparser2'
import type { Nodes } from 'mdast'
import { rangeOf } from './inline.ts'
import { isJsx } from './tag-attributes.ts'

/** What links can lead to in HTML or JSX, beside headings: every `id="…"`, and `<a name="…">`. Values in braces are code. */
export function idsOf(node: Nodes, source: string): string[] {
  if (node.type !== 'html' && !isJsx(node)) return []
  const { start, end } = rangeOf(node)
  const [inside] = 'children' in node ? node.children : []
  const tag = source.slice(start, inside ? rangeOf(inside).start : end)
  if (!/\b(?:id|name)\s*=/i.test(tag)) return []
  const ids: string[] = []
  const parser = new Parser({
    onopentag(name, { id, name: anchor }) {
      for (const value of [id, name === 'a' ? anchor : undefined]) {
        if (value && !value.startsWith('{')) ids.push(value)
      }
    },
  })
  parser.end(tag)
  return ids
}
