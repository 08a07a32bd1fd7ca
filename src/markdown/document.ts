import type { Root } from 'mdast'
import { cutIntoParts, type Part } from '../segments/parts.ts'
import type { Locale, Segment } from '../types.ts'
import type { AttributeUnit } from './attributes.ts'
import { type Frontmatter, type FrontmatterField, readFrontmatter } from './frontmatter.ts'
import { parse } from './parse.ts'
import { plainInlines } from './plain-text.ts'
import { resolveSyntax } from './syntax/resolve.ts'
import type { Syntax } from './syntax.ts'
import { type BlockUnit, type Outline, outline } from './units.ts'

/** A translatable block, attribute or front matter value, with its parts. */
export type Unit = { line: number; parts: Part[]; start: number; end: number } & (
  | { kind: BlockUnit['kind']; block: BlockUnit }
  | { kind: AttributeUnit['kind']; attribute: AttributeUnit }
  | { kind: 'frontmatter' | 'property'; field: FrontmatterField }
)

/** A parsed document. All offsets index `source`. */
export interface Document {
  /** The byte order mark, or nothing. */
  bom: string
  /** The text without it. */
  source: string
  /** What was read beyond CommonMark and GFM. */
  syntax: Syntax
  outline: Outline
  frontmatter?: Frontmatter & FrontmatterRange
}

interface FrontmatterRange {
  format: 'yaml' | 'toml'
  /** The text between the fences. */
  value: string
  offset: number
}

export interface ReadOptions {
  /** Which front matter paths are translated. */
  frontmatterKeys(path: string): boolean
  /** What the translator wants as one segment. */
  unit: 'sentence' | 'block'
  /** Constructs to read or to leave alone. @default by their marks */
  syntax?: Syntax
}

/**
 * Parses a document.
 *
 * @param path its name says whether it is MDX
 * @throws RangeError when it nests too deep for the parser
 * @throws VFileMessage with the place, when it is not the MDX that its name promises
 */
export function parseDocument(text: string, options: ReadOptions, path?: string): Document {
  const bom = text.startsWith('\uFEFF') ? '\uFEFF' : ''
  const source = text.slice(bom.length)
  const syntax = resolveSyntax(options.syntax ?? {}, source, path)
  const tree = parse(source, syntax)
  const document: Document = { bom, source, syntax, outline: outline(tree, source, syntax.html) }
  const frontmatter = frontmatterOf(tree, source, options)
  if (frontmatter) document.frontmatter = frontmatter
  return document
}

/** Where the text between the fences starts, and what it says. */
function frontmatterOf(tree: Root, source: string, options: ReadOptions): Document['frontmatter'] {
  const node = tree.children[0]
  if (node?.type !== 'yaml' && node?.type !== ('toml' as string)) return undefined
  const { type: format, position } = node as unknown as { type: 'yaml' | 'toml' } & typeof node
  const start = position!.start.offset!
  const offset =
    start + /^[^\n\r]*(?:\r\n|\n|\r)?/.exec(source.slice(start, start + 1000))![0].length
  const end = source.slice(0, position!.end.offset!).search(/(?:\r\n|\n|\r)[^\n\r]*$/)
  const value = source.slice(offset, Math.max(offset, end))
  return {
    ...readFrontmatter(value, offset, format, options.frontmatterKeys),
    format,
    value,
    offset,
  }
}

const LINE_END = /\r\n|\n|\r/

/** Cuts the units of a document into segments, in the language they are written in. */
export function readUnits(document: Document, from: Locale, options: ReadOptions): Unit[] {
  const { outline, frontmatter, source } = document
  const units: Unit[] = []
  let line = 1
  let counted = 0
  const addField = (kind: 'frontmatter' | 'property') => (field: FrontmatterField) => {
    line += source.slice(counted, field.start).split(LINE_END).length - 1
    counted = field.start
    const parts = cutPlainText(field.value, from, options.unit)
    units.push({ kind, line, parts, start: field.start, end: field.end, field })
  }
  frontmatter?.fields.forEach(addField('frontmatter'))
  outline.props.forEach(addField('property'))
  for (const { unit: block } of outline.blocks) {
    if (!block || block.quiet) continue
    const { kind, line, start, end } = block
    units.push({
      kind,
      line,
      start,
      end,
      parts: cutIntoParts(block.inlines, from, options.unit),
      block,
    })
  }
  for (const attribute of outline.attributes) {
    const { kind, line, start, end } = attribute
    units.push({
      kind,
      line,
      start,
      end,
      // In an alt or title a line break is a space like any other.
      parts: cutPlainText(attribute.value.replace(/\s+/g, ' '), from, options.unit),
      attribute,
    })
  }
  return units.sort((a, b) => a.start - b.start)
}

/** Plain text keeps its line breaks; everything between two of them is cut like a paragraph. */
function cutPlainText(value: string, from: Locale, unit: ReadOptions['unit']): Part[] {
  return value.split(/([ \t]*[\r\n]+[ \t]*)/).flatMap((line, index): Part[] => {
    if (line === '') return []
    if (index % 2 === 1) return [{ type: 'text', value: line }]
    return cutIntoParts(plainInlines(line), from, unit)
  })
}

/** The segments of a unit, in order. */
export function segmentsOf(unit: Unit): Segment[] {
  return unit.parts.flatMap((part) => (part.type === 'segment' ? [part.segment] : []))
}
