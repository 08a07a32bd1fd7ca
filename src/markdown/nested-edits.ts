import type { Range } from './inline.ts'
import { type Edit, splice } from './splice.ts'

/**
 * The bytes of a range with the edits inside it.
 *
 * @param edits sorted, not overlapping
 */
export function spliceRange(source: string, { start, end }: Range, edits: Edit[]): string {
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
export function outside(edits: Edit[], blocks: Range[]): Edit[] {
  let index = 0
  return edits.filter((edit) => {
    while (index < blocks.length && blocks[index]!.end <= edit.start) index++
    return index >= blocks.length || edit.start < blocks[index]!.start
  })
}
