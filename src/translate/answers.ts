import type { AlignedSpan, Refusal, Translation } from '../types.ts'

/**
 * Reads what a translator gave back for `texts`: one entry per text, white space around it removed, unknown
 * fields left behind, and an alignment that does not fit the texts dropped.
 * @throws Error when it is not one answer per text, in words that complete “the translator failed: …”. Nothing of
 *   such a reply is used: where one answer is missing, the others may stand in the wrong place.
 */
export function readAnswers(reply: unknown, texts: readonly string[]): (Translation | Refusal)[] {
  if (!Array.isArray(reply))
    throw new Error(`it answered with ${nameOf(reply)} instead of a list of translations`)
  if (reply.length !== texts.length)
    throw new Error(
      `it answered ${texts.length} ${texts.length === 1 ? 'text' : 'texts'} with ${reply.length} translations; ` +
        'one per text is expected, in the same order',
    )
  return texts.map((text, index) => readAnswer(reply[index], text, index))
}

function readAnswer(answer: unknown, source: string, index: number): Translation | Refusal {
  if (typeof answer === 'string') return { text: answer.trim() }
  if (isObject(answer)) {
    if (typeof answer.text === 'string') return readTranslation(answer, answer.text, source)
    if (answer.error !== undefined && answer.error !== null)
      return { error: wordsOf(answer.error), retryable: answer.retryable === true }
  }
  throw new Error(
    `its answer number ${index + 1} is ${nameOf(answer)}; a text, { text } or { error } is expected`,
  )
}

function readTranslation(
  answer: Record<string, unknown>,
  raw: string,
  source: string,
): Translation {
  const translation: Translation = { text: raw.trim() }
  const indent = raw.length - raw.trimStart().length
  const alignment = readAlignment(answer.alignment, source.length, translation.text.length, indent)
  if (alignment) translation.alignment = alignment
  if (typeof answer.score === 'number' && Number.isFinite(answer.score))
    translation.score = answer.score
  return translation
}

function readAlignment(
  alignment: unknown,
  sourceLength: number,
  targetLength: number,
  indent: number,
): AlignedSpan[] | undefined {
  if (!Array.isArray(alignment)) return undefined
  const spans: AlignedSpan[] = []
  for (const span of alignment) {
    if (!Array.isArray(span) || !span.slice(0, 4).every(Number.isInteger)) return undefined
    const [start, end, targetStart, targetEnd, score = 1] = span
    if (!fits(start, end, sourceLength)) return undefined
    if (!fits(targetStart - indent, targetEnd - indent, targetLength)) return undefined
    if (typeof score !== 'number' || !(score >= 0 && score <= 1)) return undefined
    spans.push([start, end, targetStart - indent, targetEnd - indent, score])
  }
  return spans
}

function fits(start: number, end: number, length: number): boolean {
  return start >= 0 && start <= end && end <= length
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function wordsOf(error: unknown): string {
  if (typeof error === 'string') return error
  return error instanceof Error ? error.message : (JSON.stringify(error) ?? String(error))
}

function nameOf(value: unknown): string {
  if (value === null) return 'null'
  if (value === undefined) return 'undefined'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') {
    const fields = Object.keys(value).slice(0, 5).join(', ')
    return fields ? `an object with ${fields}` : 'an empty object'
  }
  return `a ${typeof value}`
}
