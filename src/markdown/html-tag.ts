import type { PhrasingContent } from 'mdast'
import { VOID_ELEMENTS } from './html/elements.ts'

export { UNTRANSLATED_ELEMENTS } from './html/elements.ts'

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
