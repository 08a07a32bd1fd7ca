import { sourceTokens } from '../tags/source.ts'
import type { Token } from '../types.ts'
import type { Answers } from './compose.ts'
import { type Document, segmentsOf, type Unit } from './document.ts'
import { type Draft, draftOf, type WriteRules } from './draft.ts'
import { checkFrontmatter } from './frontmatter.ts'
import { firstDifference } from './guard.ts'
import { TEMPLATE_START, templatesOf } from './html/templates.ts'
import type { Range } from './inline.ts'
import { parse } from './parse.ts'
import { createWriter } from './serialise.ts'
import { sourceOffset } from './splice.ts'
import { unsafePatterns } from './syntax/unsafe.ts'
import type { Syntax } from './syntax.ts'
import { type Outline, outline } from './units.ts'

export interface Written {
  /** The translated document, byte order mark included. */
  text: string
  /** Units whose translation could not be written without changing the page; they stand as in the source. */
  reverted: Unit[]
  /** Set when it was the new addresses and ids of headings that would have changed the page; they were left out. */
  linksLeft?: true
}

/**
 * Splices answers into a document and proves by parsing the result that nothing but words has changed.
 * Units that would change more are put back one after the other until the proof holds.
 */
export function writeDocument(document: Document, units: Unit[], rules: WriteRules): Written {
  const changed = units.filter((unit) => isChanged(unit, rules.answers))
  const reverted = readsTemplates(document.syntax)
    ? changed.filter((unit) => addsTemplate(unit, rules.answers))
    : []
  const kept = new Set(changed).difference(new Set(reverted))
  const write = createWriter(document.syntax, unsafePatterns(document.syntax, document.source))
  for (let round = 0; ; round++) {
    const draft = draftOf(document, kept, rules, write)
    const suspects = suspectsOf(document, draft, kept)
    if (!suspects) return { text: document.bom + draft.text, reverted }
    if (suspects.length === 0) return withWordsAlone(document, units, rules)
    // One unit at a time while that is cheap; each round costs a parse.
    for (const unit of suspects.slice(0, 2 ** Math.max(0, round - 3))) {
      kept.delete(unit)
      reverted.push(unit)
    }
  }
}

const readsTemplates = ({ templates, mdx }: Syntax) => templates !== false && !mdx

/** The templates of a text in any order. What fills them in knows no cells of tables, and no markdown at all. */
function listOf(text: string): string {
  if (!TEMPLATE_START.test(text)) return ''
  const all = templatesOf(text).map(({ start, end }) => text.slice(start, end))
  return all.sort().join('\n')
}

/** No words were at fault, so everything else that was written is left out. */
function withWordsAlone(document: Document, units: Unit[], rules: WriteRules): Written {
  const { localize, lang, ...others } = rules
  if (rules.anchors === 'off' && !localize && !lang) {
    return { text: document.bom + document.source, reverted: units }
  }
  return { ...writeDocument(document, units, { ...others, anchors: 'off' }), linksLeft: true }
}

function isChanged(unit: Unit, answers: Answers): boolean {
  return segmentsOf(unit).some((segment) => {
    const answer = answers.get(segment)
    return answer !== undefined && !sameTokens(answer, sourceTokens(segment))
  })
}

/** Either half of one, as a cell may have it. */
const TEMPLATE_MARK = /\{\{|\{%|\{#\s|<%|\}\}|%\}|#\}|%>/

/** Nothing can be escaped from template programs: they do not read markdown. */
function addsTemplate(unit: Unit, answers: Answers): boolean {
  return segmentsOf(unit).some((segment) => {
    const words = (answers.get(segment) ?? [])
      .map((token) => (token.type === 'text' ? token.value : ' '))
      .join('')
    return TEMPLATE_START.test(words) && !TEMPLATE_START.test(segment.text)
  })
}

function sameTokens(a: Token[], b: Token[]): boolean {
  return a.length === b.length && a.every((token, index) => sameToken(token, b[index]!))
}

function sameToken(a: Token, b: Token): boolean {
  if (a.type === 'text' || b.type === 'text')
    return a.type === 'text' && b.type === 'text' && a.value === b.value
  return a.type === b.type && a.id === b.id
}

/** The kept units that may have changed the page, most likely first; undefined when the draft is sound. */
function suspectsOf(document: Document, draft: Draft, kept: ReadonlySet<Unit>): Unit[] | undefined {
  if (draft.edits.length === 0) return undefined
  const reread = reparse(document, draft)
  const at =
    'blocks' in reread
      ? firstDifference(document.outline.blocks, reread.blocks, draft.expected)
      : reread
  if (at) {
    const distance = (unit: Unit) =>
      unit.start > at.end
        ? unit.start - at.end
        : unit.end < at.start
          ? (at.start - unit.end) / 1000
          : 0
    return [...kept].sort((a, b) => distance(a) - distance(b))
  }
  const { source, syntax } = document
  if (readsTemplates(syntax) && listOf(source) !== listOf(draft.text)) {
    const holds = ({ start, end }: Unit) => TEMPLATE_MARK.test(source.slice(start, end))
    return [...kept].sort((a, b) => Number(holds(b)) - Number(holds(a)))
  }
  const { frontmatter } = document
  if (!frontmatter || draft.fields.size === 0) return undefined
  const { value, format } = frontmatter
  const after = frontmatterValue(draft.text, frontmatter)
  if (after !== undefined && checkFrontmatter(value, after, format, draft.fields)) return undefined
  return [...kept].filter(({ kind }) => kind === 'frontmatter')
}

/** The blocks of a draft, or the place in the source where it can no longer be parsed: MDX has syntax errors. */
function reparse({ syntax }: Document, { text, edits }: Draft): Outline | Range {
  try {
    return outline(parse(text, syntax), text, syntax.html)
  } catch (error) {
    const { place } = error as { place?: { offset?: number; start?: { offset?: number } } }
    const offset = place?.start?.offset ?? place?.offset ?? 0
    const start = sourceOffset(edits, offset)
    return { start, end: start }
  }
}

function frontmatterValue(
  text: string,
  { offset, format }: { offset: number; format: 'yaml' | 'toml' },
): string | undefined {
  const rest = text.slice(offset)
  const close = (format === 'yaml' ? YAML_END : TOML_END).exec(rest)
  return close ? rest.slice(0, close.index) : undefined
}

const YAML_END = /(?:^|\r\n|\n|\r)---[ \t]*(?:\r\n|\n|\r|$)/
const TOML_END = /(?:^|\r\n|\n|\r)\+\+\+[ \t]*(?:\r\n|\n|\r|$)/
