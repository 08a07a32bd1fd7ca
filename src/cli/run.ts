import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import pLimit from 'p-limit'
import { messageOf, PolyglotError } from '../errors.ts'
import type { Polyglot } from '../polyglot.ts'
import type { DocumentReport, Finding, Locale } from '../types.ts'
import { type Changes, type Manifest, sha256, updateManifest } from './manifest.ts'
import { type OutputState, writeOutput } from './outputs.ts'
import type { PlannedOutput } from './plan.ts'

/** Documents in work at once: more than the pipeline parses at once, so that it never waits for a file to be written. */
const CONCURRENCY = 64

/** Errors that every further document would meet too. */
const FATAL = new Set(['TRANSLATOR_UNAVAILABLE', 'CACHE', 'BAD_OPTION'])

/** A translation that was not written, and why. */
export interface Skipped {
  file: string
  locale: Locale
  output: string
  reason: string
}

export interface RunRequest {
  polyglot: Polyglot
  plan: PlannedOutput[]
  /** The documents' texts by path; one that could not be read is missing. */
  texts: Map<string, string>
  manifest: Manifest
  /** Overwrite files that were edited or never ours. */
  force: boolean
  /** Send nothing, write nothing. */
  dryRun: boolean
  signal: AbortSignal
  /** Called after every document. */
  onProgress(done: number): void
}

export interface RunResult {
  /** In the order of the plan; documents that were skipped whole included. */
  reports: DocumentReport[]
  written: string[]
  /** Outputs that already said what was to be written. */
  unchanged: number
  skipped: Skipped[]
  findings: Finding[]
}

type Outcome = {
  report?: DocumentReport
  state?: OutputState
  skipped?: string
  findings: Finding[]
}

/**
 * Translates everything that is planned and writes it, many documents at once. What was written is in the manifest even when the run
 * ends early.
 *
 * @throws PolyglotError when no document can be translated; the signal's reason when it was aborted.
 */
export async function translateFiles(request: RunRequest): Promise<RunResult> {
  const { polyglot, plan, manifest, dryRun, onProgress } = request
  const { root } = polyglot.options
  const limit = pLimit(CONCURRENCY)
  const stop = new AbortController()
  const signal = AbortSignal.any([request.signal, stop.signal])
  const changes: Changes = new Map()
  let done = 0

  const settled = await Promise.allSettled(
    plan.map((planned) =>
      limit(async () => {
        signal.throwIfAborted()
        try {
          return await translateOne({ ...request, signal }, planned, changes)
        } catch (error) {
          stop.abort(error)
          throw error
        } finally {
          onProgress(++done)
        }
      }),
    ),
  )
  const findings = orphans(root, manifest, changes)
  if (!dryRun) await updateManifest(root, changes)
  signal.throwIfAborted()

  const outcomes = settled.map((entry) => (entry as PromiseFulfilledResult<Outcome>).value)
  return {
    reports: outcomes.flatMap(({ report }) => report ?? []),
    written: plan.filter((_, i) => outcomes[i]?.state === 'written').map(({ output }) => output),
    unchanged: outcomes.filter(({ state }) => state === 'unchanged').length,
    skipped: plan.flatMap(({ source: file, locale, output }, i) => {
      const reason = outcomes[i]?.skipped
      return reason === undefined ? [] : { file, locale, output, reason }
    }),
    findings: [...outcomes.flatMap((outcome) => outcome.findings), ...findings],
  }
}

async function translateOne(
  { polyglot, texts, manifest, force, dryRun, signal }: RunRequest,
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
      dryRun,
      linked: (path) => texts.get(path),
      signal,
    })
    const { report } = result
    if (report.skipped !== undefined) {
      return { report, skipped: report.skipped, findings: report.findings }
    }
    if (dryRun) return { report, findings: report.findings }

    const { root } = polyglot.options
    const entry = manifest.get(output)
    const state = await writeOutput({ root, output, text: result.text, entry, force }).catch(
      (error: unknown) => messageOf(error),
    )
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

const LEFT_ALONE = {
  'hand-edited': (output: string) => ({
    reason: 'it was edited by hand',
    message: `${output} was changed since polyglot wrote it, and is left as it is. Use --force to replace it.`,
  }),
  foreign: (output: string) => ({
    reason: 'there is a file that polyglot did not write',
    message: `${output} was there before and is left as it is. Use --force to replace it, or --out to write elsewhere.`,
  }),
}

/** Translations whose document is gone. Those that are gone too leave the manifest. */
function orphans(root: string, manifest: Manifest, changes: Changes): Finding[] {
  const findings: Finding[] = []
  for (const [output, { source, locale }] of manifest) {
    if (existsSync(resolve(root, source))) continue
    if (!existsSync(resolve(root, output))) {
      changes.set(output, undefined)
      continue
    }
    findings.push({
      severity: 'warning',
      check: 'orphan',
      file: source,
      locale,
      message: `The document is gone, but its translation ${output} is still there. Delete the file if it is no longer wanted.`,
    })
  }
  return findings
}
