import { endsItem, holdsItems, isBlockLevel, isItem } from './elements.ts'

/** What is known about the place in an element. */
export interface Inside {
  /** Whether its content is left alone. */
  untranslated: boolean
  /** Whether nothing inside can be translated again: the content is no prose. */
  sealed: boolean
}

/** The elements of a document that are open at the moment. Every call takes constant time, calls that close all in all. */
export interface OpenElements {
  inside(): Inside
  /** Closes the items that an opening tag ends, such as the `<li>` before an `<li>`. Comes before `open`. */
  endItems(name: string): void
  /** @param token where the block has the tag */
  open(name: string, inside: Inside, token: number): void
  /** Closes an element with what is still open in it. Returns where the block has its opening tag, if it has it. */
  close(name: string): number | undefined
  /** Forgets what cannot last longer than a block (`keep`), or everything that it has opened. */
  endBlock(keep: boolean): void
}

interface Element extends Inside {
  name: string
  /** -1 when it comes from an earlier block. */
  token: number
  /** Indices of open elements, itself included, -1 for none: the nearest that is block-level, */
  block: number
  /** the nearest list or table, */
  list: number
  /** the nearest item in that list or table, */
  item: number
  /** and the nearest before it that has its name. */
  namesake: number
}

const OUTSIDE: Inside & Pick<Element, 'block' | 'list' | 'item'> = {
  untranslated: false,
  sealed: false,
  block: -1,
  list: -1,
  item: -1,
}

export function createOpenElements(): OpenElements {
  const stack: Element[] = []
  const nearest = new Map<string, number>()
  /** How many of the elements were there before the block. */
  let before = 0

  const top = () => stack.at(-1) ?? OUTSIDE
  const truncate = (length: number) => {
    while (stack.length > length) {
      const { name, namesake } = stack.pop()!
      nearest.set(name, namesake)
    }
    before = Math.min(before, length)
  }
  const push = (name: string, { untranslated, sealed }: Inside, token: number) => {
    const index = stack.length
    const { block, list, item } = top()
    const isList = holdsItems(name)
    stack.push({
      name,
      untranslated,
      sealed,
      token,
      block: isBlockLevel(name) ? index : block,
      list: isList ? index : list,
      item: isItem(name) ? index : isList ? -1 : item,
      namesake: nearest.get(name) ?? -1,
    })
    nearest.set(name, index)
  }

  return {
    inside: top,
    endItems(name) {
      for (let { item } = top(); item >= 0 && endsItem(name, stack[item]!.name); { item } = top())
        truncate(item)
    },
    open: push,
    close(name) {
      const index = nearest.get(name) ?? -1
      const { block, list } = top()
      // `</b>` does not close a `<b>` around the `<div>` that it stands in, nor `</li>` an item of the list around this one.
      const bound = isItem(name) ? list : isBlockLevel(name) ? -1 : block
      if (index < 0 || index < bound) return undefined
      const { token } = stack[index]!
      truncate(index)
      return token < 0 ? undefined : token
    },
    endBlock(keep) {
      const opened = stack.slice(before)
      truncate(before)
      if (keep) for (const element of opened) if (lasts(element)) push(element.name, element, -1)
      before = stack.length
    },
  }
}

/**
 * Whether an element can go on behind the blank line that ends an HTML block: those that must be closed by a tag.
 * A paragraph cannot, nor can running text; an item can as long as the list or table does.
 */
function lasts({ name, list }: Element): boolean {
  if (name === 'p') return false
  return isItem(name) ? list >= 0 : isBlockLevel(name)
}
