import type { AlignedSpan } from '../../../src/types.ts'

/** A model that writes every text backwards in words, and knows which word went where. */
export function reverseWords(text: string): { text: string; alignment: AlignedSpan[] } {
  const words = [...text.matchAll(/[^ ]+/g)]
  const alignment: AlignedSpan[] = []
  let result = ''
  for (const { 0: word, index } of words.toReversed()) {
    if (result) result += ' '
    alignment.push([index, index + word.length, result.length, result.length + word.length, 0.9])
    result += word
  }
  return { text: result, alignment }
}
