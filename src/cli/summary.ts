import pc from 'picocolors'
import { displayName } from '../locales.ts'
import type { DocumentReport, Finding, Locale, Usage } from '../types.ts'
import type { RunResult, Skipped } from './run.ts'
import { table } from './table.ts'

/** Findings and skipped files that are listed in full; `--json` has them all. */
const LISTED = 50

/** What a run has to say at its end. */
export interface Summary extends RunResult {
  usage: Usage
  locales: Locale[]
  dryRun: boolean
  /** Name of the translator that was used. */
  translator: string
}

/** The one object that `--json` prints. */
export function jsonSummary({ usage, written, skipped, findings }: Summary): string {
  const { documents, units, segments, cached, sent, sentCharacters, requests } = usage
  return JSON.stringify(
    {
      ...{ documents, units, segments, cached, sent, sentCharacters, requests },
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
  const { dryRun, findings, skipped } = summary
  return [
    dryRun ? dryRunTable(summary) : totals(summary),
    ...(skipped.length > 0 ? [skippedList(skipped)] : []),
    ...(findings.length > 0 ? [findingList(findings)] : []),
    nextSteps(summary),
  ]
    .map((block) => `${block}\n`)
    .join('\n')
}

function totals({ usage, locales, written, unchanged, skipped, reports }: Summary): string {
  const documents = new Set(reports.filter(isTranslated).map(({ path }) => path)).size
  const { cached, sent, sentCharacters, requests } = usage
  const cost =
    sent === 0
      ? 'nothing had to be translated'
      : `${count(sentCharacters, 'character')} in ${count(requests, 'request')}`
  const rows = table([
    ['  cached', cached, 'segments'],
    ['  sent', sent, `segments: ${cost}`],
    ['  written', written.length, 'files'],
    ['  unchanged', unchanged, 'files'],
    ...(skipped.length > 0 ? [['  skipped', skipped.length, 'files']] : []),
  ])
  const title = `${count(documents, 'document')} in ${listOf(locales.map(displayName))}`
  return [pc.bold(title), ...rows].join('\n')
}

function dryRunTable({ reports, locales }: Summary): string {
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
  ].join('\n')
}

function skippedList(skipped: Skipped[]): string {
  const rows = table(
    skipped
      .slice(0, LISTED)
      .map(({ file, locale, output, reason }) => [`  ${file}`, locale, `${reason} (${output})`]),
  )
  return [pc.bold('Skipped'), ...rows, ...andMore(skipped.length)].join('\n')
}

function findingList(findings: Finding[]): string {
  const files = Map.groupBy(findings.slice(0, LISTED), ({ file }) => file ?? '')
  const blocks = [...files].map(([file, own]) => [pc.bold(file), ...own.flatMap(findingLines)])
  return [...blocks.map((lines) => lines.join('\n')), ...andMore(findings.length)].join('\n\n')
}

function findingLines({ severity, check, line, locale, source, target, message }: Finding) {
  const paint = severity === 'error' ? pc.red : pc.yellow
  const where = [line === undefined ? '' : `line ${line}`, locale ?? ''].filter(Boolean).join(', ')
  return [
    `  ${paint(severity.padEnd(7))}  ${[where, check].filter(Boolean).join('  ')}  ${message}`,
    ...(source === undefined ? [] : [pc.dim(`           source  ${oneLine(source)}`)]),
    ...(target === undefined ? [] : [pc.dim(`           target  ${oneLine(target)}`)]),
  ]
}

/** What to do now, most urgent first. */
function nextSteps({ usage, findings, written, skipped, dryRun, translator }: Summary): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const warnings = findings.length - errors
  const steps: string[] = []
  if (findings.length > 0) {
    steps.push(`${count(errors, 'error')}, ${count(warnings, 'warning')}.`)
  }
  if (dryRun) {
    steps.push(
      usage.sent === 0 ? 'Everything is in the cache.' : 'Leave out --dry-run to translate.',
    )
  } else if (errors > 0) {
    steps.push('Run the command again when that is fixed: what is translated already is kept.')
  } else if (written.length === 0 && skipped.length === 0 && findings.length === 0) {
    steps.push('Everything is up to date.')
  }
  if (translator === 'pseudo' && !dryRun && written.length > 0) {
    steps.push(
      'These are accented stand-ins, not translations: choose a translator, such as --translator apertium.',
    )
  }
  return steps.join('\n') || 'Done.'
}

function isTranslated(report: DocumentReport): boolean {
  return report.skipped === undefined
}

function andMore(all: number): string[] {
  return all > LISTED
    ? [`  … and ${count(all - LISTED, 'more entry', 'more entries')}; --json lists all.`]
    : []
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`
}

function listOf(words: string[]): string {
  return new Intl.ListFormat('en').format(words)
}

/** Whitespace collapsed, cut where it would fill the screen. */
function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > 240 ? `${line.slice(0, 239)}…` : line
}
