import type { Range } from '../inline.ts'

/** The ranges that stand in none of the others; both lists sorted. */
export function notInside<Item extends Range>(others: Range[], ranges: Item[]): Item[] {
  let index = 0
  return ranges.filter(({ start }) => {
    while (index < others.length && others[index]!.end <= start) index++
    return index >= others.length || start < others[index]!.start
  })
}

/** Every range once, however often it is listed. */
export function move(ranges: Range[], by: number): void {
  for (const range of new Set(ranges)) {
    range.start += by
    range.end += by
  }
}

/** Lines of ascending offsets. */
export function lineCounter(text: string, first: number): (offset: number) => number {
  let line = first
  let counted = 0
  return (offset) => {
    line += text.slice(counted, offset).match(/\r\n|\n|\r/g)?.length ?? 0
    counted = offset
    return line
  }
}
