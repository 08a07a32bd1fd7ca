import type { Lines } from './lines.ts'
import type { Scan } from './marker.ts'

/** Whether a text may hold an attribute list. */
export const MAY_HOLD_ATTRIBUTES = /\{(?:[:.# \t]|[\w@-]+=)/

/** `{: .class}`, `{:toc}`: after the colon kramdown takes nearly anything. */
const KRAMDOWN = /^\{:[^{}]*\}[ \t]*$/
const ITEM = /[ \t]*(?:[.#][^\s{}"'=.#]+|[\w:@-]+=(?:"[^"]*"|'[^']*'|[^\s{}"'=]+))/y
const END = /[ \t]*\}$/y

/** A line that is nothing but one attribute list, for the block above or below it. `{name}` is prose. */
export function attributeListScan(lines: Lines): Scan {
  return ({ start }) => {
    const end = lines.end(start)
    const line = lines.text.slice(start, end)
    return KRAMDOWN.test(line) || isList(line.trimEnd()) ? { kind: 'attributes', end } : undefined
  }
}

function isList(line: string): boolean {
  let at = 1
  do {
    ITEM.lastIndex = at
    if (!ITEM.test(line)) return false
    at = ITEM.lastIndex
    END.lastIndex = at
  } while (!END.test(line))
  return true
}
