import { PolyglotError } from '../errors.ts'
import type { Answer, Locale, Translator } from '../types.ts'
import { alignWords } from './apertium/alignment.ts'
import { listModes, MORE_PAIRS, type Mode, modeFor } from './apertium/modes.ts'
import { runMode } from './apertium/run.ts'
import { numberWords, readRecords, toStream, writeRecords } from './apertium/stream.ts'
import { tidy } from './apertium/tidy.ts'
import { defineTranslator } from './define.ts'

export interface ApertiumOptions {
  /** The program, or its path. @default 'apertium' */
  command?: string
  /** Part of the fingerprint: change it after an update of the language data, to translate everything anew. @default none */
  revision?: string
}

/**
 * Rule-based machine translation on your own machine, through the programs of the Debian packages `apertium` and
 * `apertium-eng-spa` (or another pair). Says which word became which. About 100 sentences per second and call.
 *
 * Rejects with PolyglotError TRANSLATOR_UNAVAILABLE where the program is missing, UNSUPPORTED_LANGUAGE where the pair is.
 */
export function apertium({ command = 'apertium', revision }: ApertiumOptions = {}): Translator {
  let listing: Promise<Mode[]> | undefined
  const modes = () => {
    listing ??= listModes(command).catch((error) => {
      listing = undefined
      throw error
    })
    return listing
  }
  return defineTranslator({
    name: 'apertium',
    revision,
    tags: 'alignment',
    limits: { segments: 250, characters: 60_000, concurrency: 2 },
    async languages() {
      return { pairs: (await modes()).map(({ from, to }) => [from, to]), hint: MORE_PAIRS }
    },
    async translate({ texts, from, to }, { signal }) {
      const mode = modeFor(await modes(), from, to)
      if (texts.length === 0) return []
      // Each text travels twice: as it is, for the translation, and with numbered words, for the alignment. The numbers
      // break expressions of several words apart, so the second translation is at times not as good.
      const records = texts.flatMap((text) => [toStream(text), numberWords(text)])
      const output = await runMode(command, mode.name, writeRecords(records), signal)
      const translated = readRecords(output)
      return texts.map((text, index) =>
        readAnswer(text, translated.get(2 * index), translated.get(2 * index + 1)),
      )
    },
  })
}

function readAnswer(source: string, plain?: string, numbered?: string): Answer {
  if (plain === undefined) return { error: 'Apertium lost this text on the way' }
  const text = tidy(source, plain)
  return numbered === undefined ? { text } : { text, alignment: alignWords(source, text, numbered) }
}

/** The pairs that are installed; none where the program is missing. */
export async function apertiumPairs({
  command = 'apertium',
}: ApertiumOptions = {}): Promise<[from: Locale, to: Locale][]> {
  try {
    return (await listModes(command)).map(({ from, to }) => [from, to])
  } catch (error) {
    if (error instanceof PolyglotError && error.code === 'TRANSLATOR_UNAVAILABLE') return []
    throw error
  }
}
