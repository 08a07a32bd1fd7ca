import { readFileSync } from 'node:fs'

/** What `polyglot translate --json` prints, with what older versions leave out filled in. */
export interface Report {
  /** Pairs of a document and a language. */
  documents: number
  segments: number
  cached: number
  sent: number
  sentCharacters: number
  requests: number
  written: string[]
  skipped: { file: string; locale: string; output: string; reason: string }[]
  findings: ReportFinding[]
  /** With `--frozen`: what the cache lacks, so that nothing was sent. */
  missing: { file: string; locale: string; segments: number }[]
  /** What translators say about the cost, such as `sagemaker: about 40 s`. */
  estimate?: string
}

export interface ReportFinding {
  severity: 'error' | 'warning'
  check: string
  file?: string
  line?: number
  locale?: string
  message: string
}

/** Undefined when there is none, or half of one: the program was stopped before its end. */
export function readReport(file: string): Report | undefined {
  try {
    const printed: Partial<Report> = JSON.parse(readFileSync(file, 'utf8'))
    return { ...EMPTY, ...printed }
  } catch {
    return undefined
  }
}

/** Findings whose sentence stands in the source language. */
export function errorsOf(findings: ReportFinding[]): ReportFinding[] {
  return findings.filter(({ severity }) => severity === 'error')
}

const EMPTY: Report = {
  ...{ documents: 0, segments: 0, cached: 0, sent: 0, sentCharacters: 0, requests: 0 },
  ...{ written: [], skipped: [], findings: [], missing: [] },
}
