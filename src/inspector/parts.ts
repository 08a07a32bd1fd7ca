import type { Finding, InspectedUnit, Locale } from '../types.ts'
import { piecesOf, sourcePieces } from './pieces.ts'
import { type DocumentRecord, pairOf } from './records.ts'
import type { Origin, PairView, SegmentView } from './views.ts'

/** A document in one locale, as far as nothing has to be looked up. */
export function pairView(document: DocumentRecord, to: Locale): PairView {
  const pair = pairOf(document, to)
  const isOf = (each?: { text: string }) => each?.text === document.text
  const last = isOf(pair.last) ? pair.last : undefined
  const counted = isOf(pair.counted) ? pair.counted : undefined
  const { report } = last ?? {}
  const asked = last ? 'asked' : 'unasked'
  const problem = document.problem ?? last?.problem ?? counted?.problem
  const segments = report?.complete
    ? { total: report.segments, translated: report.segments }
    : counted?.segments
  return {
    to,
    state: pair.running > 0 ? 'translating' : asked,
    ...(report?.skipped !== undefined && { skipped: report.skipped }),
    ...(problem !== undefined && { problem }),
    ...(segments && { segments }),
    sent: pair.sent,
    sentCharacters: pair.sentCharacters,
    findings: report?.findings ?? [],
  }
}

/** Segments with their findings; and the findings that belong to none. */
export function partsOf(
  units: InspectedUnit[],
  { state, findings }: Pick<PairView, 'state' | 'findings'>,
): { parts: SegmentView[]; rest: Finding[] } {
  const missing = { translating: 'waiting', asked: 'fallback', unasked: 'new' } as const
  const byPlace = new Map<string, SegmentView>()
  const parts = units.flatMap(({ line, kind, segments }) =>
    segments.map((segment) => {
      const { text, tokens, sent } = segment
      const origin: Origin = tokens ? (sent ? 'sent' : 'cache') : missing[state]
      const source = sourcePieces(segment)
      const part: SegmentView = { line, kind, source, origin, findings: [] }
      if (tokens) part.target = piecesOf(segment, tokens)
      // What concerns a whole unit is shown with its first segment.
      for (const place of [`${line}`, placeOf(line, text)]) {
        if (!byPlace.has(place)) byPlace.set(place, part)
      }
      return part
    }),
  )
  const rest: Finding[] = []
  for (const finding of findings) {
    const { line, source } = finding
    const part =
      source === undefined
        ? undefined
        : (byPlace.get(placeOf(line, source)) ?? byPlace.get(`${line}`))
    const list = part?.findings ?? rest
    list.push(finding)
  }
  return { parts, rest }
}

const placeOf = (line: number | undefined, text: string) => `${line} ${text}`
