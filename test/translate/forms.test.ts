import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { counting, upperXml } from '../polyglot/counting.ts'
import { segmentOf, show } from '../tags/segments.ts'
import { runLab } from './lab.ts'

const LONG = 'The garden is open all day; the *house* is shown at noon, and at five.'
const upper = (text: string) => text.toUpperCase()

/** Answers one text badly and all others well. */
const except =
  (bad: string, answer: string, well = upper) =>
  (text: string) =>
    text === bad ? answer : well(text)

describe('a rejected answer is asked for once more, in another form', () => {
  test('a sentence that came back too short, in its clauses', async () => {
    const segment = segmentOf(LONG)
    const { results, sent } = await runLab([segment], except(segment.text, 'JARDÍN.'))
    expect(show(segment, results[0]!.tokens)).toBe(
      'THE GARDEN IS OPEN ALL DAY; THE *HOUSE* IS SHOWN AT NOON, AND AT FIVE.',
    )
    expect(sent).toEqual([
      segment.text,
      'the house is shown at noon, and at five.',
      'The garden is open all day;',
    ])
    expect(results[0]!.findings).toMatchObject([{ severity: 'warning', check: 'length' }])
  })

  test.each([
    ['goes round in circles', 'repetition', 'LA CASA, LA CASA, LA CASA, LA CASA, LA CASA, LA CASA'],
    ['is empty', 'empty', ''],
  ])('an answer that %s, too', async (_, check, answer) => {
    const segment = segmentOf(LONG)
    const { results } = await runLab([segment], except(segment.text, answer))
    expect(results[0]!.tokens).toBeDefined()
    expect(results[0]!.findings).toMatchObject([{ severity: 'warning', check }])
  })

  test('a sentence that lost the stand-in for its code, in pieces around it', async () => {
    const segment = segmentOf('Call `X1` before you leave.')
    const { results, sent } = await runLab([segment], except(segment.text, 'LLAMA ANTES DE IRTE.'))
    expect(show(segment, results[0]!.tokens)).toBe('CALL {1} BEFORE YOU LEAVE.')
    expect(sent).toEqual([segment.text, 'before you leave.', 'Call'])
    expect(results[0]!.findings).toMatchObject([{ severity: 'warning', check: 'kept' }])
  })

  test('a sentence whose tags came back broken, without them', async () => {
    const segment = segmentOf('The *house* is shown at noon.')
    const tagged = 'The <g1>house</g1> is shown at noon.'
    const { results, sent } = await runLab(
      [segment],
      except(tagged, 'LA <g1>CASA SE ENSEÑA.', upperXml),
      { tags: 'xml' },
    )
    expect(show(segment, results[0]!.tokens)).toBe('THE *HOUSE* IS SHOWN AT NOON.')
    expect(sent).toEqual([tagged, segment.text])
    expect(results[0]!.findings).toEqual([])
  })

  test('any other, in the same words away from its neighbours', async () => {
    const bad = segmentOf('It takes 45 minutes.')
    const spoilt = new Set<string>()
    const { results, calls } = await runLab([bad, segmentOf('A neighbour.')], (text) => {
      if (text !== bad.text || spoilt.has(text)) return upper(text)
      spoilt.add(text)
      return 'TARDA.'
    })
    expect(calls).toEqual([['It takes 45 minutes.', 'A neighbour.'], ['It takes 45 minutes.']])
    expect(results[0]).toMatchObject({ tokens: [{ value: 'IT TAKES 45 MINUTES.' }], findings: [] })
  })
})

describe('and then the source stands', () => {
  test('with a finding that names check, source and the answer to the whole', async () => {
    const segment = segmentOf(LONG)
    const { results } = await runLab([segment], () => 'JA.')
    expect(results[0]).toEqual({
      findings: [
        {
          severity: 'error',
          check: 'length',
          source: segment.text,
          target: 'JA.',
          message: expect.stringMatching(/as short as it should be/),
        },
      ],
    })
  })

  test('after one more form at most, whatever the answers are', async () => {
    const pieces = [
      '`X1`',
      '*house*',
      '[a link]',
      'and 45 words',
      'of the garden; it is open',
      '— or',
      '`npm`',
      '.',
    ]
    const anyText = fc.array(fc.constantFrom(...pieces), { minLength: 3, maxLength: 12 })
    const anyAnswer = fc.constantFrom(
      () => '',
      () => 'JA.',
      () => 'la casa, la casa, la casa, la casa, la casa, la casa, la casa',
      (text: string) => text.replaceAll('X1', ''),
      (text: string) => text.replace(/<[^>]*>/, ''),
      upper,
    )
    const tags = fc.constantFrom('none', 'xml', 'alignment')
    await fc.assert(
      fc.asyncProperty(
        anyText,
        fc.array(anyAnswer, { minLength: 3 }),
        tags,
        async (text, answers, tags) => {
          const segment = segmentOf(`Here is ${text.join(' ')} now.`)
          let count = 0
          const { sent, results } = await runLab(
            [segment],
            (source) => answers[count++ % answers.length]!(source),
            { tags },
          )
          const times = Map.groupBy(sent, (source) => source)
          // In the same words once more, or in others; the words of tags and pieces of a good answer for itself.
          for (const [, each] of times) expect(each.length).toBeLessThanOrEqual(2)
          expect(results[0]!.tokens ?? results[0]!.findings.length).toBeTruthy()
        },
      ),
      { numRuns: 200 },
    )
  })

  test('and the next run asks for the whole again', async () => {
    const segment = segmentOf(LONG)
    const first = await runLab([segment], () => 'JA.')
    const second = await runLab([segment], upper, { store: first.store })
    expect(second.sent).toEqual([segment.text])
    expect(second.results[0]!.findings).toEqual([])
  })
})

describe('what was answered in another form is found there by the next run', () => {
  const cases: [string, string, string, 'none' | 'xml'][] = [
    ['clauses', LONG, 'JARDÍN.', 'none'],
    ['pieces', 'Call `X1` before you leave.', 'LLAMA ANTES DE IRTE.', 'none'],
    ['plain', 'The *house* is shown at noon.', 'LA <g1>CASA SE ENSEÑA.', 'xml'],
  ]

  test.each(cases)(
    '%s: nothing is sent, and the result is the same',
    async (_, marked, bad, tags) => {
      const segment = segmentOf(marked)
      const spoil = (text: string) =>
        text === wholeOf(marked, tags) ? bad : tags === 'xml' ? upperXml(text) : upper(text)
      const first = await runLab([segment], spoil, { tags })
      expect(first.results[0]!.tokens).toBeDefined()
      const second = await runLab([segment], spoil, { tags, store: first.store })
      expect(second.sent).toEqual([])
      expect(second.results).toEqual(first.results)
      expect(second.lookups.sent.size).toBe(0)
      const dry = await runLab([segment], spoil, { tags, store: first.store, dryRun: true })
      expect(dry.lookups.sent.size).toBe(0)
    },
  )

  test('the rejected answer itself is not kept, and nothing is learnt from the note', async () => {
    const segment = segmentOf(LONG)
    const { store, pairs } = await runLab([segment], except(segment.text, 'JARDÍN.'))
    const entries: string[] = []
    for await (const [, value] of store.iterator()) entries.push(JSON.stringify(value))
    expect(entries).toHaveLength(3)
    expect(entries.join()).not.toContain('JARDÍN')
    const learnt = await pairs()
    expect(learnt).toHaveLength(2)
    expect(learnt.every(({ target }) => target !== '')).toBe(true)
  })

  test('a part that is no longer there, or no longer good, is asked for again', async () => {
    const segment = segmentOf(LONG)
    const first = await runLab([segment], except(segment.text, 'JARDÍN.'))
    for await (const [key, value] of first.store.iterator())
      if (JSON.stringify(value).includes('OPEN ALL DAY')) await first.store.delete(key)
    const second = await runLab([segment], upper, { store: first.store })
    expect(second.sent).toEqual(['The garden is open all day;'])
  })

  test('a page that could not take the parts has the whole asked for again', async () => {
    const segment = segmentOf(LONG)
    const first = await runLab([segment], except(segment.text, 'JARDÍN.'))
    await first.reject(segment)
    const second = await runLab([segment], upper, { store: first.store })
    expect(second.sent).toEqual([segment.text])
    expect(second.results[0]!.findings).toEqual([])
  })
})

test('a page that was healed costs nothing later: an edit elsewhere sends the edit alone', async () => {
  const long = 'The garden is open all day; the house is shown at noon, and at five.'
  const text = `# A title\n\n${long}\n`
  const first = counting(except(long, 'JARDÍN.'))
  const { report } = await first.polyglot.translateDocument({ text, to: 'es' })
  expect(report).toMatchObject({ complete: true, findings: [{ check: 'length', line: 3 }] })
  expect(first.sent).toHaveLength(4)
  const second = counting(except(long, 'JARDÍN.'), { store: first.store })
  const edited = await second.polyglot.translateDocument({
    text: `${text}\nNew words.\n`,
    to: 'es',
  })
  expect(second.sent).toEqual(['New words.'])
  expect(edited.text).toBe(`${text}\nNew words.\n`.toUpperCase())
  expect(edited.report.findings).toEqual(report.findings)
})

/** What is sent for a segment first. */
function wholeOf(marked: string, tags: 'none' | 'xml'): string {
  return tags === 'xml'
    ? marked.replace(/\*([^*]+)\*/g, '<g1>$1</g1>')
    : marked.replace(/[*`]/g, '')
}
