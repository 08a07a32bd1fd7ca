import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '..')
const REQUIREMENTS = join(ROOT, 'test/requirements.txt')
const CONTAINER = join(ROOT, 'test/requirements-container.txt')

/** A virtual environment with everything that `test/requirements.txt` names. */
export interface PythonEnvironment {
  /** Absolute path of the interpreter. */
  python: string
  /** Folder for PYTHONPATH that has the container's versions (`test/requirements-container.txt`) go first. */
  containerPath: string
}

/**
 * The environment, if it has been made: what a test asks for before it runs Python, or is skipped by name.
 * One per content of the requirements, under `.cache/python`.
 */
export function pythonEnvironment(): PythonEnvironment | undefined {
  const folder = environmentFolder()
  return existsSync(join(folder, 'complete')) ? environmentIn(folder) : undefined
}

/** The interpreter of `pythonEnvironment`. */
export function pythonPath(): string | undefined {
  return pythonEnvironment()?.python
}

/**
 * Makes the environment if it is not there, which takes a minute or two and some 2 GB. Says in one line what it does, or why
 * it could not.
 */
export function makePythonEnvironment(): PythonEnvironment | undefined {
  const known = pythonEnvironment()
  if (known) return known
  const folder = environmentFolder()
  console.log(`Making a Python environment in ${folder} (once; some minutes)`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const { python, containerPath } = environmentIn(folder)
  const install = [python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check']
  const done =
    run('python3', '-m', 'venv', folder) &&
    // torch first and alone: a range that another package asks for would bring the build with CUDA.
    run(...install, ...torchOf(readFileSync(REQUIREMENTS, 'utf8'))) &&
    run(...install, '-r', REQUIREMENTS) &&
    run(...install, '--no-deps', '--target', containerPath, '-r', CONTAINER)
  if (!done) return undefined
  const mark = join(folder, 'complete')
  writeFileSync(`${mark}.new`, '')
  renameSync(`${mark}.new`, mark)
  return environmentIn(folder)
}

function environmentFolder(): string {
  const hash = createHash('sha256')
  for (const file of [REQUIREMENTS, CONTAINER]) hash.update(readFileSync(file))
  return join(ROOT, '.cache/python', hash.digest('hex').slice(0, 12))
}

function environmentIn(folder: string): PythonEnvironment {
  return { python: join(folder, 'bin/python'), containerPath: join(folder, 'container') }
}

function torchOf(requirements: string): string[] {
  return requirements.split('\n').filter((line) => line.startsWith('torch=='))
}

function run(...[command, ...args]: string[]): boolean {
  const { status, error, stderr } = spawnSync(command!, args, { encoding: 'utf8' })
  if (status === 0) return true
  const reason = (error?.message ?? stderr ?? '').trim().split('\n').slice(-3).join('\n')
  console.log(`No Python environment: ${command} ${args.join(' ')} failed.\n${reason}`)
  return false
}
