import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { jsonSummary, type Summary, textSummary } from '../../src/cli/summary.ts'
import type { Finding } from '../../src/types.ts'

const USAGE = {
  ...{ documents: 2, units: 3, segments: 4, cached: 1_180, sent: 32 },
  ...{ sentCharacters: 2_310, requests: 2 },
}

const summaryOf = (more: Partial<Summary> = {}): Summary => ({
  reports: [],
  written: ['a.es.md'],
  outdated: [],
  unchanged: 0,
  skipped: [],
  findings: [],
  usage: USAGE,
  locales: ['es', 'fr'],
  dryRun: false,
  translator: 'apertium',
  estimates: [],
  ...more,
})
const text = (more?: Partial<Summary>) => stripVTControlCharacters(textSummary(summaryOf(more)))

const number: Finding = {
  ...{ severity: 'warning', check: 'numbers', file: 'a.md', line: 12, locale: 'es' },
  ...{
    source: 'It takes\n12 minutes.',
    target: 'Tarda minutos.',
    message: 'The number 12 is missing.',
  },
}

test('numbers stand in columns', () => {
  expect(text()).toBe(`0 documents into Spanish (es) and French (fr)
  segments cached  1,180
  segments sent       32  2,310 characters in 2 requests
  files written        1
  files unchanged      0

Done. Run it again after an edit: only new sentences are sent.
`)
})

test('findings stand under their document with line, check and both texts; the same about many places once', () => {
  const findings = [number, { ...number, line: 140, source: 'At 9.', target: 'A las.' }]
  const other: Finding = {
    severity: 'error',
    check: 'encoding',
    file: 'b.md',
    message: 'Bad byte.',
  }
  expect(text({ findings: [...findings, other] })).toContain(`
a.md
  warning  numbers  es
    The number 12 is missing.
    line 12   source  It takes 12 minutes.
              target  Tarda minutos.
    line 140  source  At 9.
              target  A las.

b.md
  error  encoding
    Bad byte.

1 error, 2 warnings.
Run the command again when that is mended`)
})

test('a hundred languages and a thousand findings do not fill the screen', () => {
  const locales = Array.from({ length: 97 }, (_, i) => `x${i}`)
  const output = text({ locales, findings: Array.from({ length: 1_000 }, () => number) })
  expect(output).toContain('into 97 languages')
  expect(output).toContain('… and 950 more entries; --json lists all.')
  expect(output.split('\n').length).toBeLessThan(130)
})

test('stand-ins are called what they are', () => {
  expect(text({ translator: 'pseudo' })).toContain('not translations: choose a translator')
})

test('JSON has the promised keys and no others', () => {
  const skipped = [{ file: 'a.md', locale: 'fr', output: 'a.fr.md', reason: 'edited' }]
  const parsed = JSON.parse(jsonSummary(summaryOf({ findings: [number], skipped })))
  expect(parsed).toEqual({ ...USAGE, written: ['a.es.md'], skipped, findings: [number] })
})
