import { toOutput } from '../../src/markdown/compose.ts'
import { settleEmphasis } from '../../src/markdown/emphasis.ts'
import type { Inline, Range } from '../../src/markdown/inline.ts'
import { createWriter } from '../../src/markdown/serialise.ts'

/** Content that no source need have: text, atoms as bytes, pairs with their marks. */
export type Content = string | { atom: string; type?: string } | Pair

export interface Pair {
  type: 'strong' | 'emphasis' | 'delete' | 'link' | 'html'
  open: string
  close: string
  content: Content[]
}

const pair =
  (type: Pair['type'], open: string, close = open) =>
  (...content: Content[]): Pair => ({ type, open, close, content })

export const strong = pair('strong', '**')
export const emphasis = pair('emphasis', '*')
export const underscored = pair('emphasis', '_')
export const struck = pair('delete', '~~')
export const link = pair('link', '[', '](u)')
export const bold = pair('html', '<b>', '</b>')

/** The content as it is written into a paragraph. */
export function written(content: Content[]): string {
  let source = ''
  const inlines: Inline[] = []
  const range = (bytes: string): Range => {
    const start = source.length
    source += bytes
    return { start, end: source.length }
  }
  const visit = (each: Content): void => {
    if (typeof each === 'string') inlines.push({ type: 'text', value: each })
    else if ('atom' in each) {
      const { atom: identity, type = 'inlineCode' } = each
      inlines.push({
        type: 'atom',
        markup: { kind: 'atom', type, open: range(identity), identity },
      })
    } else {
      const { type, open, close } = each
      const markup = {
        kind: 'pair',
        type,
        open: range(open),
        close: range(close),
        identity: '',
      } as const
      inlines.push({ type: 'open', markup })
      each.content.forEach(visit)
      inlines.push({ type: 'close', markup })
    }
  }
  content.forEach(visit)
  const bytes = ({ start, end }: Range) => source.slice(start, end)
  const nodes = toOutput(settleEmphasis(inlines, bytes), bytes, bytes)
  return createWriter()(nodes, { kind: 'paragraph', before: 'nothing' })
}
