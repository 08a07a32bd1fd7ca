import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import webpack from 'webpack'
import { createBuildProgress } from '../../src/adapters/progress.ts'
import { createSummary } from '../../src/adapters/summary.ts'
import polyglot from '../../src/adapters/webpack.ts'
import type { DocumentReport, Finding } from '../../src/types.ts'
import { buildAndRun, countingPseudo, ENTRY, makeProject } from './project.ts'

const files = {
  [ENTRY]: `
    export { default as two } from './two.md?lang=spa'
    export { default as one } from './one.md?lang=spa'\n`,
  'one.md': 'I ate 3 eggs.\n\nThe kettle is on.\n',
  'two.md': 'I ate 4 eggs.\n',
}

test('a build ends with its findings, by file, and one line of totals', async () => {
  const inner = countingPseudo()
  const translator: typeof inner = {
    ...inner,
    translate: async (...call) =>
      (await inner.translate(...call)).map((answer) => String(answer).replace(/\d/, '7')),
  }
  const { lines } = await buildAndRun(makeProject(files), { translator })
  const said = lines.flatMap((line) => line.match(/(?:\w+\.md:\d → es|polyglot): .*/g) ?? [])
  expect(said).toEqual([
    expect.stringMatching(/^one\.md:1 → es: .*\[numbers\] “I ate 3 eggs\.”$/),
    expect.stringMatching(/^two\.md:1 → es: .*\[numbers\] “I ate 4 eggs\.”$/),
    expect.stringMatching(
      /^polyglot: 2 translated documents, 0 segments from the cache, 3 sent \(\d+ characters\), 2 errors$/,
    ),
  ])
})

test('of many findings the first fifty are said', () => {
  const summary = createSummary()
  for (let index = 0; index < 60; index++) {
    const path = `post-${String(index).padStart(2, '0')}.md`
    const finding = { severity: 'warning', check: 'numbersAdded', file: path, message: 'x' }
    summary.add({ path, to: 'es', findings: [finding as Finding] } as DocumentReport)
  }
  const lines = summary.findings()
  expect(lines).toHaveLength(51)
  expect(lines[0]).toContain('post-00.md')
  expect(lines.at(-1)).toBe('polyglot: … and 10 more findings')
})

describe('the line of a build', () => {
  function watched() {
    const drawn: string[] = []
    const progress = createBuildProgress({
      show: (line) => drawn.push(line),
      clear: () => drawn.push(''),
    })
    progress.counts(() => ({ cached: 7, sent: 2 }))
    return { drawn, progress }
  }

  test('says what is done, and how long it takes when no more documents turn up', async () => {
    const { drawn, progress } = watched()
    for (let found = 0; found < 3; found++) progress.found()
    progress.done()
    await expect.poll(() => drawn).toContain('1 of 3 documents · 7 segments cached · 2 sent')
    await expect
      .poll(() => drawn.at(-1), { timeout: 5000 })
      .toMatch(/^1 of 3 documents · 7 segments cached · 2 sent · about \d+ s left$/)
    progress.end()
    expect(drawn.at(-1)).toBe('')
    const { length } = drawn
    await pause(250)
    expect(drawn).toHaveLength(length)
  })

  test('is not drawn by a build that has everything', async () => {
    const { drawn, progress } = watched()
    progress.found()
    progress.done()
    await pause(800)
    progress.end()
    expect(drawn.join('')).toBe('')
  })
})

describe('on a terminal, and where there is none', () => {
  const adapter = new URL('../../src/adapters/vite.ts', import.meta.url)
  const translators = new URL('../../src/translators/index.ts', import.meta.url)

  async function outputOf(options: { terminal: boolean; env?: object; config?: string }) {
    const { root } = makeProject(files)
    const program = `
      ${options.terminal ? `Object.defineProperty(process.stderr, 'isTTY', { value: true })` : ''}
      import { build, createLogger } from '${import.meta.resolve('vite')}'
      import polyglot from '${adapter}'
      import { pseudo } from '${translators}'
      const inner = pseudo()
      const translate = async (...call) => {
        await new Promise((resolve) => setTimeout(resolve, 1500))
        return inner.translate(...call)
      }
      await build({ root: ${JSON.stringify(root)}, configFile: false, ${options.config ?? ''}
        plugins: [polyglot({ translator: { ...inner, translate } })],
        build: { rollupOptions: { input: ${JSON.stringify(join(root, ENTRY))} } } })`
    const { CI: _, ...env } = process.env
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', program],
      { env: { ...env, NO_COLOR: '1', ...options.env } },
    )
    return { stderr, ours: stdout.split('\n').filter((line) => line.startsWith('polyglot: ')) }
  }
  const totals = [expect.stringMatching(/^polyglot: 2 translated documents, .*3 sent/)]

  test.each([
    { where: 'on a terminal', terminal: true, drawn: true, said: totals },
    { where: 'in CI', terminal: true, env: { CI: 'true' }, drawn: false, said: totals },
    { where: 'in a pipe', terminal: false, drawn: false, said: totals },
    { where: 'with fewer lines wanted', terminal: true, config: `logLevel: 'warn',`, said: [] },
    {
      where: 'with a logger of their own',
      terminal: true,
      config: 'customLogger: createLogger(),',
      said: totals,
    },
  ])('$where', async ({ drawn = false, said, ...options }) => {
    const { stderr, ours } = await outputOf(options)
    expect(stderr.includes('\r\u001B[K0 of 2 documents · 0 segments cached · 0 sent')).toBe(drawn)
    expect(stderr.includes('\r')).toBe(drawn)
    expect(ours).toEqual(said)
  })
})

test('webpack shows the line by its own logger, where there is a terminal', async () => {
  const { root } = makeProject(files)
  const statuses: unknown[] = []
  const infos: string[] = []
  const drawing = Object.assign(Object.create(console), {
    status: (...words: unknown[]) => statuses.push(words.join(' ')),
    info: (...words: unknown[]) => infos.push(words.join(' ')),
  })
  const translator = countingPseudo(() => pause(1000))
  const { isTTY } = process.stderr
  vi.stubEnv('CI', undefined)
  process.stderr.isTTY = true
  try {
    const compiler = webpack({
      context: root,
      mode: 'production',
      entry: join(root, ENTRY),
      infrastructureLogging: { console: drawing, level: 'info' },
      plugins: [polyglot({ translator })],
    })
    await new Promise((resolve, reject) => {
      compiler.run((error) => (error ? reject(error) : compiler.close(resolve)))
    })
  } finally {
    process.stderr.isTTY = isTTY
    vi.unstubAllEnvs()
  }
  expect(statuses.join('\n')).toContain('0 of 2 documents · 0 segments cached · 0 sent')
  expect(statuses.at(-1)).toBe('')
  expect(infos.join('\n')).toMatch(/polyglot: 2 translated documents, .*3 sent/)
})
