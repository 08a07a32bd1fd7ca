import type { Inline, Markup } from './inline.ts'

/** An id that is written into a heading: its bytes, and what they read like when they are parsed again. */
export interface Pin {
  at: 'start' | 'end'
  text: string
  inlines: Inline[]
}

/**
 * @param style `pin` is `{#id}`, in MDX `{/* #id *\/}`; `pin-html` is `<a id="…"></a>`, for sites that know neither
 */
export function pinOf(id: string, style: 'pin' | 'pin-html', mdx: boolean): Pin {
  if (style === 'pin-html') {
    const bytes = `<a id="${id}"></a>`
    const own = mdx ? atom('element', bytes, `a id="${id}"`) : atom('html', bytes)
    return { at: 'start', text: bytes, inlines: [own] }
  }
  const bytes = mdx ? `{/* #${id} */}` : `{#${id}}`
  const own = atom(mdx ? 'mdxTextExpression' : 'attributes', bytes)
  return { at: 'end', text: ` ${bytes}`, inlines: [{ type: 'text', value: ' ' }, own] }
}

/** The content of a heading with its pin. */
export function withPin(inlines: Inline[], { at, inlines: own }: Pin): Inline[] {
  return at === 'start' ? [...own, ...inlines] : [...inlines, ...own]
}

function atom(type: string, bytes: string, identity = bytes): Inline {
  const markup: Markup = { kind: 'atom', type, open: { start: 0, end: 0 }, identity, bytes }
  return { type: 'atom', markup }
}
