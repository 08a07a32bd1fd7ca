import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { corpus } from '../bench/corpus.ts'
import { crash } from '../bench/crash.ts'
import { dialects } from '../bench/dialects.ts'
import { edits } from '../bench/edits.ts'
import { growth } from '../bench/growth.ts'
import { healing } from '../bench/healing.ts'
import { hostile, isIll } from '../bench/hostile.ts'
import { imports } from '../bench/imports.ts'
import { noop } from '../bench/noop.ts'
import { pipeline } from '../bench/pipeline.ts'
import { markdownTable, type Row, table } from '../bench/report.ts'
import { skeleton } from '../bench/skeleton.ts'
import { throughput } from '../bench/throughput.ts'
import { suffixed } from '../bench/translators.ts'

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Those that count something: true on any machine, however busy it is. */
function expectMet(rows: Row[]): void {
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.filter(({ met }) => met === false)).toEqual([])
}

/** Those that take times: only that there is a number. */
function expectMeasured(rows: Row[]): void {
  expect(rows.length).toBeGreaterThan(0)
  for (const { measured } of rows) expect(measured).toMatch(/\d(?:×| ms| s| MB)|^1$/)
}

describe('each bench runs on little work and says what it measured', () => {
  test('pipeline', async () => {
    const rows = await pipeline({ documents: 2, rounds: 1 })
    expectMeasured(rows)
    expect(rows.at(-1)).toMatchObject({ measured: '1', met: true })
  })

  test('dialects', async () => {
    expectMeasured(await dialects({ documents: 2, rounds: 1 }))
  })

  test('growth', async () => {
    const sizes = { documents: [1, 2, 4], rounds: 1, big: 20_000, memory: 20_000 }
    const rows = await growth(sizes)
    expectMeasured(rows)
    expect(rows.slice(-2)).toMatchObject([{ met: true }, { met: true }])
  })

  test('edits', async () => expectMet(await edits({ documents: 3, pages: 2 })))

  test('healing', async () => expectMet(await healing({ pages: 2 })))

  test('crash', async () => {
    const [row] = await crash({ pages: 8, shares: [0.5] })
    expect(row!.measured).toMatch(/^[\d,]+$/)
    expect(row!.target).toMatch(/^≤ [\d,]+ in 4 calls in flight$/)
  })

  test('noop', async () => {
    const cli = file('../src/cli/index.ts')
    const rows = await noop({ pages: 2, rounds: 1, cli })
    expectMeasured(rows.slice(1))
    expect(rows[0]!.measured).toMatch(/s, 0 sent, 0 written$/)
  })

  test('imports', async () => {
    const adapter = file('../src/adapters/vite.ts')
    expectMeasured(await imports({ imports: 3, size: 500, rounds: 1, page: 2, adapter }))
  })

  test('throughput', async () => {
    const model = { perCall: 1, perCharacter: 0.0001, answer: suffixed }
    expectMeasured((await throughput({ pages: 2, rounds: [1, 1], model })).slice(0, 2))
  })
})

describe('what the benches stand on', () => {
  test('a corpus has the size that was asked for, and no sentence twice', () => {
    const [first, second] = corpus(2, { size: 6_000 })
    for (const text of [first!, second!]) {
      expect(text.length).toBeGreaterThan(6_000)
      expect(text.length).toBeLessThan(7_500)
    }
    expect(corpus(2, { size: 6_000 })).toEqual([first, second])
    const serials = [...(first! + second!).matchAll(/ (\d+)\.(?: |$)/gm)].map(
      ([, serial]) => serial,
    )
    expect(serials.length).toBeGreaterThan(100)
    expect(new Set(serials).size).toBe(serials.length)
  })

  test('a skeleton holds everything but words and the order of markup', () => {
    const page = '# One *two* [three](/x)\n\n- `a`\n'
    expect(skeleton('# Drei [zwei](/x) *eins*\n\n- `a`\n')).toBe(skeleton(page))
    for (const other of [
      '# One *two* [three](/y)\n\n- `a`\n',
      '## One *two* [three](/x)\n\n- `a`\n',
    ])
      expect(skeleton(other)).not.toBe(skeleton(page))
    expect(skeleton('# One *two* [three](/x)\n\n- `b`\n')).not.toBe(skeleton(page))
  })

  test('a hostile translator spoils one answer in five, always the same', () => {
    const texts = corpus(5).flatMap((text) => text.match(/[A-Z][a-z ]+ \d+\./g) ?? [])
    const ill = texts.filter((text) => hostile(text) !== suffixed(text))
    expect(ill).toEqual(texts.filter(isIll))
    expect(ill.length / texts.length).toBeGreaterThan(0.1)
    expect(ill.length / texts.length).toBeLessThan(0.3)
    expect(hostile(ill[0]!)).toBe(hostile(ill[0]!))
  })

  test('a target that was missed is shown as missed', () => {
    const rows = [{ what: 'Speed', measured: '4×', target: '≤ 3×', met: false }]
    expect(table(rows)).toMatch(/Speed {2}4× +≤ 3× +no/)
    expect(markdownTable(rows)).toContain('| Speed | 4× | ≤ 3× | no |')
  })

  test('an unknown name is answered with the names that there are', () => {
    const { status, stderr } = spawnSync(process.execPath, [file('../scripts/bench.ts'), 'speed'], {
      encoding: 'utf8',
    })
    expect(status).toBe(2)
    expect(stderr).toContain('There is no bench "speed"; there are pipeline, dialects, growth,')
  })
})
