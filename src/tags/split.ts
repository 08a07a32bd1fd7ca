import type { Segment, Token } from '../types.ts'
import { sourceTokens } from './source.ts'
import { joinTexts } from './tokens.ts'

/** A segment cut at its tags. */
export interface SplitSegment {
  /** The stretches with words, in reading order, without the white space around them. */
  pieces: string[]
  /** Puts the translated pieces, one for each of `pieces`, between the tags. An empty one leaves its source. */
  join(translations: string[]): Token[]
}

/**
 * The last resort when a link, code or image has no sure place: each stretch between two tags is translated alone and
 * stays where it is. The sentence suffers, no tag is lost. What stands between the pieces (spaces, commas) is kept.
 */
export function splitAtTags(segment: Segment): SplitSegment {
  const stretches = sourceTokens(segment).flatMap((token): Token[] => {
    if (token.type !== 'text') return [token]
    const [, before = '', words = '', after = ''] = /^(\P{L}*?\s|)(.*?)(\s*)$/su.exec(token.value)!
    return [before, words, after].filter(Boolean).map((value) => ({ type: 'text', value }))
  })
  const isPiece = (token: Token) => token.type === 'text' && /\p{L}/u.test(token.value)
  return {
    pieces: stretches.flatMap((token) =>
      token.type === 'text' && isPiece(token) ? token.value : [],
    ),
    join(translations) {
      const rest = translations.values()
      return joinTexts(
        stretches.map((token) => {
          if (token.type !== 'text' || !isPiece(token)) return token
          return { type: 'text', value: tidy(token.value, rest.next().value ?? '') }
        }),
      )
    },
  }
}

/** Without the white space and the final stop that a translator likes to add to half a sentence. */
function tidy(source: string, translation: string): string {
  const text = translation.trim()
  const tidied = /\p{P}$/u.test(source) ? text : text.replace(/[.。।]+$/u, '')
  return tidied === '' ? source : tidied
}
