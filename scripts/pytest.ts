import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { PythonEnvironment } from './python.ts'

const ROOT = resolve(import.meta.dirname, '..')
const TESTS = 'test/container'

export interface PytestResult {
  passed: number
  failed: number
  /** Names of what did not run. */
  skipped: string[]
}

/**
 * Runs the tests of the container twice: with the newest transformers, and with the version of the image that AWS has.
 * Without an environment both count as skipped, by name.
 */
export function pytest(environment: PythonEnvironment | undefined): PytestResult {
  const names = ['newest transformers', "the image's transformers"]
  if (!environment) {
    return { passed: 0, failed: 0, skipped: names.map((name) => `${TESTS} with ${name}`) }
  }
  const runs = [undefined, environment.containerPath].map((path, index) => {
    console.log(`\npytest ${TESTS} with ${names[index]}`)
    return runOnce(environment.python, path)
  })
  return {
    passed: runs.reduce((sum, { passed }) => sum + passed, 0),
    failed: runs.reduce((sum, { failed }) => sum + failed, 0),
    skipped: runs.flatMap(({ skipped }) => skipped),
  }
}

function runOnce(python: string, path: string | undefined): PytestResult {
  const folder = mkdtempSync(join(tmpdir(), 'polyglot-pytest-'))
  const file = join(folder, 'report.xml')
  const { status } = spawnSync(python, ['-m', 'pytest', '-q', TESTS, `--junit-xml=${file}`], {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      // Nothing is fetched: a model that is not on disk is an error.
      HF_HUB_OFFLINE: '1',
      PYTHONDONTWRITEBYTECODE: '1',
      ...(path && { PYTHONPATH: path }),
    },
  })
  const report = readReport(file)
  rmSync(folder, { recursive: true })
  const broken = status !== 0 && report.failed === 0 ? 1 : 0
  return { ...report, failed: report.failed + broken }
}

/** JUnit's XML, as pytest writes it: a list of test cases without content, or with what went wrong. */
function readReport(file: string): PytestResult {
  let xml: string
  try {
    xml = readFileSync(file, 'utf8')
  } catch {
    return { passed: 0, failed: 1, skipped: [] }
  }
  const result: PytestResult = { passed: 0, failed: 0, skipped: [] }
  for (const [, attributes = '', content = ''] of xml.matchAll(CASE)) {
    if (/<(?:failure|error)\b/.test(content)) result.failed += 1
    else if (/<skipped\b/.test(content)) result.skipped.push(nameOf(attributes))
    else result.passed += 1
  }
  return result
}

const CASE = /<testcase\b((?:[^>"]|"[^"]*")*?)(?:\/>|>(.*?)<\/testcase>)/gs

function nameOf(attributes: string): string {
  const value = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
  return `${value('classname')} ${value('name')}`
}
