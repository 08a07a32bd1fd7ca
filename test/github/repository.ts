import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { ROOT } from './runner.ts'

/** A clone of a real repository, whose pull requests a stand-in for `gh` keeps in a file. */
export interface Repository {
  path: string
  git(...args: string[]): string
  write(file: string, content: string): void
  /** Runs the script with these files written. */
  run(
    written: string[],
    environment?: NodeJS.ProcessEnv,
  ): { code: number | null; log: string; url?: string }
  /** Files of a branch at the remote, by path. */
  filesOf(branch: string): Record<string, string>
  pulls(): {
    number: number
    state: string
    head: string
    base: string
    title: string
    body: string
  }[]
  /** A second clone, of somebody else. */
  elsewhere(work: (git: (...args: string[]) => string, path: string) => void): void
}

/** @param gh Body of a program that stands in for `gh`; the default one answers as GitHub does. */
export function createRepository({
  gh = GH,
  depth,
}: {
  gh?: string
  depth?: number
} = {}): Repository {
  const home = mkdtempSync(join(tmpdir(), 'polyglot-pull é-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  const remote = join(home, 'remote.git')
  const environment = {
    ...{ HOME: home, GIT_CONFIG_NOSYSTEM: '1', GIT_AUTHOR_NAME: 'Ann', GIT_COMMITTER_NAME: 'Ann' },
    ...{ GIT_AUTHOR_EMAIL: 'ann@example.com', GIT_COMMITTER_EMAIL: 'ann@example.com' },
    PATH: `${join(home, 'bin')}:${dirname(process.execPath)}:${process.env.PATH}`,
  }
  const gitIn =
    (cwd: string) =>
    (...args: string[]) =>
      execFileSync('git', args, { cwd, env: environment, encoding: 'utf8', stdio: 'pipe' }).trim()
  const clone = (name: string) => {
    const depths = depth === undefined ? [] : [`--depth=${depth}`]
    gitIn(home)('clone', '--quiet', ...depths, `file://${remote}`, name)
    return join(home, name)
  }
  gitIn(home)('init', '--quiet', '--bare', '--initial-branch=main', remote)
  gitIn(home)('clone', '--quiet', remote, 'first')
  const first = join(home, 'first')
  for (const text of ['one', 'two']) {
    writeFileSync(join(first, 'post.md'), text)
    gitIn(first)('add', '.')
    gitIn(first)('commit', '--quiet', '-m', text)
  }
  gitIn(first)('push', '--quiet', 'origin', 'HEAD:main')
  const path = clone('work')
  mkdirSync(join(home, 'bin'))
  writeFileSync(join(home, 'bin/gh'), `#!${process.execPath}\n${gh}`)
  chmodSync(join(home, 'bin/gh'), 0o755)
  const kept = join(home, 'pulls.json')

  return {
    path,
    git: gitIn(path),
    write(file, content) {
      mkdirSync(dirname(join(path, file)), { recursive: true })
      writeFileSync(join(path, file), content)
    },
    run(written, more = {}) {
      const [report, output] = [join(home, 'report.json'), join(home, 'output')]
      writeFileSync(report, JSON.stringify({ documents: 1, sent: 3, written }))
      writeFileSync(output, '')
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(ROOT, 'deploy/github/pull-request.ts')],
        {
          cwd: path,
          encoding: 'utf8',
          env: {
            ...{ PATH: environment.PATH, HOME: home, PULLS: kept, RUNNER_TEMP: home },
            ...{ GITHUB_OUTPUT: output, GITHUB_REPOSITORY: 'ann/blog', GITHUB_EVENT_NAME: 'push' },
            ...{ GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: 'main', POLYGLOT_REPORT: report },
            POLYGLOT_INPUT_PULL_REQUEST: 'polyglot/translations',
            ...more,
          },
        },
      )
      const [, , url] = /^pull-request<<(\S+)\n(.*)\n\1$/m.exec(readFileSync(output, 'utf8')) ?? []
      return { code: status, log: stdout + stderr, url }
    },
    filesOf(branch) {
      const names = gitIn(remote)('ls-tree', '-r', '--name-only', branch).split('\n')
      return Object.fromEntries(
        names.map((name) => [name, gitIn(remote)('show', `${branch}:${name}`)]),
      )
    },
    pulls: () => (existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : []),
    elsewhere(work) {
      const other = clone(`other-${Math.random().toString(36).slice(2)}`)
      work(gitIn(other), other)
    },
  }
}

/** `gh api PATH [-X METHOD] [-f KEY=VALUE]…` for pull requests. */
const GH = `
const { existsSync, readFileSync, writeFileSync } = require('node:fs')
const [command, path, ...rest] = process.argv.slice(2)
const fields = {}
let method = 'GET'
for (let i = 0; i < rest.length; i += 2) {
  if (rest[i] === '-X') method = rest[i + 1]
  else if (rest[i] === '-f') {
    const [, key, value] = /^(\\w+)=(.*)$/s.exec(rest[i + 1])
    fields[key] = value
  } else throw new Error('gh does not know ' + rest[i])
}
const file = process.env.PULLS
const pulls = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
const [, number, query = ''] = /^repos\\/ann\\/blog\\/pulls(?:\\/(\\d+))?(?:\\?(.*))?$/.exec(path)
const wanted = new URLSearchParams(query)
let answer
if (method === 'POST') {
  if (pulls.some((pull) => pull.state === 'open' && pull.head === fields.head)) {
    console.error('gh: A pull request already exists (HTTP 422)')
    process.exit(1)
  }
  answer = { number: pulls.length + 1, state: 'open', ...fields }
  answer.html_url = 'https://github.example/ann/blog/pull/' + answer.number
  pulls.push(answer)
} else if (method === 'PATCH') {
  answer = Object.assign(pulls.find((pull) => pull.number === Number(number)), fields)
} else {
  answer = pulls.filter(
    (pull) => pull.state === wanted.get('state') && 'ann:' + pull.head === wanted.get('head') && pull.base === wanted.get('base'),
  )
}
writeFileSync(file, JSON.stringify(pulls))
console.log(JSON.stringify(answer))
`
