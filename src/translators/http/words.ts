import { PolyglotError } from '../../errors.ts'

/** The start of what a server said, for the end of a sentence: `: “…”`, or nothing. */
export function excerpt(text: string): string {
  const start = text.slice(0, 1000).replace(/\s+/g, ' ').trim()
  if (start === '') return ''
  return start.length > 120 ? `: “${start.slice(0, 120)}…”` : `: “${start}”`
}

/** What to do about a status from 300 to 499, where asking again is no use. */
export function denial(place: string, status: number, text: string): PolyglotError {
  const advice = ADVICE[status]
  return new PolyglotError(
    advice?.final ? 'TRANSLATOR_UNAVAILABLE' : 'TRANSLATOR_FAILED',
    `${place} answered with status ${status}${excerpt(text)}. ` +
      (advice?.words ??
        'It did not understand the request: does it speak the wire contract of `http`?'),
  )
}

const ADVICE: Record<number, { words: string; final: boolean }> = {
  401: { words: 'It wants to know who asks: set headers.authorization.', final: true },
  403: { words: 'It denies access: check headers.authorization.', final: true },
  404: {
    words: 'There is no translation server at this path; /invocations is the usual one.',
    final: true,
  },
  405: { words: 'It takes no POST at this path; /invocations is the usual one.', final: true },
  413: { words: 'The batch is too large for it: lower limits.characters.', final: false },
}
