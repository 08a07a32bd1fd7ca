import { messageOf, PolyglotError, type PolyglotErrorCode } from '../errors.ts'
import type { Batch, Refusal, Translation, Translator } from '../types.ts'
import { readAnswers } from './answers.ts'

/** What one call came to. */
export type Reply = { answers: (Translation | Refusal)[] } | { failure: CallFailure }

export interface CallFailure {
  /**
   * `final`: the translator said that asking again is no use; `timeout`: no answer in time;
   * `failed`: it threw, or answered in a shape that cannot be used.
   */
  kind: 'failed' | 'timeout' | 'final'
  /** The translator's own words. */
  message: string
}

/**
 * Calls the translator once and never rejects. A translator that ignores its signal is left behind when the time is
 * up or the run ends: what it answers later is lost.
 * @param options.timeout milliseconds
 */
export async function callTranslator(
  translator: Translator,
  batch: Batch,
  { signal, timeout }: { signal: AbortSignal; timeout: number },
): Promise<Reply> {
  const controller = new AbortController()
  const gone = Promise.withResolvers<never>()
  const late = new Error(`it gave no answer within ${timeout / 1000} seconds`)
  const stop = (reason: unknown) => {
    gone.reject(reason)
    controller.abort(reason)
  }
  const end = () => stop(signal.reason)
  signal.addEventListener('abort', end, { once: true })
  // Not unref'd: it may be all that keeps a build alive whose translator hangs. It is cleared with the call.
  const timer = setTimeout(() => stop(late), timeout)
  try {
    const answering = translator.translate(batch, { signal: controller.signal })
    return { answers: readAnswers(await Promise.race([answering, gone.promise]), batch.texts) }
  } catch (error) {
    return { failure: { kind: kindOf(error, late), message: messageOf(error) } }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
  }
}

function kindOf(error: unknown, late: Error): CallFailure['kind'] {
  if (error === late) return 'timeout'
  return error instanceof PolyglotError && HOPELESS.has(error.code) ? 'final' : 'failed'
}

const HOPELESS: ReadonlySet<PolyglotErrorCode> = new Set([
  'TRANSLATOR_UNAVAILABLE',
  'UNSUPPORTED_LANGUAGE',
  'MISSING_PACKAGE',
])
