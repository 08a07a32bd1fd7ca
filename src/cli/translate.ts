import { type ArgsDef, defineCommand } from 'citty'
import { createPolyglot, type Polyglot } from '../polyglot.ts'
import type { Finding } from '../types.ts'
import { commonArgs } from './arguments.ts'
import { onInterrupt } from './interrupt.ts'
import { DEFAULT_PATTERN } from './pattern.ts'
import { prepare, type Work } from './prepare.ts'
import { createProgress } from './progress.ts'
import { type RunResult, translateFiles } from './run.ts'
import { readSettings, warn, withoutNewCache } from './settings.ts'
import { jsonSummary, textSummary } from './summary.ts'

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
]

/** `polyglot translate`: documents → localized files. Its result is the exit code. */
export const command = defineCommand({
  meta: { name: 'translate', description: 'Translate markdown files into other languages' },
  args,
  async run({ args }) {
    const settings = await readSettings(args)
    const dryRun = args['dry-run'] === true
    const polyglot = createPolyglot(
      dryRun ? withoutNewCache(settings.options) : settings.options,
      warn,
    )
    const interrupt = onInterrupt()
    try {
      const work = await prepare(polyglot.options, settings, args._)
      const force = args.force === true
      const result = await runWithProgress(polyglot, work, {
        ...{ force, dryRun },
        signal: interrupt.signal,
      })
      const summary = {
        ...result,
        skipped: [...work.skipped, ...result.skipped],
        findings: [...work.findings, ...result.findings].sort(byPlace),
        usage: polyglot.usage(),
        locales: work.locales,
        translator: polyglot.options.translators.map(({ name }) => name).join(', '),
        dryRun,
      }
      process.stdout.write(`${args.json === true ? jsonSummary(summary) : textSummary(summary)}\n`)
      return failsOn(args['fail-on'], summary.findings) ? 1 : 0
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
  options: { force: boolean; dryRun: boolean; signal: AbortSignal },
): Promise<RunResult> {
  const progress = createProgress({
    total: work.plan.length,
    usage: polyglot.usage,
    stream: process.stderr,
  })
  try {
    return await translateFiles({ polyglot, ...work, ...options, onProgress: progress.update })
  } finally {
    progress.end()
  }
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
