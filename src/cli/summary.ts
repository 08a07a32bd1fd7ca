import pc from 'picocolors'
import { count } from '../count.ts'
import { displayName } from '../locales.ts'
import type { DocumentReport, Locale, Usage } from '../types.ts'
import type { Estimate } from './estimates.ts'
import { andMore, findingList, LISTED } from './finding-list.ts'
import { frozenTable, missingList } from './frozen-summary.ts'
import type { Missing } from './missing.ts'
import { nextSteps } from './next-steps.ts'
import type { RunResult, Skipped } from './run.ts'
import { table } from './table.ts'

/** What a run has to say at its end. */
export interface Summary extends RunResult {
  usage: Usage
  locales: Locale[]
  dryRun: boolean
  /** Name of the translator that was used. */
  translator: string
  /** What the translators say it costs. */
  estimates: Estimate[]
  /** With `--frozen`: what the cache lacks; when there is something, nothing was written. */
  missing?: Missing[]
}

/** The one object that `--json` prints. */
export function jsonSummary(summary: Summary): string {
  const { usage, written, outdated, skipped, findings, estimates, missing, dryRun } = summary
  const { documents, units, segments, cached, sent, sentCharacters, requests } = usage
  return JSON.stringify(
    {
      ...{ documents, units, segments, cached, sent, sentCharacters, requests },
      ...(estimates.length > 0 && { estimate: estimateLines(estimates).join('; ') }),
      ...(missing && { missing }),
      ...(missing && dryRun && { outdated }),
      written,
      skipped,
      findings: findings.map(
        ({ severity, check, file, line, locale, source, target, message }) => ({
          ...{ severity, check, file, line, locale, source, target, message },
        }),
      ),
    },
    null,
    2,
  )
}

/** The same for people. */
export function textSummary(summary: Summary): string {
  const { findings, skipped } = summary
  return [
    ...tables(summary),
    ...(skipped.length > 0 ? [skippedList(skipped)] : []),
    ...(findings.length > 0 ? [findingList(findings)] : []),
    nextSteps(summary),
  ]
    .map((block) => `${block}\n`)
    .join('\n')
}

function tables(summary: Summary): string[] {
  const { dryRun, missing, estimates } = summary
  if (missing !== undefined && missing.length > 0) {
    return [missingList(missing), ...estimateLines(estimates)]
  }
  if (missing !== undefined && dryRun) return [frozenTable(summary)]
  return [dryRun ? dryRunTable(summary) : totals(summary)]
}

function totals({
  usage,
  locales,
  written,
  unchanged,
  skipped,
  reports,
  estimates,
}: Summary): string {
  const documents = new Set(reports.filter(isTranslated).map(({ path }) => path)).size
  const { cached, sent, sentCharacters, requests } = usage
  const cost =
    sent === 0
      ? 'nothing was new'
      : `${count(sentCharacters, 'character')} in ${count(requests, 'request')}`
  const rows = table([
    ['  segments cached', cached],
    ['  segments sent', sent, cost],
    ['  files written', written.length],
    ['  files unchanged', unchanged],
    ...(skipped.length > 0 ? [['  files skipped', skipped.length]] : []),
  ])
  const title = `${count(documents, 'document')} into ${languages(locales)}`
  return [pc.bold(title), ...rows, ...indented(estimates)].join('\n')
}

function dryRunTable({ reports, locales, estimates }: Summary): string {
  const rows = locales.map((locale) => {
    const mine = reports.filter((report) => report.to === locale && isTranslated(report))
    const sum = (key: 'segments' | 'cached' | 'sent' | 'sentCharacters') =>
      mine.reduce((total, report) => total + report[key], 0)
    return [
      `  ${displayName(locale)}`,
      ...[mine.length, sum('segments'), sum('cached'), sum('sent'), sum('sentCharacters')],
    ]
  })
  const head = ['  language', 'documents', 'segments', 'cached', 'to send', 'characters']
  return [
    pc.bold('Dry run: nothing was sent and nothing was written.'),
    ...table([head, ...rows]),
    ...indented(estimates),
  ].join('\n')
}

function skippedList(skipped: Skipped[]): string {
  const rows = table(
    skipped
      .slice(0, LISTED)
      .map(({ file, locale, output, reason }) => [
        `  ${file}`,
        locale,
        output === file ? reason : `${reason} (${output})`,
      ]),
  )
  return [pc.bold('Skipped'), ...rows, ...andMore(skipped.length)].join('\n')
}

function indented(estimates: Estimate[]): string[] {
  return estimateLines(estimates).map((line) => `  ${line}`)
}

/** `sagemaker: about 40 s`. */
function estimateLines(estimates: Estimate[]): string[] {
  return estimates.map(({ translator, text }) => `${translator}: ${text}`)
}

function isTranslated(report: DocumentReport): boolean {
  return report.skipped === undefined
}

function languages(locales: Locale[]): string {
  if (locales.length > 6) return count(locales.length, 'language')
  return new Intl.ListFormat('en').format(locales.map(displayName))
}
