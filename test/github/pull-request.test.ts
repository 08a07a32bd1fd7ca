import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createRepository } from './repository.ts'

const BRANCH = 'polyglot/translations'
const ROBOT = '41898282+github-actions[bot]@users.noreply.github.com'

test('a first run opens a pull request with what was written, and nothing else', () => {
  const { run, write, git, filesOf, pulls } = createRepository()
  write('post.es.md', 'uno')
  write('.polyglot/outputs.json', '{}')
  write('.env', 'POLYGLOT_ENDPOINT=polyglot-main')
  write('post.md', 'changed by the build')
  const head = git('rev-parse', 'HEAD')
  const { code, url, log } = run(['post.es.md'])
  expect(log).toContain('::notice')
  expect(code).toBe(0)
  expect(url).toBe('https://github.example/ann/blog/pull/1')
  expect(filesOf(BRANCH)).toEqual({
    'post.md': 'two',
    'post.es.md': 'uno',
    '.polyglot/outputs.json': '{}',
  })
  expect(pulls()).toMatchObject([{ head: BRANCH, base: 'main', title: 'Translations of main' }])
  expect(pulls()[0]?.body).toContain('1 file, made from `main` by polyglot')
  // What is checked out, staged and lying about stays as it was.
  expect(git('rev-parse', 'HEAD')).toBe(head)
  expect(git('branch', '--show-current')).toBe('main')
  expect(git('status', '--porcelain')).toBe('M post.md\n?? .env\n?? .polyglot/\n?? post.es.md')
})

test.each([undefined, 1])('a later push renews branch and text (clone of depth %s)', (depth) => {
  const { run, write, git, elsewhere, filesOf, pulls } = createRepository({ depth })
  write('post.es.md', 'uno')
  run(['post.es.md'])
  elsewhere((other, path) => {
    writeFileSync(join(path, 'post.md'), 'three')
    other('commit', '--quiet', '-am', 'three')
    other('push', '--quiet', 'origin', 'main')
  })
  git('pull', '--quiet', 'origin', 'main')
  write('post.es.md', 'tres')
  write('post.fr.md', 'trois')
  const { code, url } = run(['post.es.md', 'post.fr.md'])
  expect(code).toBe(0)
  expect(url).toBe('https://github.example/ann/blog/pull/1')
  expect(filesOf(BRANCH)).toEqual({
    'post.md': 'three',
    'post.es.md': 'tres',
    'post.fr.md': 'trois',
  })
  expect(pulls()).toHaveLength(1)
  expect(pulls()[0]?.body).toContain('2 files, made')
})

test('the same again pushes nothing', () => {
  const { run, write, git } = createRepository()
  write('post.es.md', 'uno')
  run(['post.es.md'])
  const before = git('ls-remote', 'origin', BRANCH)
  expect(run(['post.es.md']).log).toContain('has it all already')
  expect(git('ls-remote', 'origin', BRANCH)).toBe(before)
  expect(before).not.toBe('')
})

test('a branch that somebody has worked on is left alone', () => {
  const { run, write, elsewhere, filesOf, pulls } = createRepository()
  write('post.es.md', 'uno')
  run(['post.es.md'])
  elsewhere((git, path) => {
    git('fetch', '--quiet', 'origin', `${BRANCH}:fix`)
    git('checkout', '--quiet', 'fix')
    writeFileSync(join(path, 'post.es.md'), 'Uno, por favor')
    git('commit', '--quiet', '-am', 'Better Spanish')
    git('push', '--quiet', 'origin', `fix:${BRANCH}`)
  })
  write('post.es.md', 'dos')
  const { code, log } = run(['post.es.md'])
  expect(code).toBe(0)
  expect(log).toMatch(/::warning .*Ann has committed to polyglot\/translations/)
  expect(filesOf(BRANCH)['post.es.md']).toBe('Uno, por favor')
  expect(pulls()).toHaveLength(1)
})

test('once it is merged there is nothing to do', () => {
  const { run, write, git, pulls } = createRepository()
  write('post.es.md', 'uno')
  run(['post.es.md'])
  git('push', '--quiet', 'origin', `+refs/heads/main:refs/heads/before`)
  git('fetch', '--quiet', 'origin', BRANCH)
  expect(git('show', '-s', '--format=%ae %ce', 'FETCH_HEAD')).toBe(`${ROBOT} ${ROBOT}`)
  git('reset', '--quiet', '--hard', 'FETCH_HEAD')
  const { code, log } = run(['post.es.md'])
  expect(code).toBe(0)
  expect(log).toContain('main has these translations already')
  expect(pulls()).toHaveLength(1)
})

test('ignored files are not committed', () => {
  const { run, write, filesOf } = createRepository()
  write('.gitignore', '.polyglot/\n')
  write('.polyglot/outputs.json', '{}')
  write('post.es.md', 'uno')
  expect(run(['post.es.md', 'gone.es.md']).code).toBe(0)
  expect(Object.keys(filesOf(BRANCH))).toEqual(['post.es.md', 'post.md'])
})

test('names of files are names, not patterns', () => {
  const { run, write, filesOf } = createRepository()
  write('*.es.md', 'uno')
  write('other.es.md', 'not written by us')
  expect(run(['*.es.md']).code).toBe(0)
  expect(Object.keys(filesOf(BRANCH))).toEqual(['*.es.md', 'post.md'])
})

test.each([
  [{ GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF_NAME: '5/merge' }, 1, 'starts from a branch'],
  [{ GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1' }, 1, 'starts from a branch'],
  [{ GITHUB_REF_NAME: BRANCH }, 0, 'nothing to do'],
])('%j: no pull request of a pull request', (environment, code, words) => {
  const { run, write, git } = createRepository()
  write('post.es.md', 'uno')
  const ended = run(['post.es.md'], environment)
  expect(ended.code).toBe(code)
  expect(ended.log).toContain(words)
  expect(git('ls-remote', 'origin', BRANCH)).toBe('')
})

test('a repository that forbids it is told which box to tick; the branch is there', () => {
  const words = 'gh: GitHub Actions is not permitted to create or approve pull requests. (HTTP 403)'
  const gh = `process.argv.includes('POST') ? (console.error(${JSON.stringify(words)}), process.exit(1)) : console.log('[]')`
  const { run, write, filesOf } = createRepository({ gh })
  write('post.es.md', 'uno')
  const { code, log } = run(['post.es.md'])
  expect(code).toBe(1)
  expect(log).toContain('Allow GitHub Actions to create and approve pull requests')
  expect(filesOf(BRANCH)['post.es.md']).toBe('uno')
})

test('a remote that refuses the push is quoted, with the permission that is missing', () => {
  const { run, write, git } = createRepository()
  write('post.es.md', 'uno')
  const hook = join(git('remote', 'get-url', 'origin').replace('file://', ''), 'hooks/pre-receive')
  writeFileSync(hook, '#!/bin/sh\necho "Permission denied (403)" >&2\nexit 1\n', { mode: 0o755 })
  const { code, log } = run(['post.es.md'])
  expect(code).toBe(1)
  expect(log).toContain('could not be pushed')
  expect(log).toContain('contents: write')
})
