import pLimit from 'p-limit'
import type { Polyglot } from '../polyglot.ts'
import type { DocumentReport, Finding, Locale } from '../types.ts'
import { type Changes, type Manifest, updateManifest } from './manifest.ts'
import { orphans } from './orphans.ts'
import type { OutputState } from './outputs.ts'
import type { PlannedOutput } from './plan.ts'
import { type Outcome, translateOne } from './translate-one.ts'

/** Documents in work at once: more than the pipeline parses at once, so that it never waits for a file to be written. */
const CONCURRENCY = 64

/** A translation that was not written, and why. */
export interface Skipped {
  file: string
  locale: Locale
  output: string
  reason: string
}

/**
 * - `translate`: sends what is missing and writes.
 * - `count`: sends and writes nothing; the reports say what would be sent.
 * - `compare`: writes nothing; says which files are not what would be written.
 */
export type RunMode = 'translate' | 'count' | 'compare'

export interface RunRequest {
  polyglot: Polyglot
  plan: PlannedOutput[]
  /** The documents' texts by path; one that could not be read is missing. */
  texts: Map<string, string>
  manifest: Manifest
  /** Overwrite files that were edited or never ours. */
  force: boolean
  mode: RunMode
  signal: AbortSignal
  /** Called after every document. */
  onProgress(done: number): void
}

export interface RunResult {
  /** In the order of the plan; documents that were skipped whole included. */
  reports: DocumentReport[]
  written: string[]
  /** Outputs that would be written; with the mode `compare` only. */
  outdated: string[]
  /** Outputs that already said what was to be written. */
  unchanged: number
  skipped: Skipped[]
  findings: Finding[]
}

/**
 * Translates everything that is planned and writes it, many documents at once. What was written is in the manifest even when the run
 * ends early.
 *
 * @throws PolyglotError when no document can be translated; the signal's reason when it was aborted.
 */
export async function translateFiles(request: RunRequest): Promise<RunResult> {
  const { polyglot, plan, manifest, mode, onProgress } = request
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
  if (mode === 'translate') await updateManifest(root, changes)
  signal.throwIfAborted()

  const outcomes = settled.map((entry) => (entry as PromiseFulfilledResult<Outcome>).value)
  const outputsThatAre = (state: OutputState) =>
    plan.filter((_, i) => outcomes[i]?.state === state).map(({ output }) => output)
  return {
    reports: outcomes.flatMap(({ report }) => report ?? []),
    written: outputsThatAre('written'),
    outdated: outputsThatAre('outdated'),
    unchanged: outcomes.filter(({ state }) => state === 'unchanged').length,
    skipped: plan.flatMap(({ source: file, locale, output }, i) => {
      const reason = outcomes[i]?.skipped
      return reason === undefined ? [] : { file, locale, output, reason }
    }),
    findings: [...outcomes.flatMap((outcome) => outcome.findings), ...findings],
  }
}
