import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installDebianPackages } from './debian.ts'
import { pytest } from './pytest.ts'
import { makePythonEnvironment } from './python.ts'

/**
 * `npm test [-- vitest arguments]`: installs what the tests need and can be installed, runs everything, prints by name
 * what was skipped and, last, one line with the counts. With CI=true a skip is a failure. Python's tests run unless
 * vitest is told which files it should take.
 */
const PACKAGES = ['apertium', 'apertium-eng-spa', 'chromium']

installDebianPackages(PACKAGES)
const environment = makePythonEnvironment()
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
const python = process.argv.length > 2 ? undefined : pytest(environment)
const names = [...skipped.map(({ fullName }) => fullName), ...(python?.skipped ?? [])]
for (const name of names) console.log(`skipped: ${name}`)
const forbidden = process.env.CI === 'true' && names.length > 0
if (forbidden) console.log('With CI=true nothing may be skipped.')
const broken = report.testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
)
const passed = report.numPassedTests + (python?.passed ?? 0)
const failed = report.numFailedTests + broken.length + (python?.failed ?? 0)
console.log(`${passed} passed, ${failed} failed, ${names.length} skipped`)
process.exitCode = status !== 0 || failed > 0 || forbidden || passed === 0 ? 1 : 0
