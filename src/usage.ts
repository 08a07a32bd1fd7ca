import { COUNTED } from './document-cache.ts'
import type { DocumentReport, Usage } from './types.ts'

/** Adds up reports so that a segment which many documents share counts once per locale. */
export interface Ledger {
  /** @param keys the distinct segment keys that were looked up, and those of them that were sent */
  add(report: DocumentReport, keys: { cached: Iterable<string>; sent: Iterable<string> }): void
  totals(requests: number): Usage
}

export function createLedger(): Ledger {
  const documents = new Map<string, { units: number; segments: number }>()
  const cached = new Set<string>()
  const sent = new Set<string>()
  let sentCharacters = 0
  let unnamed = 0

  return {
    add(report, keys) {
      if (report.skipped !== undefined) return
      const { units, segments } = report
      documents.set(`${report.to}\n${report.path ?? `#${unnamed++}`}`, { units, segments })
      for (const key of keys.cached) cached.add(key.slice(0, COUNTED))
      for (const key of keys.sent) sent.add(key.slice(0, COUNTED))
      sentCharacters += report.sentCharacters
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
        sentCharacters,
        requests,
      }
    },
  }
}
