/** How a string is written: decides how another one may be written in its place. */
export type StringStyle =
  | {
      format: 'yaml'
      quotes: 'plain' | 'single' | 'double' | 'literal' | 'folded'
      /** Inside `[…]` or `{…}`, where commas and brackets end a plain string. */
      flow: boolean
    }
  | { format: 'toml'; quotes: 'basic' | 'literal'; multiline: boolean }

/** One value of a front matter, in document order; a list or table comes before what it holds. */
export interface Entry {
  /** Keys and list indexes from the root. */
  path: string[]
  /** What the value is, as exactly as needed to see that it changed: `string`, `number`, `list`, `string &anchor` … */
  kind: string
  /** The string, or the source of any other single value; empty for lists and tables. */
  value: string
  /** Half-open range of the value, quotes included, in the text between the fences. */
  start: number
  end: number
  /** Present on a string that can be replaced without changing anything else. */
  style?: StringStyle
}

/** What a front matter holds, or one sentence that says why and where it cannot be read. */
export type Entries = { entries: Entry[] } | { problem: string }

/** Why a front matter cannot be read; `line` counts from 1 below the fence, which is line 1 of the document. */
export function unreadable(format: 'YAML' | 'TOML', line: number, reason: string): Entries {
  return { problem: `Invalid ${format} in line ${line + 1}: ${reason}.` }
}
