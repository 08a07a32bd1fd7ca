import type { Extension } from 'micromark-util-types'
import type { Range } from '../../inline.ts'
import type { Syntax } from '../../syntax.ts'
import { type DirectiveLine, readDirectiveLine } from './directive-line.ts'
import { type Lines, type Place, startOfLine } from './lines.ts'
import type { Scan } from './marker.ts'

/** Containers whose content is code of another language and stands there without a fence (Azure DevOps). */
const CODE = new Set(['mermaid'])

const CLOSING = /(?<=[\n\r][ \t>]*):{3,}(?=[ \t]*(?:[\n\r]|$))/g

/**
 * `:::tip Title`, `:::note[Title]{.x}`, `::leaf[Label]{#id}` and `:::`: https://vitepress.dev/guide/markdown#custom-containers,
 * https://talk.commonmark.org/t/generic-directives-plugins-syntax/444. Each line is a marker of its own, what is
 * between them ordinary markdown, so nothing can be nested wrongly. MDC has props under the line that opens a component.
 */
export function directiveScan(lines: Lines, syntax: Syntax): Scan {
  const directives = syntax.directives !== false
  const components = syntax.components === true
  return (place) => {
    const { start } = place
    const lineEnd = lines.end(start)
    const line = readDirectiveLine(lines.text.slice(start, lineEnd).trimEnd())
    const kind = line && kindOf(line)
    if (!kind) return undefined
    const { name, title } = line
    const children = title && { start: start + title.start, end: start + title.end }
    if (kind === 'component' && name) {
      const props = readProps(lines, place, lineEnd)
      return { kind, children, ...props, end: props?.end ?? lineEnd }
    }
    const closing = name && CODE.has(name) ? fenceAfter(lines, place, CLOSING, lineEnd) : undefined
    return { kind, children, end: closing ? lines.end(closing.end) : lineEnd }
  }

  function kindOf({ colons, name, loose }: DirectiveLine) {
    if (components && !loose) return 'component'
    return directives && (colons > 2 || name) ? 'directive' : undefined
  }
}

const PROPS_FENCE = /(?<=[\n\r][ \t>]*)-{3,}(?=[ \t]*(?:[\n\r]|$))/g

/** The `---` block right under a component: https://content.nuxt.com/docs/files/markdown#yaml-props */
function readProps(
  lines: Lines,
  place: Place,
  lineEnd: number,
): { props?: Range; end: number } | undefined {
  const opening = fenceAfter(lines, place, PROPS_FENCE, lineEnd)
  const openingEnd = opening && lines.end(opening.end)
  if (!opening || startOfLine(lines.text, opening.start) !== lines.next(lineEnd)) return undefined
  const closing = fenceAfter(lines, place, PROPS_FENCE, openingEnd!)
  if (!closing) return undefined
  const end = lines.end(closing.end)
  // The marks of a quote would be part of the YAML.
  if (place.container.includes('>')) return { end }
  const start = lines.next(openingEnd!)!
  return { props: { start, end: startOfLine(lines.text, closing.start) }, end }
}

function fenceAfter(
  lines: Lines,
  place: Place,
  pattern: RegExp,
  offset: number,
): Range | undefined {
  const match = lines.find(pattern, offset)
  const fence = match && { start: match.index, end: match.index + match[0].length }
  // Components may be nested by indentation.
  return fence && lines.closes(place, fence, Infinity) ? fence : undefined
}

/** `#name` or `#name{…}` alone: where the content of a component's slot begins. */
export function slotScan(lines: Lines): Scan {
  return ({ start }) => {
    const end = lines.end(start)
    return /^#[A-Za-z][\w-]*(?:\{.*\})?[ \t]*$/.test(lines.text.slice(start, end))
      ? { kind: 'slot', end }
      : undefined
  }
}

const DEEP_COMPONENT = /^(?: {4}|\t)[ \t]*:{2,}[A-Za-z]/m

/** Where components are nested by indentation, four columns are no code. */
export function indentedComponents(text: string): Extension[] {
  return DEEP_COMPONENT.test(text) ? [{ disable: { null: ['codeIndented'] } }] : []
}
