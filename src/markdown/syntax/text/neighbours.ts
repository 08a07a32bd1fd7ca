import type { Code, TokenizeContext } from 'micromark-util-types'

/** Letters and digits of scripts that set words apart. In the others a mark may stand right behind a word. */
const WORD =
  /[[\p{L}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]]/v

/** Whether a character is part of a word that a mark must not be glued to. */
export function isWord(code: Code | undefined): boolean {
  return code != null && code > 0 && WORD.test(String.fromCharCode(code))
}

/** Whether what stands right before was itself a construct of this folder. */
export function followsConstruct({ events }: TokenizeContext): boolean {
  const type = events.at(-1)?.[1].type
  return type === 'verbatimText' || type === 'wrappedText'
}

/** Whether the character before is this one, and no backslash has made it plain. */
export function follows(context: TokenizeContext, character: string): boolean {
  return (
    context.previous === character.charCodeAt(0) &&
    context.events.at(-1)?.[1].type !== 'characterEscape'
  )
}

/** A range without white space at its edges; undefined if there is nothing else in it. */
export function trimmed(
  text: string,
  start: number,
  end: number,
): { start: number; end: number } | undefined {
  const label = text.slice(start, end)
  if (label.trim() === '') return undefined
  const blanks = label.length - label.trimStart().length
  return { start: start + blanks, end: start + label.trimEnd().length }
}
