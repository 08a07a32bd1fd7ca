import { expect, test } from 'vitest'
import { createJudge } from '../../src/translate/judge.ts'
import { counting } from '../polyglot/counting.ts'
import { segmentOf } from '../tags/segments.ts'

const pair = { from: 'en', to: 'es' }

test('an answer with tags is judged by its words, and by whether the tags came back', () => {
  const { judge } = createJudge({})
  const tagged = segmentOf('It takes *45 minutes* & more.')
  const wire = { text: 'It takes <g1>45 minutes</g1> &amp; more.', tagged }
  const checksOf = (text: string) => judge(wire, { text }, pair).map(({ check }) => check)
  expect(checksOf('Tarda <g1>45 minutos</g1> &amp; más.')).toEqual([])
  expect(checksOf('Tarda <g1>un rato</g1> &amp; algo más.')).toEqual(['numbers'])
  expect(checksOf('Tarda 45 minutos &amp; más.')).toEqual(['tags'])
})

test('an answer is judged once', () => {
  const { judge } = createJudge({})
  const answer = { text: 'Tarda.' }
  const wire = { text: 'It takes 45 minutes.' }
  expect(judge(wire, answer, pair)).toBe(judge(wire, answer, pair))
})

test('the check `language` is on in time for the first answer, and says which sentence', async () => {
  const text = 'The garden is closed in winter because of the snow.\n'
  const stays = () => 'The park is closed during winter on account of the snow.'
  const off = counting(stays)
  expect((await off.polyglot.translateDocument({ text, to: 'es' })).report.findings).toEqual([])
  const on = counting(stays, { checks: { language: 'warning' } })
  const { report } = await on.polyglot.translateDocument({ text, to: 'es', path: 'a.md' })
  expect(report.findings).toMatchObject([
    { severity: 'warning', check: 'language', file: 'a.md', line: 1, source: text.trim() },
  ])
  const strict = counting(stays, { checks: { language: 'error' }, store: on.store })
  const { report: rejected } = await strict.polyglot.translateDocument({ text, to: 'es' })
  expect(rejected).toMatchObject({ complete: false, findings: [{ check: 'language' }] })
})
