import type { Data } from 'mdast'
import type { Extension as FromMarkdownExtension } from 'mdast-util-from-markdown'
import { markdownLineEnding } from 'micromark-util-character'
import type { Code, Construct, State, Tokenizer } from 'micromark-util-types'
import type { Range } from '../../inline.ts'
import type { Marker } from '../../syntax.ts'
import { type Lines, type Place, placeOf } from './lines.ts'

/** A marker as it stands in the text. */
export interface Mark {
  kind: Marker['kind']
  /** Offset of its end, which is the end of a line, maybe a later one. */
  end: number
  /** What a reader sees of it: inline content on its first line, from its first byte to its last, not empty. */
  children?: Range
  /** The YAML props of a component, without their fences. */
  props?: Range
}

/** Looks at the text for a marker that begins at a place. */
export type Scan = (place: Place) => Mark | undefined

interface MarkerData extends Data {
  /** Offsets of the YAML props of a component, without their fences. */
  props?: Range
}

declare module '../../syntax.ts' {
  interface Marker {
    data?: MarkerData
  }
}

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    marker: 'marker'
    markerBytes: 'markerBytes'
  }
  interface Token {
    _mark?: Mark
  }
}

/** A virtual space: what a tab is wide beyond its first column. It takes no byte. */
const VIRTUAL_SPACE = -1

/**
 * Makes a construct of a scanner. It ends paragraphs, and its lines are no lazy continuation lines.
 * The scanner decides before anything is read, for what has been given to the parser as one block cannot be taken back.
 */
export function markerConstruct(scan: Scan, lines: Lines): Construct {
  return { name: 'marker', concrete: true, tokenize }

  function tokenize(
    this: ThisParameterType<Tokenizer>,
    ...[effects, ok, nok]: Parameters<Tokenizer>
  ): State {
    const self = this
    let mark: Mark

    return (code) => {
      const found = scan(placeOf(self, lines.text))
      if (!found) return nok(code)
      if (self.interrupt) return ok(code)
      mark = found
      effects.enter('marker', { _mark: mark })
      return inside(code)
    }

    function inside(code: Code): State | undefined {
      if (code === null) return end(code)
      const { offset } = self.now()
      if (markdownLineEnding(code)) {
        return offset >= mark.end ? end(code) : effects.attempt(sameContainer, inside, end)(code)
      }
      if (startsChildren(code)) {
        effects.enter('chunkText', { contentType: 'text' })
        return insideChildren(code)
      }
      effects.enter('markerBytes')
      return insideBytes(code)
    }

    function insideBytes(code: Code): State | undefined {
      if (code === null || markdownLineEnding(code) || startsChildren(code)) {
        effects.exit('markerBytes')
        return inside(code)
      }
      effects.consume(code)
      return insideBytes
    }

    function startsChildren(code: Code): boolean {
      return self.now().offset === mark.children?.start && code !== VIRTUAL_SPACE
    }

    function insideChildren(code: Code): State | undefined {
      if (code === null || markdownLineEnding(code) || self.now().offset === mark.children!.end) {
        effects.exit('chunkText')
        return inside(code)
      }
      effects.consume(code)
      return insideChildren
    }

    function end(code: Code): State | undefined {
      effects.exit('marker')
      return ok(code)
    }
  }
}

/** A line ending whose next line still is in the container. */
const sameContainer: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    return (code) => {
      effects.enter('lineEnding')
      effects.consume(code)
      effects.exit('lineEnding')
      return (next) => (next === null || this.parser.lazy[this.now().line] ? nok(next) : ok(next))
    }
  },
}

/** Makes markers of the tokens. */
export const markerFromMarkdown: FromMarkdownExtension = {
  enter: {
    marker(token) {
      const { kind, props } = token._mark!
      const node: Marker = { type: 'marker', kind, children: [], ...(props && { data: { props } }) }
      this.enter(node, token)
    },
  },
  exit: {
    marker(token) {
      this.exit(token)
    },
  },
}
