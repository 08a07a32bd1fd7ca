import { COUNTED } from './document-cache.ts'
import type { DocumentReport, Usage } from './types.ts'

/** The distinct segment keys behind a document. */
export interface DocumentKeys {
  cached: Iterable<string>
  /** With the UTF-16 length of what was sent. */
  sent: ReadonlyMap<string, number>
}

/** Adds up reports so that a segment which many documents share counts once per locale. */
export interface Ledger {
  add(report: DocumentReport, keys: DocumentKeys): void
  totals(requests: number): Usage
}

export function createLedger(): Ledger {
  const documents = new Map<string, { units: number; segments: number }>()
  const cached = new Set<string>()
  const sent = new Map<string, number>()
  let unnamed = 0

  return {
    add(report, keys) {
      if (report.skipped !== undefined) return
      const { units, segments } = report
      documents.set(`${report.to}\n${report.path ?? `#${unnamed++}`}`, { units, segments })
      for (const key of keys.cached) cached.add(key.slice(0, COUNTED))
      for (const [key, length] of keys.sent) sent.set(key.slice(0, COUNTED), length)
    },
    totals(requests) {
      const usage = { documents: documents.size, units: 0, segments: 0 }
      for (const { units, segments } of documents.values()) {
        usage.units += units
        usage.segments += segments
      }
      return {
        ...usage,
        cached: cached.difference(sent).size,
        sent: sent.size,
        sentCharacters: sent.values().reduce((sum, length) => sum + length, 0),
        requests,
      }
    },
  }
}
