import { fromStream, WORD } from './stream.ts'

/**
 * A translated record as text, without the traces of words that the target language does not need: doubled spaces, spaces
 * at the ends or in front of punctuation, and a sentence that lost its capital with its first word (`There is` to `hay`).
 */
export function tidy(source: string, record: string): string {
  let text = fromStream(record).replace(/ {2,}/g, ' ').trim()
  if (!/ [,.;:!?)]/.test(source)) text = text.replace(/ +(?=[,.;:!?)])/g, '')
  const first = text.match(WORD)?.[0]
  const kept = [...source.matchAll(WORD)].some(([word]) => word === first)
  if (kept || !/^\p{Lu}/u.test(source)) return text
  return text.replace(/^\p{L}/u, (letter) => letter.toUpperCase())
}
