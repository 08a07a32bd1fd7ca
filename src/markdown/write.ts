import { sourceTokens } from '../tags/source.ts'
import type { LanguagePair, Token } from '../types.ts'
import { writeAttribute } from './attributes.ts'
import { spaceBareLinks } from './bare-links.ts'
import { type Answers, joinParts, plainText, toOutput } from './compose.ts'
import { type Document, segmentsOf, type Unit } from './document.ts'
import { checkFrontmatter, writeField } from './frontmatter.ts'
import { fingerprintInlines, firstDifference } from './guard.ts'
import type { Range } from './inline.ts'
import { parse } from './parse.ts'
import { serialise } from './serialise.ts'
import { type Edit, splice } from './splice.ts'
import { outline } from './units.ts'

export interface Written {
  /** The translated document, byte order mark included. */
  text: string
  /** Units whose translation could not be written without changing the page; they stand as in the source. */
  reverted: Unit[]
}

/** New bytes for the value of `lang` in front matter. */
export type LangEdit = Edit & { value: string }

/**
 * Splices answers into a document and proves by parsing the result that nothing but words has changed.
 * Units that would change more are put back one after the other until the proof holds.
 */
export function writeDocument(
  document: Document,
  units: Unit[],
  answers: Answers,
  pair: LanguagePair,
  lang?: LangEdit,
): Written {
  const kept = new Set(units.filter((unit) => isChanged(unit, answers)))
  const reverted: Unit[] = []
  for (let round = 0; ; round++) {
    const draft = draftOf(document, kept, answers, pair, lang)
    const suspects = suspectsOf(document, draft, kept)
    if (suspects.length === 0) return { text: document.bom + draft.text, reverted }
    // One unit at a time while that is cheap; each round costs a parse.
    for (const unit of suspects.slice(0, 2 ** Math.max(0, round - 3))) {
      kept.delete(unit)
      reverted.push(unit)
    }
  }
}

function isChanged(unit: Unit, answers: Answers): boolean {
  return segmentsOf(unit).some((segment) => {
    const answer = answers.get(segment)
    return answer !== undefined && !sameTokens(answer, sourceTokens(segment))
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

interface Draft {
  text: string
  edited: boolean
  /** What each changed block must read like when it is parsed again, by its start in the source. */
  expected: Map<number, string>
  /** New values in front matter, by path. */
  fields: Map<string, string>
}

function draftOf(
  document: Document,
  kept: ReadonlySet<Unit>,
  answers: Answers,
  pair: LanguagePair,
  lang?: LangEdit,
): Draft {
  const { source } = document
  const expected = new Map<number, string>()
  const fields = new Map<string, string>()
  const edits: Edit[] = []
  if (lang) {
    edits.push(lang)
    fields.set('lang', lang.value)
  }
  const attributes: Edit[] = []
  for (const unit of kept) {
    if (!('attribute' in unit)) continue
    const value = plainText(joinParts(unit.parts, answers, pair))
    attributes.push({
      start: unit.start,
      end: unit.end,
      text: writeAttribute(unit.attribute, value),
    })
  }
  attributes.sort((a, b) => a.start - b.start)
  const slice = ({ start, end }: Range) => source.slice(start, end)
  const raw = (range: Range) => spliceRange(source, range, attributes)
  const blocks: Range[] = []
  for (const unit of kept) {
    if ('attribute' in unit) continue
    const joined = joinParts(unit.parts, answers, pair)
    if ('field' in unit) {
      const value = plainText(joined)
      fields.set(unit.field.path, value)
      edits.push({ start: unit.start, end: unit.end, text: writeField(unit.field, value) })
      continue
    }
    const content = spaceBareLinks(joined, slice)
    expected.set(unit.start, fingerprintInlines(content))
    blocks.push(unit)
    edits.push({ ...rangeOnly(unit), text: serialise(toOutput(content, raw, slice), unit.kind) })
  }
  blocks.sort((a, b) => a.start - b.start)
  edits.push(...outside(attributes, blocks))
  return { text: splice(source, edits), edited: edits.length > 0, expected, fields }
}

const rangeOnly = ({ start, end }: Range): Range => ({ start, end })

/** @param edits sorted, not overlapping */
function spliceRange(source: string, { start, end }: Range, edits: Edit[]): string {
  const inside: Edit[] = []
  for (let index = firstFrom(edits, start); index < edits.length; index++) {
    const edit = edits[index]!
    if (edit.end > end) break
    inside.push({ ...edit, start: edit.start - start, end: edit.end - start })
  }
  const bytes = source.slice(start, end)
  return inside.length === 0 ? bytes : splice(bytes, inside)
}

/** Index of the first of the sorted edits that starts at an offset or after it. */
function firstFrom(edits: Edit[], offset: number): number {
  let low = 0
  let high = edits.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (edits[middle]!.start < offset) low = middle + 1
    else high = middle
  }
  return low
}

/** The edits that no rewritten block contains; both lists sorted. */
function outside(edits: Edit[], blocks: Range[]): Edit[] {
  let index = 0
  return edits.filter((edit) => {
    while (index < blocks.length && blocks[index]!.end <= edit.start) index++
    return index >= blocks.length || edit.start < blocks[index]!.start
  })
}

/** The kept units that may have changed the page, most likely first; none when the draft is sound. */
function suspectsOf(document: Document, draft: Draft, kept: ReadonlySet<Unit>): Unit[] {
  if (!draft.edited) return []
  const reread = outline(parse(draft.text), draft.text)
  const at = firstDifference(document.outline.blocks, reread.blocks, draft.expected)
  if (at) {
    const distance = (unit: Unit) =>
      unit.start > at.end
        ? unit.start - at.end
        : unit.end < at.start
          ? (at.start - unit.end) / 1000
          : 0
    return [...kept].sort((a, b) => distance(a) - distance(b))
  }
  const { frontmatter } = document
  if (!frontmatter || draft.fields.size === 0) return []
  const { value, format } = frontmatter
  const after = frontmatterValue(draft.text, frontmatter)
  if (after !== undefined && checkFrontmatter(value, after, format, draft.fields)) return []
  return [...kept].filter((unit) => 'field' in unit)
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
