import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, expect, it } from 'vitest'
import { openCache } from '../../src/cache/index.ts'
import { sampleSegments } from './samples.ts'

const folder = await mkdtemp(join(tmpdir(), 'polyglot-processes-'))
const running: ChildProcess[] = []

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

afterAll(() => rm(folder, { recursive: true }))

/** Starts a child process that takes orders, see `child.ts`; `command` may wrap it. */
function startChild(command: string[] = []) {
  const [program, ...rest] = [...command, process.execPath, join(import.meta.dirname, 'child.ts')]
  const child = spawn(program!, rest, { stdio: ['pipe', 'pipe', 'inherit'] })
  running.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    child,
    order: (line: string) => child.stdin.write(`${line}\n`),
    next: async (): Promise<string | undefined> => (await lines.next()).value,
    /** Every line up to and with the one that ends the order. */
    async answer(): Promise<string[]> {
      const answer: string[] = []
      while (!/^(done|failed)/.test(answer.at(-1) ?? '')) {
        const { value, done } = await lines.next()
        if (done) break
        answer.push(value)
      }
      return answer
    },
  }
}

/** How many of the sample segments `first` … `first + count - 1` the file holds. */
async function countStored(file: string, first: number, count: number): Promise<number> {
  const cache = openCache(file, '/', (message) => expect.unreachable(message))
  const found = await cache.getSegments(sampleSegments(first, count).map(([key]) => key))
  await cache.close()
  return found.filter(Boolean).length
}

it.each([3, 20, 61])(
  'invariant 8: what setSegments resolved survives kill -9 after %i batches',
  async (batches) => {
    const file = join(folder, `killed-${batches}.sqlite`)
    const { child, order, next } = startChild()
    order(`write ${file} 0 20000 64 0`)
    let stored = 0
    const read = async () => {
      const line = await next()
      if (line) stored = Number(/^stored (\d+)$/.exec(line)![1])
      return line
    }
    for (let batch = 0; batch < batches; batch++) await read()
    child.kill('SIGKILL')
    while (await read()) {}
    expect(stored).toBeGreaterThanOrEqual(batches * 64)
    expect(stored).toBeLessThan(20_000)
    expect(await countStored(file, 0, stored)).toBe(stored)
  },
)

it('invariant 10: two processes on one cache file are safe', async () => {
  const file = join(folder, 'shared.sqlite')
  const children = [startChild(), startChild()]
  const at = Date.now() + 600
  children[0]!.order(`write ${file} 0 2000 20 ${at}`)
  children[1]!.order(`write ${file} 2000 2000 20 ${at}`)
  const answers = await Promise.all(children.map(({ answer }) => answer()))
  for (const answer of answers) {
    expect(answer).toHaveLength(101)
    expect(answer.at(-1)).toBe('done 2000')
  }
  expect(await countStored(file, 0, 4000)).toBe(4000)
})

it('invariant 10: two processes may create the same file at the same moment', async () => {
  const children = [startChild(), startChild()]
  for (let round = 0; round < 10; round++) {
    const file = join(folder, `race-${round}.sqlite`)
    const at = Date.now() + (round === 0 ? 600 : 15)
    for (const [index, { order }] of children.entries()) {
      order(`write ${file} ${index * 100} 100 50 ${at}`)
    }
    for (const { answer } of children) {
      expect((await answer()).slice(-1)).toEqual(['done 100'])
    }
    expect(await countStored(file, 0, 200)).toBe(200)
  }
})

it('invariant 10: two processes that find the same broken file move it once and share the new one', async () => {
  const children = [startChild(), startChild()]
  for (let round = 0; round < 10; round++) {
    const name = `broken-race-${round}.sqlite`
    const file = join(folder, name)
    await writeFile(file, 'not a database'.repeat(100))
    const at = Date.now() + (round === 0 ? 600 : 15)
    for (const [index, { order }] of children.entries()) {
      order(`write ${file} ${index * 100} 100 50 ${at}`)
    }
    const answers = (await Promise.all(children.map(({ answer }) => answer()))).flat()
    expect(answers.filter((line) => line.startsWith('failed'))).toEqual([])
    expect(answers.filter((line) => line.startsWith('warning'))).toHaveLength(1)
    expect((await readdir(folder)).filter((found) => found.startsWith(`${name}.`))).toHaveLength(1)
    expect(await countStored(file, 0, 200)).toBe(200)
  }
})

it.skipIf(process.platform === 'win32')(
  'a disk that fills up rejects the write, says so, and harms nothing stored before',
  async () => {
    const file = join(folder, 'full.sqlite')
    // A limit on file size (512 kB) stands for a disk without room; the ignored signal turns it into an error.
    const shell = ['sh', '-c', 'trap "" XFSZ; ulimit -f 1024; exec "$@"', 'sh']
    const { order, answer } = startChild(shell)
    order(`write ${file} 0 20000 64 0`)
    const lines = await answer()
    expect(lines.at(-1)).toMatch(/^failed The cache file .*full\.sqlite could not be written: /)
    const stored = lines.length > 1 ? Number(lines.at(-2)!.replace('stored ', '')) : 0
    expect(stored).toBeGreaterThan(0)
    expect(await countStored(file, 0, stored)).toBe(stored)
  },
)
