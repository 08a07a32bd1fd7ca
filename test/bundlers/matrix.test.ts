import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { BUNDLERS, type BundlerName, type Measured, markdownOf, NOTES } from './matrix.ts'
import { copyProject, type Request } from './project.ts'
import { ROWS, type Trial } from './rows.ts'

/*
 * Every bundler with every row: a build each, and the bundle runs. A cell that does not work is measured as well;
 * the README says so and why. `WRITE_MATRIX=1 npm test -- test/bundlers/matrix.test.ts` writes the table there.
 */
const README = new URL('../../README.md', import.meta.url)
const [START, END] = ['<!-- bundlers:start -->\n', '\n<!-- bundlers:end -->']
const measured: Measured = Object.fromEntries(Object.keys(ROWS).map((row) => [row, {}]))
const reasons: string[] = []
let builds = 0

beforeAll(() => {
  // Bundlers that cannot print without a warning leave it to us.
  vi.spyOn(console, 'info').mockImplementation(() => {})
})

describe.each(Object.keys(BUNDLERS) as BundlerName[])('with %s', (name) => {
  test.each(Object.entries(ROWS))('%s', async (row, attempt) => {
    const { root, remove } = copyProject()
    const trial: Trial = {
      bundler: BUNDLERS[name],
      write: (path, text) => writeFileSync(join(root, path), text),
      request: (entry, more): Request => ({
        root,
        entry: join(root, `entries/${entry}.js`),
        out: join(root, `out/${builds++}`),
        target: 'browser',
        options: { to: ['es', 'fr'], ...(more?.mdx && { output: 'markdown' }) },
        ...more,
      }),
    }
    const cells = measured[row]!
    try {
      await attempt(trial)
      cells[name] = true
    } catch (error) {
      cells[name] = false
      reasons.push(`${name}, ${row}: ${String(error).slice(0, 2000)}`)
    } finally {
      remove()
    }
    // What works is said to work, and what does not, has a note that says why: else this cell is news.
    const noted = NOTES.some((note) => note.cells[row]?.includes(name))
    if (!cells[name]) expect(noted, reasons.at(-1)).toBe(true)
  })
})

test('the notes are for cells that exist', () => {
  for (const { cells } of NOTES)
    expect(Object.keys(ROWS)).toEqual(expect.arrayContaining(Object.keys(cells)))
})

test('the README has this matrix', () => {
  const table = markdownOf(measured)
  console.log(table)
  const readme = readFileSync(README, 'utf8')
  const [before = '', rest = ''] = readme.split(START)
  const [shown, after = ''] = rest.split(END)
  if (process.env.WRITE_MATRIX) writeFileSync(README, before + START + table + END + after)
  else expect(shown, reasons.join('\n\n')).toBe(table)
})

afterAll(() => {
  vi.restoreAllMocks()
})
