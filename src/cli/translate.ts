import { type ArgsDef, defineCommand } from 'citty'
import { createPolyglot, type Polyglot } from '../polyglot.ts'
import type { Finding } from '../types.ts'
import { commonArgs } from './arguments.ts'
import { estimatesOf } from './estimates.ts'
import { type FrozenResult, runFrozen, withoutSending } from './frozen.ts'
import { onInterrupt } from './interrupt.ts'
import { DEFAULT_PATTERN } from './pattern.ts'
import { prepare, type Work } from './prepare.ts'
import { createProgress } from './progress.ts'
import { type RunMode, type RunRequest, type RunResult, translateFiles } from './run.ts'
import { readSettings, warn, withoutNewCache } from './settings.ts'
import { jsonSummary, type Summary, textSummary } from './summary.ts'

const args = {
  files: {
    type: 'positional',
    required: false,
    description: 'Documents, or globs in quotes; those of the configuration if not given',
  },
  from: commonArgs.from,
  to: {
    type: 'string',
    description: 'Languages to translate into, such as es,fr',
    valueHint: 'LANGUAGES',
  },
  translator: commonArgs.translator,
  out: {
    type: 'string',
    description: `Where translations go, made of [dir] [name] [ext] [locale] [lang]; ${DEFAULT_PATTERN} if not given`,
    valueHint: 'PATTERN',
  },
  'dry-run': { type: 'boolean', description: 'Say what would be sent; send and write nothing' },
  frozen: {
    type: 'boolean',
    description:
      'For CI: send nothing. Write from the cache if it has everything; else write nothing, list what is missing and exit with 1. ' +
      'With --dry-run also exit with 1 when a file on disk is not what would be written',
  },
  force: {
    type: 'boolean',
    description: 'Replace also files that were edited by hand or never written by polyglot',
  },
  'fail-on': {
    type: 'enum',
    options: ['error', 'warning', 'never'],
    default: 'error',
    description: 'Exit with 1 when there are findings this severe',
  },
  json: commonArgs.json,
  config: commonArgs.config,
  cache: commonArgs.cache,
} as const satisfies ArgsDef

export const examples = [
  'polyglot translate "posts/**/*.md" --to es,fr',
  'polyglot translate README.md --to spa --translator apertium',
  'polyglot translate "docs/**/*.md" --to de --out "i18n/[locale]/[dir]/[name][ext]"',
  'polyglot translate --dry-run --json',
  'polyglot translate --frozen                 # in CI: no call, no cost, or exit code 1',
]

/** `polyglot translate`: documents → localized files. Its result is the exit code. */
export const command = defineCommand({
  meta: { name: 'translate' },
  args,
  async run({ args }) {
    const settings = await readSettings(args)
    const dryRun = args['dry-run'] === true
    const frozen = args.frozen === true
    const readOnly = dryRun || frozen
    const options = readOnly ? withoutNewCache(settings.options) : settings.options
    const barred = frozen ? withoutSending(options) : undefined
    const polyglot = createPolyglot(barred?.options ?? options, warn)
    const interrupt = onInterrupt()
    try {
      const work = await prepare(polyglot.options, settings, args._)
      const signal = AbortSignal.any([interrupt.signal, ...(barred ? [barred.signal] : [])])
      const force = args.force === true
      const run = (mode: RunMode) => runWithProgress(polyglot, work, { mode, force, signal })
      const { missing, ...result }: FrozenResult = frozen
        ? await runFrozen(run, { polyglot, texts: work.texts, dryRun })
        : await run(dryRun ? 'count' : 'translate')
      const usage = polyglot.usage()
      const summary: Summary = {
        ...result,
        ...{ missing, usage, dryRun },
        skipped: [...work.skipped, ...result.skipped],
        findings: [...work.findings, ...result.findings].sort(byPlace),
        locales: work.locales,
        translator: polyglot.options.translators.map(({ name }) => name).join(', '),
        estimates: estimatesOf(result.reports, usage, polyglot.options.translatorFor),
      }
      process.stdout.write(`${args.json === true ? jsonSummary(summary) : textSummary(summary)}\n`)
      return isIncomplete(summary) || failsOn(args['fail-on'], summary.findings) ? 1 : 0
    } catch (error) {
      const exitCode = interrupt.exitCode()
      if (exitCode === undefined) throw error
      process.stderr.write(
        'polyglot: Stopped. What is translated is kept: run the same command to go on.\n',
      )
      return exitCode
    } finally {
      await polyglot.close()
    }
  },
})

async function runWithProgress(
  polyglot: Polyglot,
  work: Work,
  request: Pick<RunRequest, 'force' | 'mode' | 'signal'>,
): Promise<RunResult> {
  const progress = createProgress({
    total: work.plan.length,
    usage: polyglot.usage,
    stream: process.stderr,
  })
  try {
    return await translateFiles({ polyglot, ...work, ...request, onProgress: progress.update })
  } finally {
    progress.end()
  }
}

/** What `--frozen` does not let pass. */
function isIncomplete({ missing, outdated }: Summary): boolean {
  return (missing !== undefined && missing.length > 0) || outdated.length > 0
}

function failsOn(threshold: string | undefined, findings: Finding[]): boolean {
  if (threshold === 'never') return false
  return findings.some(({ severity }) => severity === 'error' || threshold === 'warning')
}

/** By file, line and language, so that what belongs together stands together. */
function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.file ?? '', b.file ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compare(a.locale ?? '', b.locale ?? '')
  )
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
