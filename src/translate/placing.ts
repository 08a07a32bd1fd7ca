import type { Problem } from '../checks/index.ts'
import { placeTags, wantedSpans } from '../tags/place.ts'
import { splitAtTags } from '../tags/split.ts'
import { decodeXml } from '../tags/xml.ts'
import type { Segment, Translation } from '../types.ts'
import { failed, type SegmentResult, textOf, warning } from './results.ts'
import type { SegmentContext } from './segment.ts'
import { wireOf } from './wires.ts'

/**
 * Puts the tags of a segment into an answer that passed the checks, by the best way that works: tags that travelled with
 * the text; else places found by alignment; else, so that no link, code or image is lost, the stretches between tags are
 * translated one by one.
 */
export function placed(
  segment: Segment,
  translation: Translation,
  context: SegmentContext,
): Promise<SegmentResult> | SegmentResult {
  if (context.tags !== 'xml') return placedByLadder(segment, translation, context)
  const tokens = decodeXml(segment, translation.text)
  return tokens ? { tokens, findings: [] } : translatePlain(segment, context)
}

/** Whether a text is asked for once more after an answer failed this check. */
type Again = (check: string) => boolean

/** The same text without its tags, which are then found again. */
export async function translatePlain(
  segment: Segment,
  context: SegmentContext,
  again?: Again,
): Promise<SegmentResult> {
  const text = await answerPlain(segment.text, context, again)
  return typeof text === 'string'
    ? placedByLadder(segment, { text }, context)
    : failed(segment, text)
}

/** Each stretch between two tags alone, where it stands. */
export async function translatePieces(
  segment: Segment,
  context: SegmentContext,
  again?: Again,
): Promise<SegmentResult> {
  const { pieces, join } = splitAtTags(segment)
  const texts = await Promise.all(pieces.map((piece) => answerPlain(piece, context, again)))
  const problem = texts.find((text) => typeof text !== 'string')
  if (problem) return failed(segment, problem as Problem)
  return { tokens: join(texts as string[]), findings: [] }
}

async function placedByLadder(
  segment: Segment,
  translation: Translation,
  context: SegmentContext,
): Promise<SegmentResult> {
  if (segment.tags.length === 0) {
    return { tokens: [{ type: 'text', value: translation.text }], findings: [] }
  }
  const spans = await spanTranslations(segment, translation, context)
  const sure = placeTags(segment, translation, { spans })
  const placement =
    sure && sure.dropped.length === 0 && sure.confidence >= 0.5
      ? sure
      : (placeTags(segment, translation, { spans, align: await context.aligner() }) ?? sure)
  if (!placement) return inPieces(segment, context)
  const findings = placement.dropped.map(({ type, start, end }) =>
    warning(
      segment,
      translation.text,
      `The ${type} around "${segment.text.slice(start, end)}" was dropped: its words were not found again.`,
    ),
  )
  return { tokens: placement.tokens, findings }
}

async function inPieces(segment: Segment, context: SegmentContext): Promise<SegmentResult> {
  const result = await translatePieces(segment, context)
  if (!result.tokens) return result
  const message =
    'Translated in pieces, because a link, code or image had no sure place in the whole sentence.'
  return { ...result, findings: [warning(segment, textOf(result.tokens), message)] }
}

async function spanTranslations(
  segment: Segment,
  translation: Translation,
  context: SegmentContext,
): Promise<Map<string, string>> {
  const spans = new Map<string, string>()
  await Promise.all(
    wantedSpans(segment, translation).map(async (span) => {
      const text = await answerPlain(span, context)
      if (typeof text === 'string') spans.set(span, text)
    }),
  )
  return spans
}

/** The translation of a text without tags, or why there is none. */
async function answerPlain(
  text: string,
  { lookups, tags }: SegmentContext,
  again?: Again,
): Promise<string | Problem> {
  const segment = { text, tags: [] }
  const outcome = await lookups.answer(wireOf(segment, tags), again)
  if (!outcome.ok) return outcome.problem
  if (tags !== 'xml') return outcome.translation.text
  const [token] = decodeXml(segment, outcome.translation.text) ?? []
  return token?.type === 'text' ? token.value : text
}
