import type { ResolvedOptions } from '../options.ts'
import type { DocumentReport, Usage } from '../types.ts'

/** What one translator says about the cost of what was sent, or would be. */
export interface Estimate {
  /** Its name. */
  translator: string
  /** In its own words, such as `about 40 s`. */
  text: string
}

/**
 * One estimate for each translator that was sent something and can tell. Where several translators were, a sentence
 * counts once in each document that has it.
 */
export function estimatesOf(
  reports: DocumentReport[],
  { sent, sentCharacters }: Usage,
  translatorFor: ResolvedOptions['translatorFor'],
): Estimate[] {
  const groups = Map.groupBy(
    reports.filter((report) => report.sent > 0),
    ({ to }) => translatorFor(to),
  )
  const exact = groups.size === 1 ? { segments: sent, characters: sentCharacters } : undefined
  return [...groups].flatMap(([translator, own]) => {
    const text = translator.estimate?.(exact ?? sumOf(own))
    return text === undefined ? [] : { translator: translator.name, text }
  })
}

function sumOf(reports: DocumentReport[]): { segments: number; characters: number } {
  const sum = { segments: 0, characters: 0 }
  for (const { sent, sentCharacters } of reports) {
    sum.segments += sent
    sum.characters += sentCharacters
  }
  return sum
}
