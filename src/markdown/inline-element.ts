import type { PhrasingContent } from 'mdast'
import type { MdxJsxTextElement } from 'mdast-util-mdx'
import { UNTRANSLATED_ELEMENTS } from './html-tag.ts'
import { identityOf, tagAttributesOf } from './identity.ts'
import { type Append, type Inline, type Markup, mergeLonelyAtom, rangeOf } from './inline.ts'
import type { JsxElement } from './tag-attributes.ts'

export const isElement = (node: PhrasingContent): node is MdxJsxTextElement =>
  node.type === 'mdxJsxTextElement'

/** A JSX element in running text: a pair around its words, or an atom when it has none or they are not for translation. */
export function appendElement(
  node: MdxJsxTextElement,
  source: string,
  result: Inline[],
  append: Append,
): void {
  const outer = rangeOf(node)
  const identity = identityOf(node, source)
  const { addresses } = tagAttributesOf(node, source)
  const markup: Markup = { kind: 'atom', type: 'element', open: outer, identity }
  if (addresses.length > 0) markup.addresses = addresses
  const { children } = node
  if (children.length === 0) {
    const type = node.name === 'br' ? 'break' : 'atom'
    result.push({ type, markup: { ...markup, type: type === 'break' ? type : 'element' } })
    return
  }
  const inner = { start: rangeOf(children[0]!).start, end: rangeOf(children.at(-1)!).end }
  if (isUntranslated(node)) {
    const value = source.slice(inner.start, inner.end)
    result.push({ type: 'atom', markup: { ...markup, value, identity: identity + value } })
    return
  }
  const pair: Markup = {
    ...markup,
    kind: 'pair',
    open: { start: outer.start, end: inner.start },
    close: { start: inner.end, end: outer.end },
  }
  const first = result.length
  result.push({ type: 'open', markup: pair })
  append(children, source, result)
  result.push({ type: 'close', markup: pair })
  mergeLonelyAtom(first, outer, result)
}

/** Whether the content of an element is no prose, or its author wants it left alone. */
export function isUntranslated({ name, attributes }: JsxElement): boolean {
  if (name !== null && UNTRANSLATED_ELEMENTS.has(name)) return true
  return attributes.some((attribute) => {
    if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string') return false
    if (attribute.name === 'translate') return attribute.value === 'no'
    const isClass = attribute.name === 'className' || attribute.name === 'class'
    return isClass && attribute.value.split(/\s+/).includes('notranslate')
  })
}
