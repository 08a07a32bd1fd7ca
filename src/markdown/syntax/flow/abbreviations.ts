import type { Lines } from './lines.ts'
import type { Scan } from './marker.ts'

const ABBREVIATION = /^\*\[[^[\]]+\] ?:[ \t]*/

/** `*[HTML]: Hypertext Markup Language`: https://michelf.ca/projects/php-markdown/extra/#abbr */
export function abbreviationScan(lines: Lines): Scan {
  return ({ start }) => {
    const end = lines.end(start)
    const line = lines.text.slice(start, end).trimEnd()
    const opening = ABBREVIATION.exec(line)?.[0]
    // `*[Note]: mind the gap*` is emphasis.
    if (opening === undefined || /[^\\]\*$/.test(line)) return undefined
    const children =
      opening.length < line.length
        ? { start: start + opening.length, end: start + line.length }
        : undefined
    return { kind: 'abbreviation', children, end }
  }
}
