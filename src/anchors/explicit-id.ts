import type { Inline } from '../markdown/inline.ts'

/**
 * The id that an author gave a heading, at its end: `{#id}`, `{: #id .class}` and `{id="x"}` in an attribute list,
 * `{/* #id *\/}` of Docusaurus and `{/*id*\/}` of React's documentation in MDX. Attributes right behind a link or an
 * emphasis are theirs. `<a id="x"></a>` is another place to lead to, not the id of its heading.
 *
 * @param inlines the content of the heading
 * @param source the document they index
 */
export function explicitId(inlines: Inline[], source: string): string | undefined {
  const last = inlines.findLast((inline) => inline.type !== 'text' || inline.value.trim() !== '')
  if (last?.type !== 'atom') return undefined
  const { type, open, bytes = source.slice(open.start, open.end) } = last.markup
  if (type === 'attributes') return listedId(bytes)
  if (type === 'mdxTextExpression') return COMMENT.exec(bytes)?.[1]
  return undefined
}

/** A comment of several words is a comment. */
const COMMENT = /^\{\s*\/\*\s*#?([^\s*#]+)\s*\*\/\s*\}$/

/** Quoted values are read whole, so that a `#` in one of them is none. */
const ATTRIBUTE = /#([^\s"'{}]+)|\bid=(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+))|"[^"]*"|'[^']*'/g

function listedId(list: string): string | undefined {
  for (const [, short, double, single, bare] of list.matchAll(ATTRIBUTE)) {
    const id = short ?? double ?? single ?? bare
    if (id) return id
  }
  return undefined
}
