import type { Inline, Range } from './inline.ts'

/** Halves of the marks of templates: `{` and `{% raw %}` make `{{%`, `{` and `%%note%%` make `{%`. */
const OPENS = /[{<]$/
const OPENED = /^[{%]/
const CLOSES = /[%}]$/
const CLOSED = /^[}%>]/
/** Behind anything else MDC sees no `:name`, and others none behind a word. */
const BEFORE_DIRECTIVE = /[\s([*_]$/

const DIRECTIVE = /^:[A-Za-z]/

/**
 * Puts a space between an answer and the syntax of another program that would not be seen, or be something else, beside it.
 *
 * @param raw the bytes of a range of the source
 */
export function spaceConstructs(inlines: Inline[], raw: (range: Range) => string): Inline[] {
  const bytesAt = (index: number): string => {
    const inline = inlines[index]
    if (inline?.type !== 'open' && inline?.type !== 'atom') return ''
    return inline.markup.bytes ?? raw(inline.markup.open)
  }
  return inlines.flatMap((inline, index): Inline[] => {
    if (inline.type !== 'text') return [inline]
    const { value } = inline
    const next = bytesAt(index + 1)
    const start = CLOSES.test(bytesAt(index - 1)) && CLOSED.test(value) ? ' ' : ''
    const isMerged = OPENS.test(value) && OPENED.test(next)
    const isHidden = DIRECTIVE.test(next) && !BEFORE_DIRECTIVE.test(value)
    const end = isMerged || isHidden ? ' ' : ''
    return [start || end ? { type: 'text', value: start + value + end } : inline]
  })
}
