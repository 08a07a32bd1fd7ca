import { localeScript } from '../locales.ts'
import type { Part } from '../segments/parts.ts'
import type { LanguagePair, Locale, Segment } from '../types.ts'

/** Scripts that write no space between sentences. */
const UNSPACED: ReadonlySet<string> = new Set(['Hans', 'Hant', 'Jpan'])

const unspaced = (locale: Locale) => UNSPACED.has(localeScript(locale))

/**
 * The text between two sentences in the target: that of the source, but no space where the target writes none.
 * A sentence that had to stay in the source language keeps its space.
 *
 * @param index of a text part
 */
export function textBetween(
  parts: Part[],
  index: number,
  { to }: LanguagePair,
  isTranslated: (segment: Segment) => boolean,
): string {
  const part = parts[index]!
  const value = part.type === 'text' ? part.value : ''
  if (value !== ' ' || !unspaced(to)) return value
  const sentences = [sentenceBefore(parts, index), sentenceAfter(parts, index)]
  return sentences.every((segment) => segment && isTranslated(segment)) ? '' : value
}

/**
 * Whether a space has to be put in front of a part: the source writes none between sentences, the target does.
 *
 * @param index of any part
 */
export function needsSpace(parts: Part[], index: number, { from, to }: LanguagePair): boolean {
  const { type } = parts[index]!
  if (type !== 'segment' && type !== 'open') return false
  return unspaced(from) && !unspaced(to) && sentenceBefore(parts, index) !== undefined
}

/** Markup that closes, and footnote marks, belong to the sentence before them. */
function sentenceBefore(parts: Part[], index: number): Segment | undefined {
  let before = parts[--index]
  while (before?.type === 'close' || isFootnote(before)) before = parts[--index]
  return before?.type === 'segment' ? before.segment : undefined
}

function sentenceAfter(parts: Part[], index: number): Segment | undefined {
  let after = parts[++index]
  while (after?.type === 'open') after = parts[++index]
  return after?.type === 'segment' ? after.segment : undefined
}

const isFootnote = (part: Part | undefined) =>
  part?.type === 'atom' && part.markup.type === 'footnoteReference'
