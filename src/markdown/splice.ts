/** New bytes for a half-open UTF-16 range of a text. */
export interface Edit {
  start: number
  end: number
  text: string
}

/**
 * Replaces ranges of a text and leaves every other byte alone.
 *
 * @param edits in any order; they must not overlap
 */
export function splice(source: string, edits: Edit[]): string {
  let result = ''
  let done = 0
  for (const { start, end, text } of edits.toSorted((a, b) => a.start - b.start)) {
    if (start < done) throw new RangeError(`edits overlap at ${start}`)
    result += source.slice(done, start) + text
    done = end
  }
  return result + source.slice(done)
}

/** Where an offset of the spliced text lies in the source; in new bytes, where the bytes lay that they replace. */
export function sourceOffset(edits: Edit[], offset: number): number {
  let moved = 0
  for (const { start, end, text } of edits.toSorted((a, b) => a.start - b.start)) {
    if (start + moved > offset) break
    if (offset < start + moved + text.length) return start
    moved += text.length - (end - start)
  }
  return offset - moved
}
