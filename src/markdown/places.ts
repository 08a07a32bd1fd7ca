import type { Data, Node } from 'mdast'
import type { CompileContext, Extension, Token } from 'mdast-util-from-markdown'
import type { Range } from './inline.ts'

/** Where the values of a link, image or definition stand: the tree has the values alone. */
export interface Places {
  /** The address without its angle brackets. */
  destination?: Range
  /** The title without its quotes. */
  title?: Range
  /** What stands between the first brackets: words of a link, alt of an image. */
  label?: Range
}

/** Notes the places of values while the tree is built. Handlers do what the ones they replace do, and that. */
export const places: Extension = {
  exit: {
    resourceDestinationString: valueHandler('url', 'destination'),
    definitionDestinationString: valueHandler('url', 'destination'),
    resourceTitleString: valueHandler('title', 'title'),
    definitionTitleString: valueHandler('title', 'title'),
  },
  enter: {
    labelText(token) {
      note(this.stack.at(-2)!, 'label', token)
    },
  },
}

/** @returns no places for nodes that have none, such as autolinks */
export function placesOf(node: Node): Places {
  return (node.data as (Data & { places?: Places }) | undefined)?.places ?? {}
}

function valueHandler(field: 'url' | 'title', place: keyof Places) {
  return function (this: CompileContext, token: Token): void {
    const value = this.resume()
    const node = this.stack.at(-1)! as unknown as Record<string, string> & Node
    node[field] = value
    note(node, place, token)
  }
}

function note(node: Node, place: keyof Places, { start, end }: Token): void {
  const known = placesOf(node)
  const data: Data & { places: Places } = { ...node.data, places: known }
  known[place] = { start: start.offset, end: end.offset }
  node.data = data
}
