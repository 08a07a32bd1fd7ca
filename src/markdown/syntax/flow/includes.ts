import type { Lines } from './lines.ts'
import type { Scan } from './marker.ts'

const INCLUDE = /^<<<[ \t]*[\w@.~/]/

/** `<<< @/snippets/a.js{2,4-6}`: https://vitepress.dev/guide/markdown#import-code-snippets */
export function includeScan(lines: Lines): Scan {
  return ({ start }) => {
    const end = lines.end(start)
    return INCLUDE.test(lines.text.slice(start, Math.min(end, start + 40)))
      ? { kind: 'directive', end }
      : undefined
  }
}
