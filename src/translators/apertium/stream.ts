/** Characters that mean something in Apertium's stream format, and are kept when a backslash stands before them. */
const SPECIAL = /[\\[\]{}$/<>@]/g

/**
 * Characters that are lost even with a backslash: `~` wakes the post-generator, `^` at the end of a text swallows the next
 * one, NUL ends a text. Unicode noncharacters, which no text contains, travel for them.
 */
const FRAGILE = ['~', '^', '\0']
const firstNoncharacter = 0xfdd0

/** A text as the pipeline takes it. */
export function toStream(text: string): string {
  const kept = FRAGILE.reduce((rest, char, i) => rest.replaceAll(char, nonchar(i)), text)
  return kept.replace(SPECIAL, '\\$&')
}

/** What the pipeline gave back, as text. Word-bound blanks must have been taken out. */
export function fromStream(stream: string): string {
  const text = stream.replace(/\\(.)/gsu, '$1')
  return FRAGILE.reduce((rest, char, i) => rest.replaceAll(nonchar(i), char), text)
}

function nonchar(index: number): string {
  return String.fromCharCode(firstNoncharacter + index)
}

/**
 * A word for the alignment: letters and digits, with single marks inside (`don't`, `Node.js`, `3.50`), or an abbreviation
 * (`e.g.`). Numbering the halves of these apart changes the translation more often.
 */
export const WORD = /\p{L}(?:\.\p{L})+\.|[\p{L}\p{M}\p{N}]+(?:['’._/-][\p{L}\p{M}\p{N}]+)*/gu

/** Like `toStream`, with the number of each `WORD` (from 0) as a word-bound blank: `[[t:w:0]]word[[/]]`. */
export function numberWords(text: string): string {
  let stream = ''
  let end = 0
  let number = 0
  for (const { 0: word, index } of text.matchAll(WORD)) {
    stream += `${toStream(text.slice(end, index))}[[t:w:${number++}]]${toStream(word)}[[/]]`
    end = index + word.length
  }
  return stream + toStream(text.slice(end))
}

/** A stretch of translated text and the numbers of the words that it comes from. */
export interface NumberedPiece {
  text: string
  numbers: number[]
}

/** Reads the translation of `numberWords`. Blanks that met in one word arrive as `[[t:w:3; t:w:4]]`. */
export function readNumbered(stream: string): NumberedPiece[] {
  const pieces: NumberedPiece[] = []
  for (const [whole, blank, inside] of stream.matchAll(
    /\[\[(t:[^\]]*)\]\](.*?)\[\[\/\]\]|(?:\\.|[^[])+|\[/gsu,
  ))
    pieces.push({
      text: fromStream(inside ?? whole),
      numbers: [...(blank ?? '').matchAll(/w:(\d+)/g)].map(([, number]) => Number(number)),
    })
  return pieces
}

/** One stream of many: each record ends with its number in a blank, and a NUL. */
export function writeRecords(records: string[]): string {
  return records.map((record, number) => `${record}[#${number}]\0`).join('')
}

/**
 * The records of a translated stream by their number. One that came without its number, and the one after it, are left
 * out, since where the first ends and the second starts is not known then.
 */
export function readRecords(stream: string): Map<number, string> {
  const records = new Map<number, string>()
  let expected = 0
  for (const piece of stream.split('\0')) {
    const [, record, digits] = /^(.*)\[#(\d+)\]$/s.exec(piece) ?? []
    if (record === undefined) continue
    const number = Number(digits)
    if (number === expected) records.set(number, record)
    expected = number + 1
  }
  return records
}
