import type { Problem } from '../checks/index.ts'
import type { AlignedSpan, Segment, Translation, Translator } from '../types.ts'
import { otherFormOf, translateInForm } from './forms.ts'
import type { Lookups, OtherForm, Wire } from './lookups.ts'
import { placed } from './placing.ts'
import { failed, type SegmentResult, warning } from './results.ts'
import { wireOf } from './wires.ts'

export type { SegmentResult } from './results.ts'
export { wireOf, wiresOf } from './wires.ts'

export interface SegmentContext {
  lookups: Lookups
  tags: Translator['tags']
  /** Judges an answer; what is used may still be doubtful. */
  check(wire: Wire, answer: Translation): Problem[]
  /** Learns word alignment from past translations, on first use. */
  aligner(): Promise<(source: string, target: string) => AlignedSpan[]>
}

/**
 * Translates one segment and puts its tags back. A rejected answer is asked for once more: in the form that may help
 * against what was wrong (`otherFormOf`), else in the same words, away from its neighbours. Then the source stands.
 * The form that helped is kept in the cache, so that the next run looks there and sends nothing.
 */
export async function translateSegment(
  segment: Segment,
  context: SegmentContext,
): Promise<SegmentResult> {
  const { lookups, tags } = context
  const wire = wireOf(segment, tags)
  const inForm = (other: OtherForm) =>
    translateInForm(other, segment, context, (clause) => translateOnce(clause, context))
  const kept = lookups.otherForm(wire)
  const before = kept && (await inForm(kept))
  if (before?.tokens) return before

  const formFor = (check: string) => otherFormOf(check, segment, tags, lookups.pair.from)
  const outcome = await lookups.answer(wire, (check) => formFor(check) === undefined)
  if (outcome.ok) return used(segment, wire, outcome.translation, context)
  const { check, again } = outcome.problem
  const form = again ? undefined : formFor(check)
  if (!form) return failed(segment, outcome.problem)
  const result = await inForm({ form, check })
  if (!result.tokens) return failed(segment, outcome.problem)
  await lookups.keepForm(wire, { form, check })
  return result
}

async function translateOnce(segment: Segment, context: SegmentContext): Promise<SegmentResult> {
  const wire = wireOf(segment, context.tags)
  const outcome = await context.lookups.answer(wire, () => false)
  return outcome.ok
    ? used(segment, wire, outcome.translation, context)
    : failed(segment, outcome.problem)
}

async function used(
  segment: Segment,
  wire: Wire,
  translation: Translation,
  context: SegmentContext,
): Promise<SegmentResult> {
  const doubts = context
    .check(wire, translation)
    .map(({ check, message }) => warning(segment, translation.text, message, check))
  const result = await placed(segment, translation, context)
  return { ...result, findings: [...doubts, ...result.findings] }
}
