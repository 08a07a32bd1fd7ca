import type { Extension as FromMarkdownExtension } from 'mdast-util-from-markdown'
import { mathFromMarkdown } from 'mdast-util-math'
import { math } from 'micromark-extension-math'
import type { Construct } from 'micromark-util-types'
import { type Lines, type Place, placeOf } from './lines.ts'

const FENCE = /\${2,}/g

/**
 * Display math between `$$` fences. The library's construct, but only where a fence on a line of its own closes it:
 * without one the library takes the rest of the document.
 */
export function mathConstruct(lines: Lines): Construct {
  const construct = math().flow![36] as Construct
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      const open = construct.tokenize.call(this, effects, ok, nok)
      return (code) => (isClosed(lines, placeOf(this, lines.text)) ? open(code) : nok(code))
    },
  }
}

function isClosed(lines: Lines, place: Place): boolean {
  const opening = lines.find(FENCE, place.start)
  if (opening?.index !== place.start) return false
  const { length } = opening[0]
  const closing = lines.find(FENCE, place.start + length)
  if (!closing || closing[0].length < length) return false
  return lines.closes(place, { start: closing.index, end: closing.index + closing[0].length })
}

/** The part of the library's extension that belongs to the block. */
export function mathBlockFromMarkdown(): FromMarkdownExtension {
  const { enter, exit } = mathFromMarkdown()
  return { enter: blockOnly(enter), exit: blockOnly(exit) }
}

function blockOnly<Handlers extends object>(handlers: Handlers | null | undefined): Handlers {
  const own = Object.entries(handlers ?? {}).filter(([type]) => type.startsWith('mathFlow'))
  return Object.fromEntries(own) as Handlers
}
