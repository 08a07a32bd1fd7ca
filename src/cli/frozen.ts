import { PolyglotError } from '../errors.ts'
import { DEFAULT_OPTIONS, type Options, type TranslatorOption } from '../options.ts'
import type { Polyglot } from '../polyglot.ts'
import { resolveTranslator } from '../translators/index.ts'
import type { Translator } from '../types.ts'
import { findMissing, type Missing } from './missing.ts'
import type { Work } from './prepare.ts'
import type { RunMode, RunResult } from './run.ts'

/** Options whose translators never send anything. */
export interface Barred {
  options: Options
  /** Aborted as soon as something should have been sent. */
  signal: AbortSignal
}

/**
 * Bars every translator, for `--frozen`: that nothing is missing is found out before, so a call can only mean that the
 * cache has lost something meanwhile.
 */
export function withoutSending(options: Options): Barred {
  const controller = new AbortController()
  const barred = new Map<TranslatorOption, Translator>()
  const bar = (option: TranslatorOption): Translator => {
    const known = barred.get(option)
    if (known) return known
    const translator: Translator = {
      ...resolveTranslator(option),
      async translate() {
        const error = lost()
        controller.abort(error)
        throw error
      },
    }
    barred.set(option, translator)
    return translator
  }
  const { translator = DEFAULT_OPTIONS.translator } = options
  const isOne = typeof translator === 'string' || typeof translator?.translate === 'function'
  return {
    signal: controller.signal,
    options: {
      ...options,
      translator: isOne
        ? bar(translator as TranslatorOption)
        : Object.fromEntries(
            Object.entries(translator as Record<string, TranslatorOption>).map(([code, each]) => [
              code,
              bar(each),
            ]),
          ),
    },
  }
}

/** A result that also says what the cache lacks; with something missing, nothing was written. */
export type FrozenResult = RunResult & { missing?: Missing[] }

/**
 * Writes only when nothing has to be sent; a dry run then compares instead.
 *
 * @param run goes through all documents in one mode
 */
export async function runFrozen(
  run: (mode: RunMode) => Promise<RunResult>,
  { polyglot, texts, dryRun }: { polyglot: Polyglot; texts: Work['texts']; dryRun: boolean },
): Promise<FrozenResult> {
  const counted = await run('count')
  const missing = await findMissing(polyglot, texts, counted.reports)
  if (missing.length > 0) return { ...counted, missing }
  return { ...(await run(dryRun ? 'compare' : 'translate')), missing }
}

function lost(): PolyglotError {
  return new PolyglotError(
    'CACHE',
    'A sentence that was in the cache a moment ago is gone, so the run was stopped; nothing was sent. Run it again.',
  )
}
