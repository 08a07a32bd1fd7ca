import pc from 'picocolors'
import { count } from '../count.ts'
import type { Finding } from '../types.ts'
import { table } from './table.ts'

/** Entries of a list that are printed in full; `--json` has them all. */
export const LISTED = 50

/** Findings by document; what says the same about several places stands once. */
export function findingList(findings: Finding[]): string {
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

/** The line that ends a list which was cut. */
export function andMore(all: number): string[] {
  return all > LISTED
    ? [`  … and ${count(all - LISTED, 'more entry', 'more entries')}; --json lists all.`]
    : []
}

/** Whitespace collapsed, cut where it would fill the screen. */
export function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > 240 ? `${line.slice(0, 239)}…` : line
}
