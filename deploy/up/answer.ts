import { PolyglotError } from '../../src/errors.ts'

/**
 * Whether the answer to `{ "op": "health" }` says that the model is ready.
 *
 * @returns the number of languages, where the model names them
 * @throws PolyglotError ENDPOINT for anything else
 */
export function readyAnswer(text: string): number | undefined {
  const answer = parsed(text)
  if (answer?.ok === true)
    return Array.isArray(answer.languages) ? answer.languages.length : undefined
  const fault = answer?.error
  throw new PolyglotError(
    'ENDPOINT',
    fault === undefined
      ? `The endpoint answers, but not as our container does: ${text.slice(0, 300)}`
      : `The model cannot work: ${typeof fault === 'string' ? fault : `${fault.code}: ${fault.message}`}`,
  )
}

interface Answer {
  ok?: boolean
  languages?: unknown
  error?: string | { code?: string; message?: string }
}

function parsed(text: string): Answer | undefined {
  try {
    const answer: unknown = JSON.parse(text)
    return typeof answer === 'object' && answer !== null ? answer : undefined
  } catch {
    return undefined
  }
}

/** What AWS says as long as a model is loading, or while something is amiss that passes. */
const PASSING = [
  'ModelError',
  'ModelNotReadyException',
  'ServiceUnavailable',
  'InternalFailure',
  'InternalDependencyException',
  'InternalServerException',
  'ThrottlingException',
  'TimeoutError',
]

export function isPassing(error: unknown): boolean {
  const { name, message, code } = error as Error & { code?: string }
  return (
    PASSING.includes(name) ||
    /^(?:ECONNRESET|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT)$/.test(code ?? '') ||
    // Just after it is in service, the runtime may not know it yet.
    (name === 'ValidationError' && /not found/i.test(message))
  )
}
