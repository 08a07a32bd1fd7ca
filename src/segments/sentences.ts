import type { Locale } from '../types.ts'
import { abbreviationsOf } from './abbreviations.ts'
import { enclosures } from './enclosures.ts'
import { cutsOf } from './long-sentences.ts'
import { keepsTogether } from './no-break.ts'

/** Part of every document key. Raise it whenever the same text may be cut at other places than before. */
export const SEGMENTER_VERSION = 1

/** Half-open UTF-16 range of one sentence. */
export interface SentenceRange {
  start: number
  end: number
}

export interface SentenceOptions {
  /**
   * Most characters of a sentence; a longer one is cut between clauses or words.
   * @default 180 where more than a third of the letters are Chinese, Japanese or Korean, else 600
   */
  longest?: number
  /**
   * Asked with the offset at which the next sentence would start; `false` keeps both sides together (inside a link, say).
   * @default every boundary counts
   */
  mayBreak?(offset: number): boolean
}

const LONGEST = 600
const LONGEST_CJK = 180

/**
 * Unicode knows the end marks of all scripts, and a scan for them is linear and the same on every machine;
 * `Intl.Segmenter` is neither for sentences, and its boundaries need the same exceptions.
 */
const END_MARK = /[\p{Sentence_Terminal}…]+/gu
/** The Greek question mark looks like a semicolon, and mostly is one. */
const END_MARK_GREEK = /[\p{Sentence_Terminal}…;\u037e]+/gu

const SPACE = /\s/
const MAY_CLOSE = /[\p{Pe}\p{Pf}\p{Pi}"']/u
const SURELY_CLOSES = /[\p{Pe}\p{Pf}]/u
const LETTER = /\p{L}/gu
const CJK_LETTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu

/** No abbreviation is longer, and nothing after a boundary is looked at further. */
const WORD = 32

/**
 * The sentences of `text`, in order, without the space between and around them; joined with the gaps they are the text.
 * When in doubt, two sentences stay together. Text without any letter is one sentence, blank text none.
 *
 * @param locale whose abbreviations, ordinals and marks apply
 */
export function sentences(
  text: string,
  locale: Locale,
  options: SentenceOptions = {},
): SentenceRange[] {
  const mayBreak = options.mayBreak ?? (() => true)
  const starts = [0, ...sentenceStarts(text, locale, options.longest ?? LONGEST, mayBreak)]
  return starts
    .map((start, index) => trimmed(text, start, starts[index + 1] ?? text.length))
    .flatMap(({ start, end }) => {
      const longest = options.longest ?? defaultLongest(text, start, end)
      if (end - start <= longest) return [{ start, end }]
      const pieces = [start, ...cutsOf(text, start, end, longest, locale, mayBreak)]
      return pieces.map((piece, index) => trimmed(text, piece, pieces[index + 1] ?? end))
    })
    .filter(({ start, end }) => start < end)
}

/** Where sentences start, the first one left out. */
function sentenceStarts(
  text: string,
  locale: Locale,
  longest: number,
  mayBreak: (offset: number) => boolean,
): number[] {
  const language = locale.split('-', 1)[0]!
  const abbreviations = abbreviationsOf(language)
  const hasLetter = letterFinder(text)
  const starts: number[] = []
  let held: SentenceRange[] | undefined
  let nextHeld = 0
  let start = 0
  for (const match of text.matchAll(language === 'el' ? END_MARK_GREEK : END_MARK)) {
    const mark = match[0]
    const markEnd = match.index + mark.length
    const end = skipClosers(text, markEnd)
    const next = skipSpace(text, end)
    if (next === text.length) break
    const boundary = {
      word: wordBefore(text, match.index),
      mark,
      closers: text.slice(markEnd, end),
      gap: text.slice(end, next),
      after: text.slice(next, next + WORD),
    }
    if (keepsTogether(boundary, abbreviations)) continue
    // A number and a full stop at the start belong to a list, and emoji to what they comment on.
    if (!hasLetter(start, match.index)) continue
    held ??= enclosures(text, longest)
    while (nextHeld < held.length && held[nextHeld]!.end <= match.index) nextHeld++
    const enclosure = held[nextHeld]
    if (enclosure && enclosure.start < next && next < enclosure.end) continue
    if (!mayBreak(next)) continue
    starts.push(next)
    start = next
  }
  if (starts.length > 0 && !hasLetter(start, text.length)) starts.pop()
  return starts
}

/** Says whether a stretch holds a letter. Asked with ascending starts, it reads the text once. */
function letterFinder(text: string): (start: number, end: number) => boolean {
  const letters = new RegExp(LETTER)
  let found = -1
  return (start, end) => {
    if (found < start) {
      letters.lastIndex = start
      found = letters.exec(text)?.index ?? Number.POSITIVE_INFINITY
    }
    return found < end
  }
}

function wordBefore(text: string, end: number): string {
  return text.slice(Math.max(0, end - WORD), end).match(/\S*$/)![0]
}

/**
 * The end of the quotes and brackets that close behind the mark at `from`, also behind a space (`? »`).
 * A quotation mark that may go either way closes when no letter follows.
 */
function skipClosers(text: string, from: number): number {
  let run = from
  while (MAY_CLOSE.test(text.charAt(run))) run++
  let end = run
  if (run < text.length && /[\p{L}\p{N}]/u.test(text.charAt(run))) {
    end = from
    while (end < run && SURELY_CLOSES.test(text.charAt(end))) end++
  }
  const afterSpace = skipSpace(text, end)
  if (afterSpace === end) return end
  let lone = afterSpace
  while (SURELY_CLOSES.test(text.charAt(lone)) || text.charAt(lone) === '"') lone++
  const closes = lone > afterSpace && (lone === text.length || SPACE.test(text.charAt(lone)))
  return closes ? lone : end
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && SPACE.test(text.charAt(at))) at++
  return at
}

function trimmed(text: string, start: number, end: number): SentenceRange {
  const from = Math.min(skipSpace(text, start), end)
  let to = end
  while (to > from && SPACE.test(text.charAt(to - 1))) to--
  return { start: from, end: to }
}

/** Chinese says in 180 characters what English says in 600. Read off the first 600 characters. */
function defaultLongest(text: string, start: number, end: number): number {
  if (end - start <= LONGEST_CJK) return LONGEST
  const sample = text.slice(start, Math.min(end, start + LONGEST))
  const letters = sample.match(LETTER)?.length ?? 0
  const cjk = sample.match(CJK_LETTER)?.length ?? 0
  return cjk * 3 > letters ? LONGEST_CJK : LONGEST
}
