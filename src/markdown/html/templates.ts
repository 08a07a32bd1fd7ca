import type { Range } from '../inline.ts'

/** The bytes of HTML, and the same with everything painted over that is not HTML, so that offsets stay as they are. */
export interface Source {
  raw: string
  /** Templates in it are runs of `PAINT`. */
  painted: string
}

/** A letter that means nothing to HTML, from the private use area. Where an author has it, it is an icon and kept as well. */
export const PAINT = '\uE000'
/** What a template of another program starts with: Vue, Liquid, Hugo, Nunjucks, ERB, PHP. `{#id}` is none. */
export const TEMPLATE_START = /\{\{|\{%|\{#\s|<[%?]/
const MARK = /\{{2,}|\{%|<%|<\?|%?\}{2,}|%\}|%>|\?>/g
/** What a pair of marks must not hide; a lone `{{` in a script would swallow the rest of the block. */
const NEVER_INSIDE = /-->|<\/(?:script|style|textarea)/i

/**
 * Prepares HTML for the tokenizer: templates of other programs may hold quotes, tags and half of them.
 *
 * @param value the HTML without the marks of the quotes and lists around it, if the bytes have them
 */
export function paint(raw: string, value = raw): Source {
  const text = raw === value ? raw : withoutPrefixes(raw, value)
  const pieces: string[] = []
  let done = 0
  for (const { start, end } of templatesOf(text)) {
    pieces.push(text.slice(done, start), PAINT.repeat(end - start))
    done = end
  }
  return { raw, painted: pieces.join('') + text.slice(done) }
}

/** `{{ … }}`, `{{< … >}}`, `{{% … %}}`, `{% … %}`, `<% … %>` and `<? … ?>`, in order. */
export function templatesOf(text: string): Range[] {
  const result: Range[] = []
  let open: { start: number; mark: string } | undefined
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    if (mark.startsWith('{') || mark.startsWith('<')) {
      // The last of several opens: the others are text.
      open = { start: index, mark: mark.slice(0, 2) }
      continue
    }
    const length = open ? closerLength(open.mark, mark) : 0
    if (!open || length === 0) continue
    const range = { start: open.start, end: index + length }
    if (!NEVER_INSIDE.test(text.slice(range.start, range.end))) result.push(range)
    open = undefined
  }
  return result
}

/** How much of a mark closes what an opening mark opened; 0 if nothing does. */
function closerLength(open: string, mark: string): number {
  if (open === '{{') return mark.endsWith('}}') ? mark.length : 0
  if (open === '{%') return mark.startsWith('%}') ? 2 : 0
  return mark === (open === '<%' ? '%>' : '?>') ? 2 : 0
}

const LINE = /[^\r\n]*(?:\r\n|\n|\r|$)/g

/** Blanks for the `> ` and the indentation that the lines have in the document and not in the HTML. */
function withoutPrefixes(raw: string, value: string): string {
  const lines = value.match(LINE)!
  const painted = raw.match(LINE)!.map((line, index) => {
    // Tabs may have become blanks, so only what follows them is looked for.
    const content = (lines[index] ?? '').replace(/^[ \t]+/, '')
    return line.endsWith(content) ? content.padStart(line.length) : line
  })
  return painted.join('')
}
