import { messageOf } from './errors.ts'
import { displayName, matchLocale, parseLocale } from './locales.ts'
import type { Document } from './markdown/document.ts'
import type { DocumentReport, DocumentRequest, Locale } from './types.ts'

/** Reads what the front matter says of the document's language; returns why to skip it, if so. */
export function readRules(
  document: Document,
  request: DocumentRequest,
  report: DocumentReport,
): string | undefined {
  const { frontmatter } = document
  const { to } = report
  const doubt = (message: string) =>
    report.findings.push({
      severity: 'warning',
      check: 'frontmatter',
      file: request.path,
      line: 1,
      locale: to,
      message,
    })
  if (frontmatter?.problem) doubt(`The front matter stays as it is: ${frontmatter.problem}`)
  if (frontmatter?.translate === false) return 'translate: false'
  const locales = (codes: string[]) => codes.flatMap((code) => localeOr(code, doubt) ?? [])
  const [own] = frontmatter?.lang ? locales([frontmatter.lang.value]) : []
  if (own && request.from === undefined) report.from = own
  const { translatedTo } = frontmatter ?? {}
  const wanted = locales(translatedTo ?? [])
  if (translatedTo && wanted.length === 0) return 'translated_to lists no language that is known'
  if (wanted.length > 0 && !matchLocale(to, wanted)) return `translated_to does not list ${to}`
  return report.from === to ? alreadyIn(to) : undefined
}

export const alreadyIn = (locale: Locale) => `already in ${displayName(locale)}`

export function localeOr(code: string, doubt: (message: string) => void): Locale | undefined {
  try {
    return parseLocale(code)
  } catch (error) {
    doubt(messageOf(error))
    return undefined
  }
}
