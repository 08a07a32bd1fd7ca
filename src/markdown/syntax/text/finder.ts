/**
 * `indexOf` that remembers its last answer: asking for a mark from many places before it costs one search.
 *
 * @returns for an offset that of the next mark there or after it, `Infinity` if there is none
 */
export function finder(text: string, mark: string): (from: number) => number {
  let searched = 0
  let found = -1
  return (from) => {
    if (from < searched || from > found) {
      const index = text.indexOf(mark, from)
      searched = from
      found = index < 0 ? Number.POSITIVE_INFINITY : index
    }
    return found
  }
}
