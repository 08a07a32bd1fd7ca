import type { LanguagePair, Severity } from '../types.ts'
import type { LanguageScores } from './language.ts'

/** A text and its translation, made ready for the checks. */
export interface Texts {
  /** As sent, without the tags of an `xml` translator, trimmed. */
  source: string
  /** As received, likewise. */
  target: string
  pair: LanguagePair
  /** Whether the tags of an `xml` translator did not come back as they were sent. */
  tagsLost?: boolean
  /** Only where the check `language` is on. */
  scoresOf?: LanguageScores
}

/** One test of one translation. */
export interface Check {
  /** What happens by default when it finds something; `off` for what has to be asked for. */
  severity: Severity | 'off'
  /** What it finds, in a few words; for the README. */
  description: string
  /** What is wrong, as a sentence for a person; nothing when all is well. Linear in the length of the texts. */
  find(texts: Texts): string | undefined
}

/** A URL, without the punctuation of the sentence that it ends. ASCII only: Chinese prose follows without a space. */
export const URL_PATTERN = /https?:\/\/[\w\-.~:/?#@!$&*+,;=%]*[\w\-~/#@$&*+=%]/g

/** Words in any script, and what a translator must leave alone taken out: URLs, e-mail addresses, template code. */
export function proseOf(text: string): string {
  let prose = text
  if (prose.includes('://')) prose = prose.replace(URL_PATTERN, ' ')
  if (prose.includes('{')) prose = prose.replace(/\$?\{[^{}]*\}/g, ' ')
  return prose
}

/** How often a pattern (with the flag `g`) occurs. */
export function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

/** A stretch of text, short enough to be read in a message. */
export function excerptOf(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/** How often each item occurs. */
export function tally<T>(items: Iterable<T>): Map<T, number> {
  const counts = new Map<T, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}
