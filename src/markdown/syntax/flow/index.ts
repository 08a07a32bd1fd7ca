import type { Extension as FromMarkdownExtension } from 'mdast-util-from-markdown'
import type { Construct, Extension } from 'micromark-util-types'
import type { Syntax } from '../../syntax.ts'
import { abbreviationScan } from './abbreviations.ts'
import { attributeListScan, MAY_HOLD_ATTRIBUTES } from './attribute-lists.ts'
import { commentScan } from './comments.ts'
import { definitionLists, definitionListsFromMarkdown, MAY_DEFINE } from './definitions.ts'
import { directiveScan, indentedComponents, slotScan } from './directives.ts'
import { includeScan } from './includes.ts'
import { createLines } from './lines.ts'
import { markerConstruct, markerFromMarkdown, type Scan } from './marker.ts'
import { mathBlockFromMarkdown, mathConstruct } from './math.ts'
import { templateScan } from './templates.ts'

/**
 * The block constructs that a text needs; none for those whose marks it does not hold.
 * Lines of other programs become `marker`s, `$$` blocks `math`, and what is behind `: ` a `defListDescription`.
 *
 * @param text the very text that is going to be parsed: the constructs look ahead in it
 * @param syntax what is switched on or off; `mdx` and `components` must be settled
 */
export function flowConstructs(
  text: string,
  syntax: Syntax,
): { micromark: Extension[]; mdast: FromMarkdownExtension[] } {
  const lines = createLines(text)
  const flow: Record<number, Construct[]> = {}
  const add = (character: string, construct: Construct) => {
    const code = character.charCodeAt(0)
    flow[code] = [...(flow[code] ?? []), construct]
  }
  const addScan = (character: string, scan: Scan) => add(character, markerConstruct(scan, lines))
  const on = (name: keyof Syntax, ...marks: string[]) =>
    syntax[name] !== false && marks.some((mark) => text.includes(mark))
  const micromark: Extension[] = []
  const mdast: FromMarkdownExtension[] = []

  const components = syntax.components === true && text.includes('::')
  if (components || on('directives', '::')) addScan(':', directiveScan(lines, syntax))
  if (!syntax.mdx && on('directives', '<<<')) addScan('<', includeScan(lines))
  if (components) {
    addScan('#', slotScan(lines))
    micromark.push(...indentedComponents(text))
  }
  if (!syntax.mdx && on('templates', '{{', '{%', '{# ', '<%')) {
    const scan = templateScan(lines)
    addScan('{', scan)
    addScan('<', scan)
  }
  if (!syntax.mdx && on('attributes', '{') && MAY_HOLD_ATTRIBUTES.test(text)) {
    addScan('{', attributeListScan(lines))
  }
  if (on('comments', '%%')) addScan('%', commentScan(lines))
  if (on('abbreviations', '*[')) addScan('*', abbreviationScan(lines))
  if (on('math', '$$')) {
    add('$', mathConstruct(lines))
    mdast.push(mathBlockFromMarkdown())
  }
  if (on('definitionLists', ':') && MAY_DEFINE.test(text)) {
    micromark.push(definitionLists(text))
    mdast.push(definitionListsFromMarkdown)
  }
  if (Object.keys(flow).length > 0) {
    micromark.push({ flow })
    mdast.push(markerFromMarkdown)
  }
  return { micromark, mdast }
}
