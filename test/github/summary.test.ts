import { expect, test } from 'vitest'
import type { Report } from '../../deploy/github/report.ts'
import { renderSummary, type SummaryRequest } from '../../deploy/github/summary.ts'
import { createFolder } from '../cli/run-cli.ts'

const USAGE = { documents: 4, segments: 9, cached: 1_180, sent: 32, sentCharacters: 2_310 }
const REPORT: Report = {
  ...{ ...USAGE, requests: 2, written: ['a.es.md'], skipped: [], findings: [], missing: [] },
}
const render = (more: Partial<Report> = {}, request: Partial<SummaryRequest> = {}) =>
  renderSummary({
    command: 'translate',
    report: { ...REPORT, ...more },
    outcomes: { run: 'success' },
    takenDown: false,
    ...request,
  })
const finding = (more: Partial<Report['findings'][number]>) => ({
  ...{ severity: 'warning' as const, check: 'numbers', message: 'The number 12 is missing.' },
  ...more,
})

test('documents, sentences, characters and what was cached stand in one table', () => {
  expect(render({ estimate: 'sagemaker: about 40 s' })).toBe(`## Polyglot: 32 sentences sent

|  |  |
| --- | --: |
| documents × languages | 4 |
| segments from the cache | 1,180 |
| segments sent | 32 |
| characters of these | 2,310 |
| requests | 2 |
| estimate | sagemaker&#58; about 40 s |
| files written | 1 |
| files skipped | 0 |`)
})

test('errors stand before warnings; texts of documents are not in it', () => {
  const findings = [
    finding({ file: 'a.md', line: 12, locale: 'es' }),
    { ...finding({ severity: 'error', file: 'b.md' }), source: 'Our secret.', target: 'Secreto.' },
  ]
  const page = render({ findings })
  expect(page).toContain('## Polyglot: 32 sentences sent, 1 error')
  expect(page).toContain(`### 1 error, 1 warning

|  | document | language | check | finding |
| --- | --- | --- | --- | --- |
| error | b.md |  | numbers | The number 12 is missing. |
| warning | a.md line 12 | es | numbers | The number 12 is missing. |`)
  expect(page).not.toContain('ecret')
})

test('what a stranger wrote is shown as plain text, in its one cell', () => {
  const message = 'a | b\n\n<img src=x> [click](http://x) @someone #12 `code` ![x](y)'
  const page = render({ findings: [finding({ message, file: '<b>|.md' })] })
  const row = page.split('\n').find((line) => line.startsWith('| warning'))
  expect(row?.match(/(?<!\\)\|/g)).toHaveLength(6)
  expect(row).not.toMatch(/[<>`@[\]]/)
  expect(row).toContain('a &#124; b &#60;img')
})

test('a thousand findings fit into what GitHub takes', () => {
  const findings = Array.from({ length: 1_000 }, () => finding({ message: '|'.repeat(5_000) }))
  const page = render({ findings })
  expect(page).toContain('… and 900 more.')
  expect(page.length).toBeLessThan(1_000_000)
})

test('a cache that was not saved and an endpoint that stays are said', () => {
  expect(render({}, { outcomes: { save: 'failure' } })).toContain('could not be saved')
  const outcomes = { run: 'success', up: 'success' }
  expect(render({}, { outcomes, endpoint: 'polyglot-blog' })).toContain(
    'The endpoint `polyglot-blog` is up. `polyglot endpoint down` takes it away.',
  )
  expect(render({}, { outcomes: { up: 'failure' } })).toContain('did not come up')
})

test.each([
  ['failure', 'build failed'],
  ['success', 'build done'],
  ['cancelled', 'build cancelled'],
  ['skipped', 'build was not reached'],
])('a build that ended with %s has a page, too', (run, words) => {
  expect(render({}, { command: 'build', report: undefined, outcomes: { run } })).toContain(words)
})

test('the JSON of the real command is what the summary reads', async () => {
  const folder = createFolder()
  folder.write('a.md', 'There are three sentences here.\n')
  folder.write('a.fr.md', 'Somebody wrote this.\n')
  const { stdout } = await folder.run('translate', 'a.md', '--to', 'es,fr', '--json')
  const printed: Report = JSON.parse(stdout)
  const page = render(printed)
  expect(page).toContain('| documents × languages | 2 |')
  expect(page).toContain('| segments sent | 2 |')
  expect(page).toContain('| files written | 1 |')
  expect(page).toContain('### Skipped')
  expect(page).toContain('| warning | a.md | fr | foreign |')

  const frozen = await folder.run('translate', 'a.md', '--to', 'de', '--json', '--frozen')
  expect(frozen.code).toBe(1)
  const missing = render(JSON.parse(frozen.stdout))
  expect(missing).toContain('## Polyglot: the cache is not complete, nothing was sent')
  expect(missing).toContain('| a.md | de | 1 |')
  expect(missing).toContain('| segments that would be sent | 1 |')
})
