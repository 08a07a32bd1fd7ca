import { fromStream } from './stream.ts'

/**
 * A translated record as text, without the traces of words that the target language does not need: doubled spaces, spaces
 * at the ends or in front of punctuation, and a sentence that lost its capital with its first word (`There is` to `hay`).
 */
export function tidy(source: string, record: string): string {
  let text = fromStream(record).replace(/ {2,}/g, ' ').trim()
  if (!/ [,.;:!?)]/.test(source)) text = text.replace(/ +(?=[,.;:!?)])/g, '')
  const first = /^[\p{L}\p{N}]+/u.exec(text)?.[0]
  const wantsCapital = first !== undefined && /^\p{Lu}/u.test(source) && !source.includes(first)
  return wantsCapital ? text.replace(/^\p{L}/u, (letter) => letter.toUpperCase()) : text
}
