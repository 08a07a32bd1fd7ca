import { closest, distance } from 'fastest-levenshtein'
import { PolyglotError } from '../errors.ts'
import type { LanguagePair, Severity } from '../types.ts'
import { chat, unknownTokens } from './debris.ts'
import { kept, tags } from './kept.ts'
import { language } from './language.ts'
import { length, lengthDoubtful } from './length.ts'
import { blockMarker, brackets, entities, escapes, html, lineBreaks, markdown } from './markup.ts'
import { numbers, numbersAdded } from './numbers.ts'
import { question, quotes } from './punctuation.ts'
import { repetition } from './repetition.ts'
import { script, scriptMixed } from './script.ts'
import { syntax } from './syntax.ts'
import type { Check, Texts } from './texts.ts'
import { empty, unchanged } from './unchanged.ts'

export type { Check } from './texts.ts'

/** What a check found in one translation. */
export interface Problem {
  /** Name of the check, or `translator`, `cache`. */
  check: string
  severity: Severity
  /** One sentence for a person. */
  message: string
}

/** Every check of a translation, by the name that `options.checks` knows it by. Cheap and telling ones come first. */
export const CHECKS = {
  tags,
  empty,
  unchanged,
  length,
  lengthDoubtful,
  numbers,
  numbersAdded,
  repetition,
  brackets,
  unknownTokens,
  lineBreaks,
  blockMarker,
  markdown,
  escapes,
  html,
  entities,
  syntax,
  kept,
  chat,
  quotes,
  question,
  script,
  scriptMixed,
  language,
} satisfies Record<string, Check>

/** Name of a check, for `options.checks`. */
export type CheckName = keyof typeof CHECKS

const IN_ORDER: [string, Check][] = Object.entries(CHECKS)

/** Moves when a check judges differently: cached answers are then judged anew, without being paid for again. */
export const CHECKS_VERSION = 2

/** After these there is nothing left to judge. */
const LAST: ReadonlySet<Check> = new Set([tags, empty])

/**
 * Judges one translation.
 * @param source plain text as it was sent
 * @param target plain text as it came back
 * @param severities severity of single checks, or `off`; the others have their own
 * @param more what single checks need beside the texts
 * @returns what was found, in the order of `CHECKS`; an answer without text or tags is not judged any further
 */
export function checkAnswer(
  source: string,
  target: string,
  pair: LanguagePair,
  severities: Record<string, Severity | 'off'>,
  more: Pick<Texts, 'tagsLost' | 'scoresOf'> = {},
): Problem[] {
  const texts = { source: withoutTags(source), target: withoutTags(target), pair, ...more }
  const problems: Problem[] = []
  for (const [name, check] of IN_ORDER) {
    const severity = severities[name] ?? check.severity
    if (severity === 'off') continue
    const message = check.find(texts)
    if (!message) continue
    problems.push({ check: name, severity, message })
    if (LAST.has(check)) break
  }
  return problems
}

/** @throws PolyglotError BAD_OPTION for a check that does not exist, naming the nearest one, or for a bad severity. */
export function validateChecks(severities: Record<string, unknown>): void {
  const names = Object.keys(CHECKS)
  for (const [name, severity] of Object.entries(severities)) {
    if (!names.includes(name)) throw new PolyglotError('BAD_OPTION', unknownCheck(name, names))
    if (severity === 'error' || severity === 'warning' || severity === 'off') continue
    throw new PolyglotError(
      'BAD_OPTION',
      `checks.${name} is ${JSON.stringify(severity)}; expected 'error', 'warning' or 'off'.`,
    )
  }
}

function unknownCheck(name: string, names: string[]): string {
  const nearest = closest(name.toLowerCase(), names)
  const hint =
    distance(name.toLowerCase(), nearest.toLowerCase()) <= 3 ? ` Did you mean “${nearest}”?` : ''
  return `checks.${name}: there is no such check.${hint} The checks are ${names.join(', ')}.`
}

/** Takes out the tags that an `xml` translator is sent, `<g1>…</g1>` and `<x2/>`; others are for the checks to find. */
function withoutTags(text: string): string {
  const plain = text.includes('<')
    ? text.replace(/<\/?g\d+>/g, '').replace(/<x\d+ ?\/>/g, ' ')
    : text
  return plain.trim()
}
