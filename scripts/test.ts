import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installDebianPackages } from './debian.ts'

/**
 * `npm test [-- vitest arguments]`: installs what the tests need and can be installed, runs everything, prints by name
 * what was skipped and, last, one line with the counts. With CI=true a skip is a failure.
 */
const PACKAGES = ['apertium', 'apertium-eng-spa', 'chromium']

installDebianPackages(PACKAGES)
const folder = mkdtempSync(join(tmpdir(), 'polyglot-test-'))
const outputFile = join(folder, 'report.json')
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${outputFile}`,
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
)

interface Report {
  numPassedTests: number
  numFailedTests: number
  testResults: {
    name: string
    status: string
    assertionResults: { fullName: string; status: string }[]
  }[]
}

const report: Report = JSON.parse(readFileSync(outputFile, 'utf8'))
rmSync(folder, { recursive: true })
const skipped = report.testResults.flatMap(({ assertionResults }) =>
  assertionResults.filter(
    (test) => test.status === 'pending' || test.status === 'skipped' || test.status === 'todo',
  ),
)
for (const { fullName } of skipped) console.log(`skipped: ${fullName}`)
const forbidden = process.env.CI === 'true' && skipped.length > 0
if (forbidden) console.log('With CI=true nothing may be skipped.')
const failed =
  report.numFailedTests +
  report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length
console.log(`${report.numPassedTests} passed, ${failed} failed, ${skipped.length} skipped`)
process.exitCode = status !== 0 || forbidden || report.numPassedTests === 0 ? 1 : 0
