import type { DocumentContext } from './document.ts'
import { segmentsOf, type Unit } from './markdown/document.ts'
import { type Lookups, openLookups } from './translate/lookups.ts'
import { type SegmentContext, translateSegment, wiresOf } from './translate/segment.ts'
import type { DocumentRequest, Finding, LanguagePair, Segment, Token } from './types.ts'

/** Units whose translations are under way. */
export interface PendingUnits {
  lookups: Lookups
  /** What the segments became, and what came up. Without an entry a segment keeps its source. */
  settled(): Promise<{ answers: Map<Segment, Token[]>; findings: Finding[] }>
}

/** Looks all segments up, in one read of the cache, and asks for what is missing. */
export async function startUnits(
  units: Unit[],
  pair: LanguagePair,
  request: DocumentRequest,
  context: DocumentContext,
): Promise<PendingUnits> {
  const lookups = await lookUp(units.flatMap(segmentsOf), pair, request, context)
  const segmentContext: SegmentContext = {
    lookups,
    tags: context.translator.tags,
    aligner: () => context.aligners(pair),
    check: (wire, answer) => context.check(wire, answer, pair),
  }
  const pending = units.flatMap((unit) =>
    segmentsOf(unit).map(async (segment) => ({
      segment,
      line: unit.line,
      ...(await translateSegment(segment, segmentContext)),
    })),
  )
  return {
    lookups,
    async settled() {
      const answers = new Map<Segment, Token[]>()
      const all: Finding[] = []
      for (const { segment, line, tokens, findings } of await Promise.all(pending)) {
        if (tokens) answers.set(segment, tokens)
        for (const finding of findings) {
          all.push({ ...finding, file: request.path, line, locale: pair.to })
        }
      }
      return { answers, findings: all }
    },
  }
}

function lookUp(
  segments: Segment[],
  pair: LanguagePair,
  { signal, dryRun }: DocumentRequest,
  { cache, scheduler, check, translator }: DocumentContext,
): Promise<Lookups> {
  const { fingerprint, tags } = translator
  const wires = segments.flatMap((segment) => wiresOf(segment, tags))
  return openLookups(pair, wires, { cache, scheduler, fingerprint, check, signal, dryRun })
}
