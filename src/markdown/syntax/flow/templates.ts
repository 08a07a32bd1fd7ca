import { templatesOf } from '../text/templates.ts'
import type { Lines, Place } from './lines.ts'
import type { Scan } from './marker.ts'

/** The start of a tag; `{name}` and `{#id}` are none. */
const OPENER = /\{\{[<%]?|\{%|\{# |<%/y
/** Of a tag that prints a value, as `{{ x }}` does, and so may be part of a sentence. */
const PRINTING = /\{\{(?![<%#/^!>])|<%[=-]/y
const PAIR = /(\{%|\{\{[<%])[-+]?\s*([\w-]+)/y
const BLANKS = /[ \t]*/y
const BLANK_LINE = /(?:\r\n|\n|\r(?!\n))[ \t>]*[\n\r]/g
/** The end of a paragraph: a blank line or nothing more. */
const PARAGRAPH_END = /(?:\r\n|\n|\r|$)[ \t>]*(?:[\n\r]|$)/y

/** Tags of Liquid, Nunjucks, Hugo and their themes that come in pairs around something that is no prose. */
const RAW = new Set(
  'highlight raw verbatim comment code codeblock prism mermaid plantuml chart math katex latex rawhtml css js'.split(
    ' ',
  ),
)

/**
 * Lines of nothing but template tags: Liquid, Nunjucks, Hugo, Handlebars, ERB. A pair around code is one marker with
 * all that is in it, up to the end of its last line. A tag may run over several lines, not over a blank one.
 * Tags that print a value are a marker where they are a paragraph of their own.
 */
export function templateScan(lines: Lines): Scan {
  const { text } = lines
  const templates = templatesOf(text)
  const closings = new Map<string, RegExp>()

  return (place) => {
    let at = place.start
    let printsOnly = true
    let holdsLines = false
    while (at < lines.end(at)) {
      const end = tagEnd(place, at)
      // Words behind tags make a paragraph of the line, but a pair that holds lines can be in no paragraph.
      if (end === undefined && !holdsLines) return undefined
      if (end === undefined) break
      printsOnly &&= matches(PRINTING, at)
      const pairEnd = rawPairEnd(place, at, end)
      holdsLines ||= pairEnd !== undefined && lines.end(end) < pairEnd
      BLANKS.lastIndex = pairEnd ?? end
      BLANKS.test(text)
      at = BLANKS.lastIndex
    }
    const end = lines.end(at)
    if (printsOnly && (place.interrupts || !matches(PARAGRAPH_END, end))) return undefined
    return { kind: 'template', end }
  }

  function tagEnd(place: Place, start: number): number | undefined {
    const end = matches(OPENER, start) ? templates.end(start) : undefined
    if (end === undefined || !lines.reaches(place, end)) return undefined
    return (lines.find(BLANK_LINE, start)?.index ?? Infinity) < end ? undefined : end
  }

  /** The end of the pair that the tag between two offsets opens, where what it holds is no prose. */
  function rawPairEnd(place: Place, start: number, end: number): number | undefined {
    PAIR.lastIndex = start
    const [, opener, name] = PAIR.exec(text) ?? []
    // `{{< chart />}}` closes itself.
    if (!opener || !name || !RAW.has(name) || text.startsWith('/>}}', end - 4)) return undefined
    const close = lines.find(closing(opener, name), end)
    if (!close || !lines.reaches(place, close.index)) return undefined
    return close.index + close[0].length
  }

  /** `{% endraw %}`, `{{< /raw >}}`. */
  function closing(opener: string, name: string): RegExp {
    const source =
      opener === '{%'
        ? `\\{%[-+]?[ \\t]*end${name}[ \\t]*[-+]?%\\}`
        : `\\{\\{[<%][ \\t]*/[ \\t]*${name}[ \\t]*[>%]\\}\\}`
    const pattern = closings.get(source) ?? new RegExp(source, 'g')
    closings.set(source, pattern)
    return pattern
  }

  function matches(pattern: RegExp, offset: number): boolean {
    pattern.lastIndex = offset
    return pattern.test(text)
  }
}
