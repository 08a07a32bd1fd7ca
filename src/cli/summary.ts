import pc from 'picocolors'
import { count } from '../count.ts'
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
      .map(({ file, locale, output, reason }) => [
        `  ${file}`,
        locale,
        output === file ? reason : `${reason} (${output})`,
      ]),
  )
  return [pc.bold('Skipped'), ...rows, ...andMore(skipped.length)].join('\n')
}

function findingList(findings: Finding[]): string {
  const files = Map.groupBy(findings.slice(0, LISTED), ({ file }) => file ?? '')
  const blocks = [...files].map(([file, own]) => {
    const alike = Map.groupBy(own, ({ severity, check, locale, message }) =>
      [severity, check, locale, message].join('\n'),
    )
    return [pc.bold(file), ...[...alike.values()].flatMap(findingLines)].join('\n')
  })
  return [...blocks, ...andMore(findings.length)].join('\n\n')
}

/** Findings that say the same about several places of one document. */
function findingLines(findings: Finding[]): string[] {
  const [first] = findings
  if (first === undefined) return []
  const paint = first.severity === 'error' ? pc.red : pc.yellow
  const head = [first.check, first.locale ?? ''].join('  ').trimEnd()
  const places = table(
    findings.flatMap(({ line, source, target }) => {
      const texts = Object.entries({ source, target }).filter(([, text]) => text !== undefined)
      const where = line === undefined ? '' : `line ${line}`
      if (texts.length === 0) return where ? [[where]] : []
      return texts.map(([name, text = ''], i) => [i === 0 ? where : '', name, oneLine(text)])
    }),
  )
  return [
    `  ${paint(first.severity)}  ${head}`,
    `    ${first.message}`,
    ...places.map((place) => pc.dim(`    ${place}`)),
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
    const total = `${count(usage.sent, 'segment')} in all, what stands in several documents counted once.`
    steps.push(
      usage.sent === 0
        ? 'Everything is in the cache.'
        : `${total}\nLeave out --dry-run to translate.`,
    )
  } else if (errors > 0) {
    steps.push('Run the command again when that is mended: only what failed is asked for again.')
  } else if (
    written.length === 0 &&
    skipped.length === 0 &&
    findings.length === 0 &&
    usage.sent === 0
  ) {
    steps.push('Everything is up to date.')
  }
  if (translator === 'pseudo' && !dryRun && written.length > 0) {
    steps.push(
      'These are accented stand-ins, not translations: choose a translator, such as --translator apertium.',
    )
  }
  return steps.join('\n') || 'Done. Run it again after an edit: only new sentences are sent.'
}

function isTranslated(report: DocumentReport): boolean {
  return report.skipped === undefined
}

function andMore(all: number): string[] {
  return all > LISTED
    ? [`  … and ${count(all - LISTED, 'more entry', 'more entries')}; --json lists all.`]
    : []
}

function languages(locales: Locale[]): string {
  if (locales.length > 6) return count(locales.length, 'language')
  return new Intl.ListFormat('en').format(locales.map(displayName))
}

/** Whitespace collapsed, cut where it would fill the screen. */
function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > 240 ? `${line.slice(0, 239)}…` : line
}
