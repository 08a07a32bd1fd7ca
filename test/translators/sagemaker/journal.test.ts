import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import {
  hashOf,
  openJournal,
  type PendingRequest,
} from '../../../src/translators/sagemaker/journal.ts'
import { ask } from '../../contract/translator.ts'
import { reverseWords } from './reverse-words.ts'
import { environmentOf, newFolder, rig } from './set-up.ts'

const unexpected = (line: string) => expect.unreachable(line)

function request(id: string, more: Partial<PendingRequest> = {}): PendingRequest {
  return {
    id,
    sent: Date.now(),
    until: Date.now() + 1000,
    endpoint: 'polyglot-main',
    region: 'eu-central-1',
    fingerprint: 'seamless-m4t-v2-large',
    from: 'en',
    to: 'es',
    output: `s3://b/out/${id}`,
    texts: [hashOf('One'), hashOf('Two')],
    ...more,
  }
}

const idsOf = (requests: PendingRequest[]) => requests.map(({ id }) => id)

describe('the journal', () => {
  test('gives back what was added, and is gone when nothing is pending', async () => {
    const file = join(newFolder(), '.polyglot', 'requests.json')
    const journal = openJournal(file, unexpected)
    expect(journal.all()).toEqual([])
    const [a, b] = [request('a', { failure: 's3://b/fail/a' }), request('b')]
    await journal.add(a)
    await journal.add(b)
    expect(openJournal(file, unexpected).all()).toEqual([a, b])
    await journal.take('a', new Set([hashOf('Two')]))
    expect(journal.all()[0]?.texts).toEqual([hashOf('One'), null])
    await journal.take('a', new Set([hashOf('One')]))
    expect(idsOf(journal.all())).toEqual(['b'])
    await journal.take('b')
    expect(existsSync(file)).toBe(false)
    expect(readdirSync(dirname(file))).toEqual([])
  })

  test('holds no text', async () => {
    const file = join(newFolder(), 'requests.json')
    await openJournal(file, unexpected).add(request('a'))
    expect(readFileSync(file, 'utf8')).not.toMatch(/One|Two/)
  })

  test('forgets what is older than a day, and the oldest of more than 200', async () => {
    const journal = openJournal(join(newFolder(), 'requests.json'), unexpected)
    const day = 24 * 60 * 60 * 1000
    await journal.add(request('old', { sent: Date.now() - day - 1000 }))
    await journal.add(request('new', { sent: Date.now() - day + 60_000 }))
    expect(idsOf(journal.all())).toEqual(['new'])
    for (let number = 0; number < 200; number++) await journal.add(request(`${number}`))
    expect(journal.all()).toHaveLength(200)
    expect(journal.all()[0]?.id).toBe('0')
  })

  test.each([
    ['nonsense', '{"version":1,"requests":[{"id'],
    ['another version', '{"version":2,"requests":[]}'],
    ['a request that lacks something', '{"version":1,"requests":[{"id":"a"}]}'],
    ['null', 'null'],
  ])('that is broken by %s is put aside and made anew', async (_, text) => {
    const folder = newFolder()
    const file = join(folder, 'requests.json')
    writeFileSync(file, text)
    const journal = openJournal(file, unexpected)
    expect(journal.all()).toEqual([])
    await journal.add(request('a'))
    expect(idsOf(journal.all())).toEqual(['a'])
    const aside = readdirSync(folder).filter((name) => name.startsWith('requests.json.broken-'))
    expect(aside.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual([text])
  })

  test('that cannot be written warns once and lets the work go on', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'file'), '')
    const warnings: string[] = []
    const journal = openJournal(join(folder, 'file', 'requests.json'), (line) =>
      warnings.push(line),
    )
    await journal.add(request('a'))
    await journal.add(request('b'))
    expect(warnings).toEqual([expect.stringMatching(/cannot be written.*pays again/)])
    expect(journal.all()).toEqual([])
  })

  test('does not wait for the lock of a process that is no more', async () => {
    const file = join(newFolder(), 'requests.json')
    mkdirSync(`${file}.lock`)
    const past = new Date(Date.now() - 60_000)
    utimesSync(`${file}.lock`, past, past)
    const journal = openJournal(file, unexpected)
    await journal.add(request('a'))
    expect(idsOf(journal.all())).toEqual(['a'])
  })

  test('loses nothing when four processes write at once', async () => {
    const file = join(newFolder(), 'requests.json')
    const script = join(import.meta.dirname, 'journal-child.ts')
    const children = ['a', 'b', 'c', 'd'].map((name) =>
      spawn(process.execPath, [script, file, name, '40'], { stdio: 'inherit' }),
    )
    onTestFinished(() => {
      for (const child of children) child.kill('SIGKILL')
    })
    const ends = await Promise.all(children.map((child) => once(child, 'exit')))
    expect(ends.map(([code]) => code)).toEqual([0, 0, 0, 0])
    const left = idsOf(openJournal(file, unexpected).all()).sort()
    const wanted = ['a', 'b', 'c', 'd'].flatMap((name) =>
      Array.from({ length: 20 }, (_, number) => `${name}${number * 2}`),
    )
    expect(left).toEqual(wanted.sort())
  })
})

test('a run that is killed while it waits has its request collected by the next one', async () => {
  const { aws, again, journal } = await rig({ mode: 'async', delay: 2500 }, { mode: 'async' })
  const script = join(import.meta.dirname, 'translate-child.ts')
  const child = spawn(process.execPath, [script, journal, 'One house', 'Two houses'], {
    env: { ...process.env, ...environmentOf(aws.url) },
    stdio: 'inherit',
  })
  const ended = once(child, 'exit')
  await expect.poll(() => existsSync(journal), { timeout: 20_000 }).toBe(true)
  child.kill('SIGKILL')
  expect(await ended).toEqual([null, 'SIGKILL'])
  const texts = ['Two houses', 'Three']
  expect(await ask(again(), { from: 'en', to: 'es' }, texts)).toEqual(texts.map(reverseWords))
  expect(aws.invocations.map(({ texts }) => texts)).toEqual([
    ['One house', 'Two houses'],
    ['Three'],
  ])
})

test('a translator without a journal writes none', async () => {
  const cwd = newFolder()
  const spy = vi.spyOn(process, 'cwd').mockReturnValue(cwd)
  onTestFinished(() => spy.mockRestore())
  const { again } = await rig({ mode: 'async', delay: 300 }, { mode: 'async' })
  const run = new AbortController()
  const asking = ask(again({ journal: false }), { from: 'en', to: 'es' }, ['One'], run.signal)
  setTimeout(() => run.abort(), 200)
  await expect(asking).rejects.toThrow()
  expect(readdirSync(cwd)).toEqual([])
})
