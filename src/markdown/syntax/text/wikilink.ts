import type { Find } from './construct.ts'
import { isDefined } from './labels.ts'
import { trimmed } from './neighbours.ts'

/** What may follow would make it a link or a reference; another wikilink may. */
const WIKILINK = /!?\[\[([^[\]\r\n]{1,500})\]\](?!\(|\[(?!\[))/y

/**
 * `[[page]]`, `[[page|words]]`, `![[embed]]`: https://help.obsidian.md/links. What an embed has behind its bar is often a
 * size, so it is kept whole. In a table cell the bar is written `\|`; the backslash then belongs to the opening delimiter.
 */
export function findWikilink(text: string): Find {
  return (start, context) => {
    WIKILINK.lastIndex = start
    const inside = WIKILINK.exec(text)?.[1]
    const end = WIKILINK.lastIndex
    if (inside === undefined || inside.startsWith('^') || isDefined(context, inside))
      return undefined
    const bar = text[start] === '!' ? -1 : inside.indexOf('|')
    const label = bar < 0 ? undefined : trimmed(text, start + 2 + bar + 1, end - 2)
    return label
      ? { type: 'wrapped', kind: 'wikilink', end, label }
      : { type: 'verbatim', kind: 'wikilink', end }
  }
}
