import type { Nodes } from 'mdast'
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx'
import { decodeString } from 'micromark-util-decode-string'
import { type AttributeUnit, TRANSLATED_ATTRIBUTES } from './attributes.ts'
import { TEMPLATE_START } from './html/templates.ts'
import type { Range } from './inline.ts'

/** What stands in the attributes of a tag and may change in a translation. */
export interface TagAttributes {
  attributes: AttributeUnit[]
  addresses: Address[]
}

/** Where the address of a link stands, without quotes or brackets. */
export interface Address extends Range {
  value: string
  /** How it is escaped: with backslashes, or with character references. */
  quoting: 'markdown' | 'html'
}

export type JsxElement = MdxJsxFlowElement | MdxJsxTextElement

export const isJsx = (node: Nodes): node is JsxElement =>
  node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement'

const LINKS = new Set(['href', 'to'])

/** Attributes of a JSX element that are plain strings. Its `position`s must come from the parser. */
export function jsxAttributes(element: JsxElement, source: string): TagAttributes {
  const result: TagAttributes = { attributes: [], addresses: [] }
  for (const attribute of element.attributes) {
    if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string') continue
    const { start, end } = attribute.position!
    addAttribute(result, source, {
      name: attribute.name,
      line: start.line,
      start: source.indexOf('=', start.offset!) + 1,
      end: end.offset!,
    })
  }
  return result
}

/** `name="value"` and `name='value'`. */
const QUOTED = /(?<![\w:@.-])([A-Za-z][\w-]*)=(?:"[^"]*"|'[^']*')/g

/** Attributes in braces, as directives and components have them: `{title="…" .class}`. */
export function bracedAttributes(
  { start, end }: Range,
  line: number,
  source: string,
): TagAttributes {
  const result: TagAttributes = { attributes: [], addresses: [] }
  const open = source.indexOf('{', start)
  if (open < 0 || open >= end) return result
  for (const match of source.slice(open, end).matchAll(QUOTED)) {
    const at = open + match.index
    const name = match[1]!
    addAttribute(result, source, {
      name,
      line,
      start: at + name.length + 1,
      end: at + match[0].length,
    })
  }
  return result
}

/** @param value its range has the quotes and perhaps white space before them */
function addAttribute(
  { attributes, addresses }: TagAttributes,
  source: string,
  value: Range & { name: string; line: number },
): void {
  const end = value.end - 1
  const closer = source[end]
  if (closer !== '"' && closer !== "'") return
  const start = source.indexOf(closer, value.start) + 1
  const raw = source.slice(start, end)
  const text = decodeReferences(raw)
  if (LINKS.has(value.name)) addresses.push({ value: text, quoting: 'html', start, end })
  if (!TRANSLATED_ATTRIBUTES.has(value.name) || !/\p{L}/u.test(text) || TEMPLATE_START.test(text))
    return
  attributes.push({
    kind: 'attribute',
    line: value.line,
    value: text,
    closer,
    quoting: 'html',
    cell: false,
    start,
    end,
  })
}

/** In HTML and JSX a backslash is a backslash. */
const decodeReferences = (text: string) => decodeString(text.replaceAll('\\', '\\\\'))

/** Bytes of a range without those of the ranges inside it, which may change. */
export function without({ start, end }: Range, inside: Range[], source: string): string {
  let result = ''
  let done = start
  for (const range of inside.toSorted((a, b) => a.start - b.start)) {
    if (range.start < done || range.end > end) continue
    result += `${source.slice(done, range.start)}\0`
    done = range.end
  }
  return result + source.slice(done, end)
}
