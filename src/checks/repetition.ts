import { type Check, countOf, excerptOf, tally } from './texts.ts'

export const repetition: Check = {
  severity: 'error',
  description: 'the answer goes round in circles, as models do when they lose the thread',
  find({ source, target }) {
    const loop = longestLoop(target)
    if (loop && !isLaughter(loop) && loop.length > 2 * (longestLoop(source)?.length ?? 0))
      return `The translation repeats “${excerptOf(loop.unit)}” over and over.`
    const words = wordsOf(target)
    if (new Set(words).size > words.length - 3) return undefined
    const phrase = mostFrequentPhrase(words)
    if (phrase.count <= 3 || phrase.count <= mostFrequentPhrase(wordsOf(source)).count + 2)
      return undefined
    return `The translation says “${excerptOf(phrase.text)}” ${phrase.count} times.`
  },
}

const REPEATS = 4
const LONGEST_UNIT = 40

/**
 * The longest stretch that consists of at least four copies of 2 to 40 characters: what `/(.{2,40})\1{3,}/` finds.
 * Such a stretch equals itself shifted by one copy, for three copies in a row: so it is enough to look at every
 * third place and to follow up the matches, which is linear whatever the text.
 */
function longestLoop(text: string): { unit: string; length: number } | undefined {
  let longest = 0
  let found: string | undefined
  const longestShift = Math.min(LONGEST_UNIT, Math.floor(text.length / REPEATS))
  for (let shift = 2; shift <= longestShift; shift += 1) {
    const least = shift * (REPEATS - 1)
    for (let at = shift; at < text.length; at += least) {
      if (!recurs(text, at, shift)) continue
      let first = at
      while (first > shift && recurs(text, first - 1, shift)) first -= 1
      while (at + 1 < text.length && recurs(text, at + 1, shift)) at += 1
      const run = at + 1 - first
      at += 1
      if (run < least || run + shift <= longest) continue
      longest = run + shift
      found = text.slice(first - shift, first)
    }
  }
  return found === undefined ? undefined : { unit: found, length: longest }
}

function recurs(text: string, at: number, shift: number): boolean {
  return text.charCodeAt(at) === text.charCodeAt(at - shift)
}

/** “Ha ha ha ha”: one or two letters, up to eight times. */
function isLaughter({ unit, length }: { unit: string; length: number }): boolean {
  return countOf(unit, /\p{L}/gu) < 3 && length <= 24
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{M}\p{N}]+/u)
}

/** The run of four words that occurs most often. */
function mostFrequentPhrase(words: string[]): { text: string; count: number } {
  const phrases = words.slice(3).map((_, index) => words.slice(index, index + 4).join(' '))
  let most = { text: '', count: 0 }
  for (const [text, count] of tally(phrases)) if (count > most.count) most = { text, count }
  return most
}
