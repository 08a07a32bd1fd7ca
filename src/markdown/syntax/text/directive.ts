import type { Code } from 'micromark-util-types'
import { attributesEnd } from './attributes.ts'
import type { Find } from './construct.ts'
import { isWord, trimmed } from './neighbours.ts'

/** It does not end in `_`, which may be the end of emphasis. */
const NAME = /:[a-z](?:[\w-]{0,100}[a-z\d-])?/iy
/** Longest label, and deepest brackets in it, of CommonMark and micromark. */
const LONGEST_LABEL = 999
const DEEPEST = 32

/**
 * `:name[label]{attributes}`, `:name{…}`, `:name[]`: https://talk.commonmark.org/t/444
 *
 * @param bare whether `:name` alone is a component, as in MDC
 */
export function findDirective(text: string, bare: boolean): Find {
  return (start, { previous }) => {
    if (isWord(previous) || previous === COLON || previous === SLASH) return undefined
    NAME.lastIndex = start
    if (!NAME.test(text)) return undefined
    const open = NAME.lastIndex
    const close = text[open] === '[' ? labelEnd(text, open) : undefined
    const head = close === undefined ? open : close + 1
    const attributes = text[head] === '{' ? attributesEnd(text, head, false) : undefined
    const end = attributes ?? head
    const label = close === undefined ? undefined : trimmed(text, open + 1, close)
    if (label) return { type: 'wrapped', kind: 'directive', end, label }
    if (end > open || (bare && standsFree(text, previous, end))) {
      return { type: 'verbatim', kind: 'component', end }
    }
    return undefined
  }
}

const COLON = 58
const SLASH = 47

/** The `]` of a label whose brackets are balanced. */
function labelEnd(text: string, open: number): number | undefined {
  const limit = Math.min(text.length, open + LONGEST_LABEL)
  let depth = 0
  for (let index = open; index < limit; index++) {
    const character = text[index]
    if (character === '\\') index++
    else if (character === '[' && ++depth > DEEPEST) return undefined
    else if (character === ']' && --depth === 0) return index
  }
  return undefined
}

/** Marks of emphasis and brackets may stand between it and the white space, too. */
const MAY_PRECEDE = /[\s*_~[]/
const MAY_FOLLOW = /$|\s|(?![:/])\p{P}|~/uy

function standsFree(text: string, previous: Code, end: number): boolean {
  MAY_FOLLOW.lastIndex = end
  const begins = previous === null || previous < 0
  return (begins || MAY_PRECEDE.test(String.fromCharCode(previous))) && MAY_FOLLOW.test(text)
}
