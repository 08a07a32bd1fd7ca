import { messageOf, PolyglotError } from '../errors.ts'
import type { DocumentReport, Finding } from '../types.ts'
import { type Changes, sha256 } from './manifest.ts'
import { LEFT_ALONE, type OutputState, writeOutput } from './outputs.ts'
import type { PlannedOutput } from './plan.ts'
import type { RunRequest } from './run.ts'

/** Errors that every further document would meet too. */
const FATAL = new Set(['TRANSLATOR_UNAVAILABLE', 'CACHE', 'BAD_OPTION'])

/** What became of one document in one language. */
export interface Outcome {
  report?: DocumentReport
  state?: OutputState
  skipped?: string
  findings: Finding[]
}

/**
 * Translates one document and writes it, as far as the mode allows.
 *
 * @param changes takes what the manifest is to say about the file
 * @throws what would stop every other document, too; everything else is a finding
 */
export async function translateOne(
  { polyglot, texts, manifest, force, mode, signal }: RunRequest,
  { source, locale, output }: PlannedOutput,
  changes: Changes,
): Promise<Outcome> {
  const problem = (severity: Finding['severity'], check: string, message: string): Finding => ({
    severity,
    check,
    file: source,
    locale,
    message,
  })
  const text = texts.get(source)
  if (text === undefined) return { skipped: 'the document cannot be read', findings: [] }
  try {
    const result = await polyglot.translateDocument({
      text,
      path: source,
      to: locale,
      dryRun: mode === 'count',
      linked: (path) => texts.get(path),
      signal,
    })
    const { report } = result
    if (report.skipped !== undefined) {
      return { report, skipped: report.skipped, findings: report.findings }
    }
    if (mode === 'count') return { report, findings: report.findings }

    const { root } = polyglot.options
    const entry = manifest.get(output)
    const request = { root, output, text: result.text, entry, force, write: mode === 'translate' }
    const state = await writeOutput(request).catch(messageOf)
    if (state === 'outdated') return { report, state, findings: report.findings }
    if (state === 'written' || state === 'unchanged') {
      changes.set(output, { source, locale, sha256: sha256(result.text) })
      return { report, state, findings: report.findings }
    }
    if (state === 'foreign' || state === 'hand-edited') {
      const { reason, message } = LEFT_ALONE[state](output)
      const finding = problem('warning', state, message)
      return { report, state, skipped: reason, findings: [...report.findings, finding] }
    }
    const finding = problem('error', 'output', `${output} cannot be written: ${state}.`)
    return { report, skipped: 'it cannot be written', findings: [...report.findings, finding] }
  } catch (error) {
    if (signal.aborted || (error instanceof PolyglotError && FATAL.has(error.code))) throw error
    return {
      skipped: 'the document cannot be translated',
      findings: [problem('error', 'document', messageOf(error))],
    }
  }
}
