import type { BlockUnit } from './units.ts'

/** Where inline content stands; it decides what has to be escaped. */
export interface Place {
  /**
   * `label` stands in brackets (`:::note[Title]`), `line` is the rest of a line (`:::tip Title`), where a trailing
   * `{…}` would be attributes. Both are one line.
   */
  kind: 'paragraph' | 'heading' | 'tableCell' | 'label' | 'line'
  /**
   * What its line has before it: nothing at all (MDX looks for `import` there), marks of lists and quotes or blanks
   * (what would start a block must be escaped), or other bytes (nothing can start).
   */
  before: 'nothing' | 'container' | 'bytes'
}

/** Bytes on the line in front of content that say enough about it; a table of 5 MB may be one line. */
const WINDOW = 40

/** The place of a unit. Its `start` is that of its inline content, behind `## ` or `| `. */
export function placeOf({ kind, start }: Pick<BlockUnit, 'kind' | 'start'>, source: string): Place {
  const window = source.slice(Math.max(0, start - WINDOW), start)
  const line = window.slice(Math.max(window.lastIndexOf('\n'), window.lastIndexOf('\r')) + 1)
  const before = line === '' ? 'nothing' : 'container'
  switch (kind) {
    case 'heading':
    case 'tableCell':
      return { kind, before: /[#|][ \t]*$/.test(line) ? 'bytes' : before }
    case 'label':
      return { kind: line.endsWith('[') ? 'label' : 'line', before: 'bytes' }
    default:
      return { kind: 'paragraph', before }
  }
}
