import type { Inline } from './inline.ts'

/** Code in backticks, templates and variables: what programs read even in a text without markdown. */
const VERBATIM = /`[^`\r\n]+`|\{\{[^{}\r\n]*\}\}|\{%[^{}\r\n]*%\}|\$?\{[A-Za-z_\d][\w.]*\}/g

/** A text without markup as inline content, with what must stay as it is as atoms. */
export function plainInlines(text: string): Inline[] {
  const result: Inline[] = []
  let done = 0
  for (const { 0: bytes, index } of text.matchAll(VERBATIM)) {
    if (index > done) result.push({ type: 'text', value: text.slice(done, index) })
    const value = bytes.replace(/^`|`$/g, '')
    const open = { start: index, end: index + bytes.length }
    result.push({
      type: 'atom',
      markup: { kind: 'atom', type: 'verbatim', open, value, identity: bytes, bytes },
    })
    done = index + bytes.length
  }
  if (done < text.length) result.push({ type: 'text', value: text.slice(done) })
  return result
}

/** The text of such content. */
export function plainText(inlines: Inline[]): string {
  return inlines
    .map((inline) => (inline.type === 'text' ? inline.value : (inline.markup.bytes ?? '')))
    .join('')
}
