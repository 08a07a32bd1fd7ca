import { count } from '../count.ts'
import type { DocumentReport, Finding, Usage } from '../types.ts'
import { describeFindings } from './findings.ts'

/** Findings that are said in full. */
const LISTED = 50

/** What a build has to say at its end. */
export interface BuildSummary {
  add(report: DocumentReport): void
  /** One line for each finding, by file; of many the first. */
  findings(): string[]
  /** One line of totals. Undefined where nothing was translated. */
  totals(usage: Usage): string | undefined
}

export function createSummary(): BuildSummary {
  /** By document and language, so that what is built again counts once. */
  const documents = new Map<string, Finding[]>()

  return {
    add({ path, to, findings }) {
      documents.set(`${path}\n${to}`, findings)
    },
    findings() {
      const sorted = [...documents].sort(([a], [b]) => (a < b ? -1 : 1))
      const lines = sorted.flatMap(([, findings]) => describeFindings(findings))
      const more = lines.length - LISTED
      if (more <= 0) return lines
      return [...lines.slice(0, LISTED), `polyglot: … and ${count(more, 'more finding')}`]
    },
    totals(usage) {
      if (usage.documents === 0) return undefined
      const all = [...documents.values()].flat()
      const errors = all.filter(({ severity }) => severity === 'error').length
      const warnings = all.length - errors
      const { cached, sent, sentCharacters } = usage
      const characters = sent > 0 ? ` (${count(sentCharacters, 'character')})` : ''
      return [
        `polyglot: ${count(usage.documents, 'translated document')}`,
        `${count(cached, 'segment')} from the cache`,
        `${sent} sent${characters}`,
        ...(errors > 0 ? [count(errors, 'error')] : []),
        ...(warnings > 0 ? [count(warnings, 'warning')] : []),
      ].join(', ')
    },
  }
}
