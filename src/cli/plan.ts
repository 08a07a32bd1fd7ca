import { PolyglotError } from '../errors.ts'
import type { Locale } from '../types.ts'
import type { OutputPattern, Target } from './pattern.ts'
import type { Source } from './sources.ts'

/** One document in one language, and where it goes. Paths are relative to the root. */
export interface PlannedOutput {
  source: string
  locale: Locale
  output: string
}

/**
 * Every source in every target language, language by language, so that batches of one language pair fill up.
 *
 * @throws PolyglotError BAD_OPTION when two would be written to one file, or one over a source.
 */
export function planOutputs(
  sources: Source[],
  targets: Target[],
  pattern: OutputPattern,
): PlannedOutput[] {
  const paths = new Set(sources.map(({ path }) => path))
  const taken = new Map<string, PlannedOutput>()
  for (const target of targets) {
    for (const source of paths) {
      const planned = { source, locale: target.locale, output: pattern.write(source, target) }
      const other = taken.get(planned.output)
      if (other !== undefined) {
        throw new PolyglotError(
          'BAD_OPTION',
          `${other.source} in ${other.locale} and ${source} in ${planned.locale} would both be written to ${planned.output}. ` +
            `${advice(other, planned)} into the output pattern ${pattern.text}.`,
        )
      }
      if (paths.has(planned.output)) {
        throw new PolyglotError(
          'BAD_OPTION',
          `${source} in ${planned.locale} would be written over the document ${planned.output}. ` +
            `Change the output pattern ${pattern.text}.`,
        )
      }
      taken.set(planned.output, planned)
    }
  }
  return [...taken.values()]
}

function advice(one: PlannedOutput, other: PlannedOutput): string {
  return one.source === other.source ? 'Put [locale] or [lang]' : 'Put [dir], [name] and [ext]'
}
