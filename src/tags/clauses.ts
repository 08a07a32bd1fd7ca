import { localeScript } from '../locales.ts'
import { sentences } from '../segments/sentences.ts'
import type { Locale, Segment, Tag, Token } from '../types.ts'
import { joinTexts } from './tokens.ts'
import type { Range } from './words.ts'

/** A segment cut into shorter ones. */
export interface Clauses {
  clauses: Segment[]
  /** Makes the tokens of the whole from those of the clauses, one list for each, in the language `to`. */
  join(translated: Token[][], to: Locale): Token[]
}

/** A clause of fewer characters says too little to be translated alone. */
const SHORTEST = 20
/** From this length on a comma will do, if there is nothing better. */
const LONG = 160
/** Scripts that say the same in a third of the characters, and those of them that write no space between sentences. */
const DENSE = /^(?:Hans|Hant|Jpan|Kore)$/
const UNSPACED = /^(?:Hans|Hant|Jpan)$/

const SEAM = /[;:؛]\s+|[；：]\s*|\s[—–-]\s+|\s*—+\s*/gu
const COMMA = /[,،]\s+|[，、]\s*/gu
const DASH = /^\s*[—–-]/u
const BRACKET = /[([{（［｛“«„「『《]|([)\]}）］｝”»」』》])/gu

/**
 * Cuts a segment between sentences and at semicolons, colons and dashes; a long one without any of them at the comma
 * nearest to its middle. Never inside of a tag or of brackets.
 *
 * @returns `undefined` where there is no place to cut
 */
export function clausesOf(segment: Segment, from: Locale): Clauses | undefined {
  const { text } = segment
  const scale = DENSE.test(localeScript(from)) ? 3 : 1
  const cut = (gaps: Range[]) => stretchesOf(text, gaps, SHORTEST / scale)
  let stretches = cut(allowedIn(segment, seamsOf(text, from)))
  if (stretches.length < 2 && text.length >= LONG / scale) {
    const distance = ({ start }: Range) => Math.abs(start - text.length / 2)
    const commas = allowedIn(segment, gapsAt(text, COMMA))
    stretches = cut(commas.sort((a, b) => distance(a) - distance(b)).slice(0, 1))
  }
  if (stretches.length < 2) return undefined
  const parts = cutTags(segment, stretches)
  return {
    clauses: parts.map(({ clause }) => clause),
    join: (translated, to) =>
      joinTexts(
        translated.flatMap((tokens, index) => {
          const own = tokens.map((token) => shifted(token, parts[index]!.ids))
          if (index === 0) return own
          const gap = text.slice(stretches[index - 1]!.end, stretches[index]!.start)
          return [{ type: 'text', value: gapIn(gap, to) }, ...own]
        }),
      ),
  }
}

/** What stands between two clauses: a dash as it is, else a space where the language writes one. */
function gapIn(gap: string, to: Locale): string {
  if (gap.trim() !== '') return gap
  return UNSPACED.test(localeScript(to)) ? '' : ' '
}

/** From where one clause may end to where the next one starts, in reading order. */
function seamsOf(text: string, from: Locale): Range[] {
  const found = sentences(text, from)
  const between = found
    .slice(1)
    .map(({ start }, index) => ({ start: found[index]!.end, end: start }))
  return [...between, ...gapsAt(text, SEAM)].sort((a, b) => a.start - b.start)
}

/** A mark stays with the clause that it ends, a dash with neither. */
function gapsAt(text: string, marks: RegExp): Range[] {
  return Array.from(text.matchAll(marks), ({ 0: mark, index }) => ({
    start: index + (DASH.test(mark) ? 0 : mark.trimEnd().length),
    end: index + mark.length,
  }))
}

/** The gaps outside of tags and brackets. @param gaps in reading order */
function allowedIn({ text, tags }: Segment, gaps: Range[]): Range[] {
  const blocks = [...tags.map(roomOf), ...enclosedIn(text)].sort((a, b) => a.start - b.start)
  let next = 0
  let blocked = 0
  return gaps.filter(({ start, end }) => {
    for (; next < blocks.length && blocks[next]!.start < end; next++)
      blocked = Math.max(blocked, blocks[next]!.end)
    return blocked <= start
  })
}

/** A tag without words keeps both its neighbours. */
function roomOf({ start, end }: Tag): Range {
  return start < end ? { start, end } : { start: start - 0.5, end: end + 0.5 }
}

/** The outermost brackets and quotes that are closed again. */
function enclosedIn(text: string): Range[] {
  const open: number[] = []
  const found: Range[] = []
  for (const { 0: mark, 1: closing, index } of text.matchAll(BRACKET)) {
    if (closing === undefined) open.push(index)
    else if (open.length > 0) found.push({ start: open.pop()!, end: index + mark.length })
  }
  return found
}

/** The text without the gaps; one that would leave too little on either side is not used. */
function stretchesOf(text: string, gaps: Range[], shortest: number): Range[] {
  const stretches: Range[] = []
  const last = lastLetter(text)
  let start = 0
  let letter = firstLetter(text, 0)
  for (const gap of gaps) {
    if (gap.start - start < shortest || text.length - gap.end < shortest) continue
    if (letter >= gap.start || last < gap.end) continue
    stretches.push({ start, end: gap.start })
    start = gap.end
    letter = firstLetter(text, start)
  }
  return [...stretches, { start, end: text.length }]
}

function firstLetter(text: string, from: number): number {
  const letters = /\p{L}/gu
  letters.lastIndex = from
  return letters.exec(text)?.index ?? text.length
}

function lastLetter(text: string): number {
  let at = text.length - 1
  while (at >= 0 && !/[\p{L}\p{Cs}]/u.test(text[at]!)) at--
  return at
}

/** The clauses as segments, their tags numbered anew; `ids` is how many tags stand before. */
function cutTags({ text, tags }: Segment, stretches: Range[]): { clause: Segment; ids: number }[] {
  const inOrder = tags.toSorted((a, b) => a.id - b.id)
  let ids = 0
  return stretches.map(({ start, end }, index) => {
    const before = ids
    const limit = stretches[index + 1]?.start ?? Number.POSITIVE_INFINITY
    while (ids < inOrder.length && inOrder[ids]!.start < limit) ids++
    const own = inOrder.slice(before, ids).map((tag) => ({
      ...tag,
      id: tag.id - before,
      start: tag.start - start,
      end: tag.end - start,
      parent: tag.parent === undefined ? undefined : tag.parent - before,
    }))
    return { clause: { text: text.slice(start, end), tags: own }, ids: before }
  })
}

function shifted(token: Token, ids: number): Token {
  return token.type === 'text' ? token : { ...token, id: token.id + ids }
}
