import { fork } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { machine, markdownTable, type Row, table } from '../bench/report.ts'

/**
 * `npm run bench [-- names…] [-- --write]`: runs the benches of `bench/`, each in a process of its own, and prints one table;
 * with `--write` that table becomes the one of the README. A target that is missed is said so; only a bench that breaks ends with 1.
 */
const BENCHES = [
  ...['pipeline', 'dialects', 'growth', 'edits', 'healing', 'crash', 'noop', 'throughput'],
  ...['imports', 'markup'],
]
const README = join(import.meta.dirname, '../README.md')
const START = '<!-- bench:start -->'
const END = '<!-- bench:end -->'

const write = process.argv.includes('--write')
const asked = process.argv.slice(2).filter((argument) => argument !== '--write')
const unknown = asked.find((name) => !BENCHES.includes(name))
if (unknown !== undefined || (write && asked.length > 0)) {
  console.error(
    unknown === undefined
      ? '--write needs all benches, so it takes no names.'
      : `There is no bench "${unknown}"; there are ${BENCHES.join(', ')}.`,
  )
  process.exit(2)
}

const rows: Row[] = []
for (const name of asked.length > 0 ? asked : BENCHES) rows.push(...(await run(name)))
const missed = rows.filter(({ met }) => met === false).length
const judged = rows.filter(({ met }) => met !== undefined).length
console.log(`\nAll\n${machine()}\n\n${table(rows)}\n`)
console.log(`${judged - missed} of ${judged} targets met`)
if (write) writeReadme()

async function run(name: string): Promise<Row[]> {
  const rows: Row[] = []
  const child = fork(join(import.meta.dirname, `../bench/${name}.ts`))
  child.on('message', (message) => rows.push(...(message as Row[])))
  const code = await new Promise((resolve) => child.on('exit', resolve))
  if (code === 0) return rows
  process.exitCode = 1
  return [{ what: name, measured: 'did not run to its end', target: 'runs', met: false }]
}

function writeReadme(): void {
  const readme = readFileSync(README, 'utf8')
  const [before, rest] = readme.split(START)
  const after = rest?.split(END)[1]
  if (after === undefined) {
    console.error(`README.md has no lines ${START} and ${END} for the table to go between.`)
    process.exitCode = 1
    return
  }
  const text = `Measured on ${machine()}:\n\n${markdownTable(rows)}`
  writeFileSync(README, `${before}${START}\n${text}\n${END}${after}`)
}
