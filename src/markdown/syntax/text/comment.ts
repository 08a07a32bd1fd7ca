import { asciiDigit } from 'micromark-util-character'
import { type Find, LONGEST } from './construct.ts'
import { finder } from './finder.ts'
import { follows } from './neighbours.ts'

/** `%% … %%`: https://help.obsidian.md/syntax#Comments. Behind a digit it is a percentage, as `printf` wants it written. */
export function findComment(text: string): Find {
  const next = finder(text, '%%')
  return (start, context) => {
    const opens = text.startsWith('%%', start) && text[start + 2] !== '%'
    if (!opens || follows(context, '%') || asciiDigit(context.previous)) return undefined
    const close = next(start + 2)
    return close > start + LONGEST
      ? undefined
      : { type: 'verbatim', kind: 'comment', end: close + 2 }
  }
}
