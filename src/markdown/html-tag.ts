import type { PhrasingContent } from 'mdast'

/** Elements whose content is not prose. */
export const UNTRANSLATED_ELEMENTS: ReadonlySet<string> = new Set([
  'code',
  'kbd',
  'math',
  'pre',
  'samp',
  'script',
  'style',
  'svg',
  'textarea',
  'var',
])

/** Elements without content: https://html.spec.whatwg.org/multipage/syntax.html#void-elements */
const VOID_ELEMENTS = new Set(
  'area base br col embed hr img input link meta source track wbr'.split(' '),
)

/** The name of an inline HTML tag and whether it opens or closes an element; nothing for comments, void and self-closed tags. */
export function htmlTag(
  node: PhrasingContent,
): { name: string; kind: 'open' | 'close' } | undefined {
  if (node.type !== 'html') return undefined
  const match = /^<(\/?)([A-Za-z][\w:-]*)/.exec(node.value)
  if (!match) return undefined
  const name = match[2]!.toLowerCase()
  if (match[1]) return { name, kind: 'close' }
  if (VOID_ELEMENTS.has(name) || node.value.endsWith('/>')) return undefined
  return { name, kind: 'open' }
}
