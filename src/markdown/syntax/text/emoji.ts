import type { Find } from './construct.ts'
import { follows, followsConstruct, isWord } from './neighbours.ts'

const SHORTCODE = /:([a-z0-9_+-]{1,40}):/y
/** A time has no letters. `:+1:` and `:-1:` are the only shortcodes without: https://api.github.com/emojis */
const NAME = /[a-z]|^[+-]1$/

/** Whether a document may hold shortcodes at all. */
export const MAY_HOLD_EMOJI = /:[a-z0-9_+-]+:/

/** `:smile:`, also several in a row; not the colons of `12:30:45` and `a::b:`. */
export function findEmoji(text: string): Find {
  return (start, context) => {
    if (isWord(context.previous)) return undefined
    if (follows(context, ':') && !followsConstruct(context)) return undefined
    SHORTCODE.lastIndex = start
    const name = SHORTCODE.exec(text)?.[1]
    const end = SHORTCODE.lastIndex
    if (name === undefined || !NAME.test(name) || isWord(text.charCodeAt(end))) return undefined
    return { type: 'verbatim', kind: 'emoji', end }
  }
}
