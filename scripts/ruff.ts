import { spawnSync } from 'node:child_process'
import { makePythonEnvironment } from './python.ts'

/** Part of `npm run lint`: format and rules of the container's Python. Without Python it says so, and fails with CI=true. */
const environment = makePythonEnvironment()
if (!environment) {
  console.log('Python is not linted.')
  process.exitCode = process.env.CI === 'true' ? 1 : 0
} else {
  for (const args of [['check'], ['format', '--check']]) {
    const all = ['-m', 'ruff', ...args, 'deploy/container', 'test/container']
    const { status } = spawnSync(environment.python, all, { stdio: 'inherit' })
    if (status !== 0) process.exitCode = 1
  }
}
