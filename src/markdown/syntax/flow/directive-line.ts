import type { Range } from '../../inline.ts'

/** A line such as `:::tip Title`, `::card[Label]{icon=x}` or `:::`. */
export interface DirectiveLine {
  /** How many colons it starts with, 2 or more. */
  colons: number
  /** Nothing for a closing line, and where only attributes follow. */
  name?: string
  /** What it shows, as offsets in the line: the label in brackets or the rest of the line. */
  title?: Range
  /** Whether the title is the rest of the line. */
  loose?: boolean
}

/** Any word: sites name their containers in their own language. */
const OPENING = /^(:{2,})([ \t]*)([\p{L}_][^\s[\]{}"'`<>|:]*)?/u

/**
 * Reads one line.
 *
 * @param line from its first colon on, without white space at the end
 * @returns nothing for a line of prose
 */
export function readDirectiveLine(line: string): DirectiveLine | undefined {
  const match = OPENING.exec(line)
  if (!match) return undefined
  const [opening, { length: colons }, space, name] = match as unknown as [
    string,
    string,
    string,
    string?,
  ]
  const at = opening.length
  if (name === undefined) return readNameless(line, at, colons)
  if (colons === 2 && space !== '') return undefined
  const label = line[at] === '[' ? closingBracket(line, at) : -1
  if (label > 0 && isAttributes(line, label + 1)) {
    return { colons, name, title: trimmed(line, at + 1, label) }
  }
  const rest = trimmed(line, afterAttributes(line, at), line.length)
  if (!rest) return { colons, name }
  if (colons === 2) return undefined
  const title = trimmed(line, rest.start, startOfAttributes(line, rest))
  if (!title || isArguments(line.slice(title.start, title.end))) return { colons, name }
  return { colons, name, title, loose: true }
}

/** `:::`, and what Pandoc and MyST write: `::: {.warning}`, `:::{note} Title`. */
function readNameless(line: string, at: number, colons: number): DirectiveLine | undefined {
  const attributes = colons > 2 && line[at] === '{' && closingBrace(line, at) > 0
  return line.length === colons || attributes ? { colons } : undefined
}

/** Microsoft Learn has attributes without braces, and closes on the same line: `:::image source="x.png":::`. */
function isArguments(rest: string): boolean {
  return rest.endsWith(':::') || /^[\w-]+=/.test(rest)
}

function isAttributes(line: string, start: number): boolean {
  return (
    start === line.length || (line[start] === '{' && closingBrace(line, start) === line.length - 1)
  )
}

function afterAttributes(line: string, start: number): number {
  return line[start] === '{' ? closingBrace(line, start) + 1 || start : start
}

/** Where the attributes at the end of a title start, or its end: `Click me {open}`. A `{{ template }}` is no attribute. */
function startOfAttributes(line: string, { start, end }: Range): number {
  if (line[end - 1] !== '}') return end
  let open = line.indexOf('{', start)
  while (open >= 0) {
    const close = closingBrace(line, open)
    if (close < 0) return end
    if (close === end - 1) return /[{%]/.test(line[open + 1]!) ? end : open
    open = line.indexOf('{', close)
  }
  return end
}

/** Index of the `]` that belongs to a `[`; -1 without one. */
function closingBracket(line: string, open: number): number {
  let depth = 0
  for (let index = open; index < line.length; index++) {
    if (line[index] === '\\') index++
    else if (line[index] === '[') depth++
    else if (line[index] === ']' && --depth === 0) return index
  }
  return -1
}

/** Index of the `}` that belongs to a `{`, quoted values left out; -1 without one. */
function closingBrace(line: string, open: number): number {
  let depth = 0
  for (let index = open; index < line.length; index++) {
    const character = line[index]!
    if (character === '{') depth++
    else if (character === '}' && --depth === 0) return index
    else if ((character === '"' || character === "'") && line[index - 1] === '=') {
      index = line.indexOf(character, index + 1)
      if (index < 0) return -1
    }
  }
  return -1
}

function trimmed(line: string, start: number, end: number): Range | undefined {
  let from = start
  let to = end
  while (from < to && isBlank(line[from])) from++
  while (to > from && isBlank(line[to - 1])) to--
  return from < to ? { start: from, end: to } : undefined
}

const isBlank = (character?: string) => character === ' ' || character === '\t'
