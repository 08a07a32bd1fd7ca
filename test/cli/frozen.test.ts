import { existsSync, rmSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createFolder } from './run-cli.ts'

/** A translator that leaves a trace of every call, without tags: stressed words are asked for alone. */
const CONFIG = `
import { appendFileSync } from 'node:fs'
export default {
  to: ['es', 'fr'],
  documents: ['posts/*.md'],
  translator: {
    name: 'traced', fingerprint: 'traced', unit: 'sentence', tags: 'none',
    limits: { segments: 64, characters: 8000, concurrency: 2 },
    estimate: ({ segments, characters }) => 'about ' + segments + ' s for ' + characters,
    async translate({ texts, to }) {
      appendFileSync('calls.log', texts.join('\\n') + '\\n')
      return texts.map((text) => text.split(' ').reverse().map((word) => to + word).join(' '))
    },
  },
}`

const HELLO =
  'The red **house** stands here.\n\nSee [the *very* long list](other.md#lists) today.\n'

function blog() {
  const folder = createFolder()
  folder.write('polyglot.config.mjs', CONFIG)
  folder.write('posts/hello.md', HELLO)
  folder.write('posts/other.md', '# Lists\n\nSome words follow.\n')
  const calls = () =>
    existsSync(join(folder.path, 'calls.log')) ? folder.read('calls.log').split('\n').length - 1 : 0
  const json = async (...args: string[]) => {
    const finished = await folder.run('translate', ...args, '--json')
    return { ...finished, summary: JSON.parse(finished.stdout) }
  }
  const remove = (file: string) => unlinkSync(join(folder.path, file))
  return { ...folder, calls, json, remove }
}

test('without a cache everything is missing: nothing is sent, nothing is made, and the list says where', async () => {
  const { run, json, calls, files, path } = blog()
  const before = files()
  const { code, stdout, stderr } = await run('translate', '--frozen')
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
  expect(stdout).toContain('Frozen: the cache is not complete, so nothing was sent')
  expect(stdout).toContain(`posts/hello.md  es  2 segments
  line 1  The red house stands here.
  line 3  See the very long list today.
`)
  expect(stdout).toMatch(/8 segments in 4 translations must be sent first\..*without --frozen/)

  const { summary } = await json('--frozen')
  expect(summary).toMatchObject({ requests: 0, written: [] })
  expect(summary.missing).toHaveLength(4)
  expect(summary.missing[1]).toEqual({
    ...{ file: 'posts/other.md', locale: 'es', segments: 2, characters: 23 },
    sentences: [
      { line: 1, text: 'Lists' },
      { line: 3, text: 'Some words follow.' },
    ],
  })
  expect(calls()).toBe(0)
  expect(files()).toEqual(before)
  expect(existsSync(join(path, '.polyglot'))).toBe(false)
})

test('with a complete cache the files are written from it, and no call is made', async () => {
  const { json, calls, read, remove, path } = blog()
  expect((await json()).code).toBe(0)
  const sent = calls()
  expect(sent).toBeGreaterThan(8)
  const hello = read('posts/hello.es.md')
  rmSync(join(path, 'posts/hello.es.md'))
  remove('.polyglot/outputs.json')
  const { code, summary } = await json('--frozen')
  expect({ code, summary }).toMatchObject({
    code: 0,
    summary: { sent: 0, requests: 0, missing: [], written: ['posts/hello.es.md'], findings: [] },
  })
  expect(summary).not.toHaveProperty('estimate')
  expect(read('posts/hello.es.md')).toBe(hello)
  expect(calls()).toBe(sent)
})

test('one sentence that is missing keeps every file from being written', async () => {
  const { run, json, calls, read, write, remove } = blog()
  await json()
  const sent = calls()
  write('posts/hello.md', `${HELLO}\nOne more **thing** is here.\n`)
  remove('posts/other.fr.md')
  const hello = read('posts/hello.fr.md')
  const { code, summary } = await json('--frozen')
  expect(code).toBe(1)
  expect(summary.missing).toMatchObject([
    { file: 'posts/hello.md', locale: 'es', sentences: [{ line: 5 }] },
    { file: 'posts/hello.md', locale: 'fr', sentences: [{ line: 5 }] },
  ])
  expect(summary.written).toEqual([])
  expect(() => read('posts/other.fr.md')).toThrow('ENOENT')
  expect(read('posts/hello.fr.md')).toBe(hello)
  expect(calls()).toBe(sent)
  expect((await run('translate', '--frozen', '--fail-on', 'never')).code).toBe(1)
})

test('a frozen dry run writes nothing, and fails when a file is not what would be written', async () => {
  const { run, json, read, write, files } = blog()
  await json()
  expect(await run('translate', '--frozen', '--dry-run')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/as they should be +4\n.*out of date +0\n\nEverything is up to/),
  })
  write('posts/hello.md', HELLO.replace('\n\n', '\n\n----\n\n'))
  const before = files()
  const old = read('posts/hello.es.md')
  const { code, stdout } = await run('translate', '--frozen', '--dry-run')
  expect(code).toBe(1)
  expect(stdout).toMatch(/out of date +2\n {4}posts\/hello.es.md\n {4}posts\/hello.fr.md\n/)
  expect((await json('--frozen', '--dry-run')).summary).toMatchObject({
    missing: [],
    outdated: ['posts/hello.es.md', 'posts/hello.fr.md'],
    written: [],
  })
  expect(read('posts/hello.es.md')).toBe(old)
  expect(files()).toEqual(before)
  expect((await json('--frozen')).summary.written).toEqual([
    'posts/hello.es.md',
    'posts/hello.fr.md',
  ])
})

test('the translator need not be there, as long as nothing is missing', async () => {
  const { run, write, read } = blog()
  const one = (url: string) =>
    `export default { documents: ['posts/*.md'], translator: { fr: 'pseudo', es: 'http:${url}' } }`
  write('polyglot.config.mjs', one('http://127.0.0.1:9'))
  expect(await run('translate', '--to', 'fr')).toMatchObject({ code: 0 })
  const fr = read('posts/hello.fr.md')
  expect(await run('translate', '--to', 'fr', '--frozen')).toMatchObject({ code: 0 })
  expect(read('posts/hello.fr.md')).toBe(fr)
  expect(await run('translate', '--to', 'es', '--frozen')).toMatchObject({ code: 1, stderr: '' })
})

test('what it costs stands beside what is sent, in the words of the translator', async () => {
  const { run, json } = blog()
  const dry = await run('translate', '--dry-run')
  expect(dry.stdout).toMatch(/\n {2}traced: about 8 s for \d+\n/)
  expect((await json('--dry-run')).summary.estimate).toMatch(/^traced: about 8 s for \d+$/)
  expect((await run('translate', '--frozen')).stdout).toContain('traced: about 8 s')
  expect((await run('translate')).stdout).toMatch(/\n {2}traced: about \d+ s for \d+\n/)
  expect((await run('translate')).stdout).not.toContain('traced')
})
