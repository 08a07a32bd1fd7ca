import { asciiAlpha } from 'micromark-util-character'
import { type Find, LONGEST } from './construct.ts'
import type { Templates } from './templates.ts'

/** Not that of an autolink, which has a colon behind its first word. */
const TAG_NAME = /<\/?[a-z][\w-]{0,50}(?=[\s/>{])/iy

/**
 * `<a href="{{ "/x" | url }}">`: a template engine runs before markdown does and leaves a tag, but before that the quotes
 * and spaces of the template make text of it.
 */
export function findTemplatedTag(text: string, templates: Templates): Find {
  return (start) => {
    TAG_NAME.lastIndex = start
    if (!TAG_NAME.test(text) || !templates.near(start)) return undefined
    const limit = Math.min(text.length, start + LONGEST)
    let quote = ''
    let holdsTemplate = false
    for (let index = start + 1; index < limit; index++) {
      const character = text[index]!
      const end = character === '{' ? templates.end(index) : undefined
      if (end !== undefined) {
        holdsTemplate = true
        index = end - 1
      } else if (quote) {
        if (character === quote) quote = ''
      } else if (character === '"' || character === "'") quote = character
      else if (character === '<') return undefined
      else if (character === '>')
        return holdsTemplate ? { type: 'html', end: index + 1 } : undefined
    }
    return undefined
  }
}

const SCHEME = /(?:https?:\/\/|www\.)/iy
const ADDRESS_PART = /[\w/?=&%#+~:@.,;!$-]{0,1000}/y
/** What ends a sentence, not an address: https://github.github.com/gfm/#extended-autolink-path-validation */
const TRAILING = /[?!.,:;*_~]+$/

/** `https://a.example/{{ x }}/b`, of which GFM would take `https://a.example/{{` for the address. */
export function findTemplatedAddress(text: string, templates: Templates): Find {
  const behind = (pattern: RegExp, start: number) => {
    pattern.lastIndex = start
    return pattern.test(text) ? pattern.lastIndex : start
  }
  return (start, { previous }) => {
    if (asciiAlpha(previous) || !templates.near(start)) return undefined
    const scheme = behind(SCHEME, start)
    if (scheme === start) return undefined
    let end: number | undefined
    let index = behind(ADDRESS_PART, scheme)
    for (let next = templates.end(index); next !== undefined; next = templates.end(index)) {
      index = behind(ADDRESS_PART, next)
      end = next + text.slice(next, index).replace(TRAILING, '').length
    }
    return end === undefined ? undefined : { type: 'verbatim', kind: 'template', end }
  }
}

const TITLE_AND_END = /[ \t]*(?:"[^"\r\n]{0,1000}"|'[^'\r\n]{0,1000}')?[ \t]*\)/y
/** Parentheses in an address may nest as deep as in micromark's own links. */
const DEEPEST = 32

/**
 * Where an address with templates in it ends: `[a]({{< ref "b.md" >}})`, `[a]({{ site.url }}/b "Title")`.
 *
 * @param open offset of the `(` behind a label
 * @returns the offset of the `)`; undefined if there is no template, for then CommonMark's rules are enough
 */
export function templatedDestinationEnd(
  text: string,
  open: number,
  templates: Templates,
): number | undefined {
  if (!templates.near(open)) return undefined
  const limit = Math.min(text.length, open + LONGEST)
  let depth = 0
  let holdsTemplate = false
  for (let index = open + 1; index < limit; index++) {
    const character = text[index]!
    const end = character === '{' ? templates.end(index) : undefined
    if (end !== undefined) {
      holdsTemplate = true
      index = end - 1
    } else if (character === '\\') index++
    else if (character === '(' && ++depth > DEEPEST) return undefined
    else if (character === ')' && depth-- === 0) return holdsTemplate ? index : undefined
    else if (/\s/.test(character) && index > open + 1) {
      TITLE_AND_END.lastIndex = index
      return holdsTemplate && TITLE_AND_END.test(text) ? TITLE_AND_END.lastIndex - 1 : undefined
    }
  }
  return undefined
}
