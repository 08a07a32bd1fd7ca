import os from 'node:os'

/** One thing that was measured. */
export interface Row {
  what: string
  measured: string
  /** What it should be; absent where a number only stands there for scale. */
  target?: string
  met?: boolean
}

/** Prints the rows, and hands them to `scripts/bench.ts` when that has started this process. */
export function report(title: string, rows: Row[]): void {
  console.log(`\n${title}\n${machine()}\n\n${table(rows)}`)
  process.send?.(rows)
}

/** `AMD EPYC, 2 cores, Node v24.0.0`. */
export function machine(): string {
  const cpus = os.cpus()
  return `${cpus[0]?.model.trim()}, ${cpus.length} cores, Node ${process.version}`
}

/** The rows for a terminal. */
export function table(rows: Row[]): string {
  const cells = [['', 'measured', 'target', ''], ...rows.map(cellsOf)]
  const widths = [0, 1, 2].map((column) =>
    Math.max(...cells.map((line) => line[column]?.length ?? 0)),
  )
  return cells
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n')
}

/** The rows for the README. */
export function markdownTable(rows: Row[]): string {
  const lines = [
    ['What', 'Measured', 'Target', 'Met'],
    ['---', '---', '---', '---'],
  ]
  return [...lines, ...rows.map(cellsOf)].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function cellsOf({ what, measured, target, met }: Row): string[] {
  return [what, measured, target ?? '', met === undefined ? '' : met ? 'yes' : 'no']
}

/** `12,345`. */
export function count(value: number): string {
  return value.toLocaleString('en')
}

/** `1.23 s`, or `45 ms` under one second. */
export function duration(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(2)} ms`
  return milliseconds < 1_000
    ? `${Math.round(milliseconds)} ms`
    : `${(milliseconds / 1_000).toFixed(2)} s`
}

/** `1.23×`, with three digits behind the point for small ones. */
export function times(ratio: number): string {
  return `${ratio.toFixed(ratio < 0.1 ? 3 : 2)}×`
}
