/** What can be told apart by `error.code`. */
export type PolyglotErrorCode =
  | 'BAD_OPTION'
  | 'BAD_LOCALE'
  | 'UNSUPPORTED_LANGUAGE'
  | 'TRANSLATOR_UNAVAILABLE'
  | 'TRANSLATOR_FAILED'
  | 'CACHE'
  | 'BAD_DOCUMENT'
  | 'FINDINGS'
  | 'MISSING_PACKAGE'
  | 'ENDPOINT'

/** Every error this library raises on purpose: the message says what was given, where, what was expected and what to do. */
export class PolyglotError extends Error {
  override readonly name = 'PolyglotError'
  readonly code: PolyglotErrorCode
  /** Whether the same call may succeed later. */
  readonly retryable: boolean

  constructor(
    code: PolyglotErrorCode,
    message: string,
    options: { cause?: unknown; retryable?: boolean } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.retryable = options.retryable ?? false
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
