import type { TokenizeContext } from 'micromark-util-types'
import type { Range } from '../../inline.ts'

/** Where a construct may begin. */
export interface Place {
  /** Offset of its first byte. */
  start: number
  /** What stands before it on its line on behalf of quotes and lists: `> `, `- `, `   `. */
  container: string
  /** Whether a paragraph is open that it would end. */
  interrupts: boolean
}

/** Where a tokenizer is; its indentation is no container. */
export function placeOf(self: TokenizeContext, text: string): Place {
  const start = self.now().offset
  const tail = self.events.at(-1)?.[1]
  const end = tail?.type === 'linePrefix' ? tail.start.offset : start
  return {
    start,
    container: text.slice(startOfLine(text, end), end),
    interrupts: self.interrupt === true,
  }
}

export function startOfLine(text: string, offset: number): number {
  let start = offset
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--
  return start
}

/** Columns that white space takes, tab stops every 4; other characters count 1. */
export function width(text: string): number {
  let columns = 0
  for (const character of text) columns += character === '\t' ? 4 - (columns % 4) : 1
  return columns
}

/** The text as lines. Looking ahead is remembered, so that asking once per line costs one pass over the text. */
export interface Lines {
  text: string
  /** Offset of the line ending at or behind an offset, or of the end of the text. */
  end(offset: number): number
  /** Offset of the line after the one that ends at `end`; nothing at the end of the text. */
  next(end: number): number | undefined
  /** The first match of a global pattern from an offset on. */
  find(pattern: RegExp, from: number): RegExpExecArray | undefined
  /** Whether all lines from a place to an offset are in the same container. An estimate: only the parser knows. */
  reaches(place: Place, offset: number): boolean
  /** Whether a mark is all there is on a later line of the same container, indented by so many columns at most. */
  closes(place: Place, mark: Range, deepest?: number): boolean
}

const LINE_ENDING = /[\n\r]/g
const QUOTE = /[ \t]*> ?/y
const BLANKS = /[ \t]*/y

export function createLines(text: string): Lines {
  const found = new Map<string, { from: number; match: RegExpExecArray | undefined }>()
  /** The lines behind which a container has ended, by container. */
  const ended = new Map<string, { from: number; to: number }>()

  function matchAt(pattern: RegExp, offset: number): string | undefined {
    pattern.lastIndex = offset
    return pattern.exec(text)?.[0]
  }

  const lines: Lines = {
    text,
    end(offset) {
      return lines.find(LINE_ENDING, offset)?.index ?? text.length
    },
    next(end) {
      if (end >= text.length) return undefined
      return text.startsWith('\r\n', end) ? end + 2 : end + 1
    },
    find(pattern, from) {
      const known = found.get(pattern.source)
      if (known && known.from <= from && from <= (known.match?.index ?? Infinity))
        return known.match
      pattern.lastIndex = from
      const match = pattern.exec(text) ?? undefined
      found.set(pattern.source, { from, match })
      return match
    },
    reaches(place, offset) {
      if (place.container === '') return true
      const known = ended.get(place.container)
      if (known && place.start >= known.from && place.start < known.to && offset >= known.to)
        return false
      let line = lines.next(lines.end(place.start))
      while (line !== undefined && line <= offset) {
        if (!inside(place.container, line)) {
          ended.set(place.container, { from: place.start, to: line })
          return false
        }
        line = lines.next(lines.end(line))
      }
      return true
    },
    closes(place, { start, end }, deepest = 3) {
      const line = startOfLine(text, start)
      const content = line > place.start && inside(place.container, line)
      if (!content || content.start !== start || content.indent > deepest) return false
      return end + matchAt(BLANKS, end)!.length === lines.end(end) && lines.reaches(place, start)
    },
  }

  /** What a line has inside a container; nothing if it is outside of it. */
  function inside(container: string, line: number): { start: number; indent: number } | undefined {
    let start = line
    for (let depth = container.split('>').length; depth > 1; depth--) {
      const quote = matchAt(QUOTE, start)
      if (quote === undefined) return undefined
      start += quote.length
    }
    const blanks = matchAt(BLANKS, start)!
    start += blanks.length
    const indent = width(blanks) - width(container.replace(/^.*> ?/, ''))
    return indent < 0 && start < lines.end(start) ? undefined : { start, indent }
  }

  return lines
}
