import type { Problem } from '../checks/index.ts'
import { placeTags, wantedSpans } from '../tags/place.ts'
import { splitAtTags } from '../tags/split.ts'
import { decodeXml, encodeXml } from '../tags/xml.ts'
import type { AlignedSpan, Finding, Segment, Token, Translation, Translator } from '../types.ts'
import type { Lookups, Wire } from './lookups.ts'

/** What became of a segment. Without tokens it keeps its source text. */
export interface SegmentResult {
  tokens?: Token[]
  /** Without place and language, which the caller knows. */
  findings: Pick<Finding, 'severity' | 'check' | 'source' | 'target' | 'message'>[]
}

export interface SegmentContext {
  lookups: Lookups
  tags: Translator['tags']
  /** Judges an answer; what is used may still be doubtful. */
  check(wire: Wire, answer: Translation): Problem[]
  /** Learns word alignment from past translations, on first use. */
  aligner(): Promise<(source: string, target: string) => AlignedSpan[]>
}

/** How a text is sent: tagged translators read XML, so even plain text is escaped for them. */
export function wireOf(segment: Segment, tags: Translator['tags']): Wire {
  if (tags !== 'xml') return { text: segment.text }
  return { text: encodeXml(segment), tagged: segment }
}

/** Everything a segment may need from the cache: itself, and the words of its tags in case they must be found again. */
export function wiresOf(segment: Segment, tags: Translator['tags']): Wire[] {
  const plain = tags === 'none' ? segment.tags.filter(({ start, end }) => end > start) : []
  const spans = plain.map(({ start, end }) => ({ text: segment.text.slice(start, end) }))
  return [wireOf(segment, tags), ...spans]
}

/** Checks that fail because of tags or stand-ins: without these the sentence may well be translated. */
const MARKUP_CHECKS: ReadonlySet<string> = new Set(['tags', 'kept'])

/**
 * Translates one segment and puts its tags back, by the best way that works: tags that travelled with the text;
 * else the plain sentence with tags placed by alignment; else, so that no link, code or image is lost,
 * the stretches between tags one by one; else the source stands.
 */
export async function translateSegment(
  segment: Segment,
  context: SegmentContext,
): Promise<SegmentResult> {
  const { lookups, tags } = context
  const wire = wireOf(segment, tags)
  const outcome = await lookups.answer(wire)
  if (!outcome.ok) {
    const { check } = outcome.problem
    if (segment.tags.length === 0 || !MARKUP_CHECKS.has(check))
      return failed(segment, outcome.problem)
    return tags === 'xml' ? translateUntagged(segment, context) : translatePieces(segment, context)
  }
  const { translation } = outcome
  const doubts = context
    .check(wire, translation)
    .map(({ check, message }) => warning(segment, translation.text, message, check))
  const result = await used(segment, translation, context)
  return { ...result, findings: [...doubts, ...result.findings] }
}

function used(
  segment: Segment,
  translation: Translation,
  context: SegmentContext,
): Promise<SegmentResult> | SegmentResult {
  if (context.tags !== 'xml') return placed(segment, translation, context)
  const tokens = decodeXml(segment, translation.text)
  return tokens ? { tokens, findings: [] } : translateUntagged(segment, context)
}

/** The tagged answer was no use: the same sentence without its tags. */
async function translateUntagged(
  segment: Segment,
  context: SegmentContext,
): Promise<SegmentResult> {
  const text = await answerPlain(segment.text, context)
  return typeof text === 'string' ? placed(segment, { text }, context) : failed(segment, text)
}

async function placed(
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
  if (!placement) return translatePieces(segment, context)
  const findings = placement.dropped.map(({ type, start, end }) =>
    warning(
      segment,
      translation.text,
      `The ${type} around "${segment.text.slice(start, end)}" was dropped: its words were not found again.`,
    ),
  )
  return { tokens: placement.tokens, findings }
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

async function translatePieces(segment: Segment, context: SegmentContext): Promise<SegmentResult> {
  const { pieces, join } = splitAtTags(segment)
  const texts = await Promise.all(pieces.map((piece) => answerPlain(piece, context)))
  const problem = texts.find((text) => typeof text !== 'string')
  if (problem) return failed(segment, problem as Problem)
  const tokens = join(texts as string[])
  const target = tokens.map((token) => (token.type === 'text' ? token.value : '')).join('')
  return {
    tokens,
    findings: [
      warning(
        segment,
        target,
        'Translated in pieces, because a link, code or image had no sure place in the whole sentence.',
      ),
    ],
  }
}

/** The translation of a text without tags, or why there is none. */
async function answerPlain(
  text: string,
  { lookups, tags }: SegmentContext,
): Promise<string | Problem> {
  const segment = { text, tags: [] }
  const outcome = await lookups.answer(wireOf(segment, tags))
  if (!outcome.ok) return outcome.problem
  if (tags !== 'xml') return outcome.translation.text
  const [token] = decodeXml(segment, outcome.translation.text) ?? []
  return token?.type === 'text' ? token.value : text
}

function failed(segment: Segment, problem: Problem & { target?: string }): SegmentResult {
  const { check, message, target } = problem
  if (check === 'dry-run') return { findings: [] }
  return { findings: [{ severity: 'error', check, source: segment.text, target, message }] }
}

const warning = (segment: Segment, target: string, message: string, check = 'tags') =>
  ({ severity: 'warning', check, source: segment.text, target, message }) as const
