import { messageOf, PolyglotError } from '../errors.ts'
import { describeFindings } from './findings.ts'
import type { OpenFile } from './service.ts'

/** A translation of a file, maybe with sentences that could not be translated. */
export interface Version {
  /** The text of the file that it was made of. */
  source: string
  text: string
  complete: boolean
}

/** What came of translating a file for a development server. */
export interface Outcome {
  /** Absent where nothing was translated at all: then an older translation is worth more. */
  version?: Version
  /** What there is to say about it. */
  line?: string
  /** Whether the translator has `answered`, was `down`, or was not needed. */
  translator: 'answered' | 'down' | 'unused'
}

/** Translates the file; never rejects. */
export async function outcomeOf(file: OpenFile): Promise<Outcome> {
  try {
    const { text, report } = await file.translate()
    const { complete, findings, sent } = report
    const [line, ...more] = describeFindings(findings)
    const others = more.length > 0 ? ` (and ${more.length} other findings)` : ''
    const down = findings.some(({ temporary }) => temporary)
    return {
      ...((complete || text !== file.text) && { version: { source: file.text, text, complete } }),
      ...(line && { line: `polyglot: ${line}${others}` }),
      translator: down ? 'down' : sent > 0 ? 'answered' : 'unused',
    }
  } catch (error) {
    const closing = error instanceof Error && error.name === 'AbortError'
    if (closing) return { translator: 'unused' }
    return {
      line: `polyglot: ${messageOf(error)}`,
      translator: isTemporary(error) ? 'down' : 'unused',
    }
  }
}

const isTemporary = (error: unknown) =>
  error instanceof PolyglotError && (error.retryable || error.code === 'TRANSLATOR_UNAVAILABLE')
