import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { ROOT, removeRun } from './runner.ts'

/** One call of the stand-in for `polyglot`. */
export interface Called {
  args: string[]
  key?: string
  region?: string
}

/** What the stand-in does for a command, such as `translate` or `endpoint up`. */
export interface Reply {
  stdout?: string
  stderr?: string
  /** @default 0 */
  code?: number
  /** Files to write, by path. */
  files?: Record<string, string>
  /** Waits for SIGINT, and then ends with this code. */
  hang?: number
}

export interface Project {
  path: string
  write(file: string, content: string): void
  read(file: string): string
  /** Calls of the stand-in so far. */
  calls(): Called[]
}

/** A repository with a `polyglot` that only writes down how it was called. */
export function projectWithStandIn(replies: Record<string, Reply> = {}): Project {
  const project = createProject()
  const script = `#!${process.execPath}
const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs')
const { dirname } = require('node:path')
const args = process.argv.slice(2)
const { AWS_ACCESS_KEY_ID: key, AWS_REGION: region } = process.env
appendFileSync(${JSON.stringify(join(project.path, 'calls.jsonl'))}, JSON.stringify({ args, key, region }) + '\\n')
const replies = ${JSON.stringify(replies)}
const reply = replies[args.slice(0, 2).join(' ')] ?? replies[args[0]] ?? {}
for (const [file, text] of Object.entries(reply.files ?? {})) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
process.stdout.write(reply.stdout ?? '')
process.stderr.write(reply.stderr ?? '')
process.exitCode = reply.code ?? 0
if (reply.hang !== undefined) {
  const timer = setTimeout(() => process.exit(99), 20_000)
  process.on('SIGINT', () => {
    clearTimeout(timer)
    process.exitCode = reply.hang
  })
  writeFileSync('started', '')
}
`
  install(project, script)
  return project
}

/** A repository with the real `polyglot`. */
export function projectWithPolyglot(): Project {
  const project = createProject()
  install(
    project,
    `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, 'src/cli/index.ts')}' "$@"\n`,
  )
  return project
}

function createProject(): Project {
  const path = mkdtempSync(join(tmpdir(), 'polyglot-action é-'))
  onTestFinished(() => removeRun(path))
  const calls = join(path, 'calls.jsonl')
  return {
    path,
    write(file, content) {
      mkdirSync(dirname(join(path, file)), { recursive: true })
      writeFileSync(join(path, file), content)
    },
    read: (file) => readFileSync(join(path, file), 'utf8'),
    calls: () =>
      existsSync(calls)
        ? readFileSync(calls, 'utf8')
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line))
        : [],
  }
}

function install(project: Project, script: string): void {
  const program = 'node_modules/.bin/polyglot'
  project.write(program, script)
  chmodSync(join(project.path, program), 0o755)
}
