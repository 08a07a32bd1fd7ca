import type { Form } from '../cache/index.ts'
import { clausesOf } from '../tags/clauses.ts'
import type { Locale, Segment, Translator } from '../types.ts'
import { translatePieces, translatePlain } from './placing.ts'
import { type SegmentResult, textOf, warning } from './results.ts'
import type { SegmentContext } from './segment.ts'

/** Checks that fail when a model loses its way in a long sentence. */
const LOST_PARTS: ReadonlySet<string> = new Set(['empty', 'length', 'repetition', 'numbers'])

/**
 * In which other form a segment is asked for after an answer has failed a check: without the tags that came back broken,
 * in pieces around the code whose stand-ins were lost, in clauses where the model lost its way.
 *
 * @returns `undefined` where nothing but the same text, away from its neighbours, may help
 */
export function otherFormOf(
  check: string,
  segment: Segment,
  tags: Translator['tags'],
  from: Locale,
): Form | undefined {
  if (check === 'tags') return segment.tags.length > 0 ? 'plain' : undefined
  if (check === 'kept' && tags !== 'xml' && segment.tags.some(isCode)) return 'pieces'
  return LOST_PARTS.has(check) && clausesOf(segment, from) ? 'clauses' : undefined
}

const isCode = ({ kind, start, end }: Segment['tags'][number]) => kind === 'atom' && end > start

/**
 * Translates a segment in another form, each text of which is sent at most once.
 *
 * @param check that an answer to the segment as it is has failed
 * @returns a result without tokens where this form was not answered well, either
 */
export async function translateInForm(
  { form, check }: { form: Form; check: string },
  segment: Segment,
  context: SegmentContext,
  translateOnce: (segment: Segment) => Promise<SegmentResult>,
): Promise<SegmentResult> {
  if (form === 'plain') return translatePlain(segment, context, once)
  const result =
    form === 'pieces'
      ? await translatePieces(segment, context, once)
      : await translateClauses(segment, context.lookups.pair, translateOnce)
  if (!result.tokens) return result
  const message = `Translated in parts, because an answer to the whole failed the check “${check}”.`
  const doubt = warning(segment, textOf(result.tokens), message, check)
  return { ...result, findings: [doubt, ...result.findings] }
}

const once = () => false

async function translateClauses(
  segment: Segment,
  { from, to }: SegmentContext['lookups']['pair'],
  translateOnce: (segment: Segment) => Promise<SegmentResult>,
): Promise<SegmentResult> {
  const cut = clausesOf(segment, from)
  if (!cut) return { findings: [] }
  const results = await Promise.all(cut.clauses.map(translateOnce))
  const tokens = results.flatMap((result) => (result.tokens ? [result.tokens] : []))
  const findings = results.flatMap((result) => result.findings)
  if (tokens.length < results.length) return { findings }
  return { tokens: cut.join(tokens, to), findings }
}
