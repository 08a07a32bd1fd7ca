import { count } from '../../src/count.ts'
import { plain, table } from './markdown.ts'
import { errorsOf, type Report } from './report.ts'

/** Rows of a list; GitHub takes a megabyte of summary for a step. */
const LISTED = 100

/** What the steps of the action came to: `success`, `failure`, `cancelled`, `skipped`, or nothing. */
export interface Outcomes {
  run?: string
  save?: string
  up?: string
  down?: string
}

export interface SummaryRequest {
  command: 'translate' | 'build'
  /** Missing for a build, and when `polyglot translate` was stopped. */
  report?: Report
  outcomes: Outcomes
  /** Name of the endpoint, such as `polyglot-main`. */
  endpoint?: string
  /** Whether it was to be taken down again. */
  takenDown: boolean
  /** Address of the pull request. */
  pullRequest?: string
}

/** The page of the run, in markdown. Texts of documents are left out; what stands in it is shown as plain text. */
export function renderSummary(request: SummaryRequest): string {
  const { report, pullRequest } = request
  return [
    `## Polyglot: ${headline(request)}`,
    ...endpointLines(request),
    ...(report ? [totals(report)] : []),
    ...(pullRequest ? [`The translations are in ${pullRequest}`] : []),
    ...cacheLines(request),
    ...(report ? [...missingList(report), ...findingList(report), ...skippedList(report)] : []),
  ].join('\n\n')
}

function headline({ command, report, outcomes }: SummaryRequest): string {
  if (report === undefined) {
    const name = command === 'build' ? 'build' : 'translation'
    const words: Record<string, string> = {
      success: `${name} done`,
      failure: `${name} failed; the log of the step says why`,
      cancelled: `${name} cancelled`,
    }
    return words[outcomes.run ?? ''] ?? `${name} was not reached; the log says why`
  }
  if (report.missing.length > 0) return 'the cache is not complete, nothing was sent'
  const errors = errorsOf(report.findings).length
  const sent = report.sent === 0 ? 'nothing was new' : `${count(report.sent, 'sentence')} sent`
  return errors === 0 ? sent : `${sent}, ${count(errors, 'error')}`
}

function totals(report: Report): string {
  const { documents, cached, sent, sentCharacters, requests, written, skipped, estimate } = report
  const isFrozen = report.missing.length > 0
  return table(
    ['', ''],
    [
      ['documents × languages', documents],
      ['segments from the cache', cached],
      [isFrozen ? 'segments that would be sent' : 'segments sent', sent],
      ['characters of these', sentCharacters],
      ['requests', requests],
      ...(estimate === undefined ? [] : [['estimate', plain(estimate)]]),
      ['files written', written.length],
      ['files skipped', skipped.length],
    ],
    [1],
  )
}

/** What somebody has to know who pays for the endpoint. */
function endpointLines({ outcomes, endpoint, takenDown }: SummaryRequest): string[] {
  const name = `\`${endpoint ?? 'polyglot-main'}\``
  if (outcomes.up === undefined || outcomes.up === 'skipped') return []
  if (!takenDown) {
    return outcomes.up === 'success'
      ? [`The endpoint ${name} is up. \`polyglot endpoint down\` takes it away.`]
      : [
          `**The endpoint ${name} did not come up.** See what is there: \`polyglot endpoint status\`.`,
        ]
  }
  return outcomes.down === 'success'
    ? [`The endpoint ${name} is gone.`]
    : [
        `> [!CAUTION]\n> **The endpoint ${name} may still be running, and costing money.** ` +
          'Run `polyglot endpoint down`, then `polyglot endpoint status --all`.',
      ]
}

function cacheLines({ outcomes }: SummaryRequest): string[] {
  return outcomes.save === 'failure' || outcomes.save === 'cancelled'
    ? [
        '> [!WARNING]\n> The translation cache could not be saved: the next run pays for these sentences again.',
      ]
    : []
}

function missingList({ missing }: Report): string[] {
  if (missing.length === 0) return []
  const rows = missing
    .slice(0, LISTED)
    .map(({ file, locale, segments }) => [plain(file), plain(locale), segments])
  return [
    '### Not in the cache',
    table(['document', 'language', 'segments'], rows, [2]),
    ...more(missing.length),
  ]
}

function findingList({ findings }: Report): string[] {
  if (findings.length === 0) return []
  const errors = errorsOf(findings)
  const rest = findings.filter((finding) => finding.severity !== 'error')
  const rows = [...errors, ...rest]
    .slice(0, LISTED)
    .map((finding) => [
      finding.severity,
      plain(finding.file ?? '') + (finding.line === undefined ? '' : ` line ${finding.line}`),
      plain(finding.locale ?? ''),
      plain(finding.check),
      plain(finding.message),
    ])
  return [
    `### ${count(errors.length, 'error')}, ${count(rest.length, 'warning')}`,
    table(['', 'document', 'language', 'check', 'finding'], rows),
    ...more(findings.length),
  ]
}

function skippedList({ skipped }: Report): string[] {
  if (skipped.length === 0) return []
  const rows = skipped
    .slice(0, LISTED)
    .map(({ file, locale, reason }) => [plain(file), plain(locale), plain(reason)])
  return ['### Skipped', table(['document', 'language', 'why'], rows), ...more(skipped.length)]
}

function more(all: number): string[] {
  return all > LISTED ? [`… and ${(all - LISTED).toLocaleString('en')} more.`] : []
}
