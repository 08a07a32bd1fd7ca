import { describe, expect, test } from 'vitest'
import { knowing, openProject, translate } from './lab.ts'

/*
 * Elsewhere the translator went round in circles (“to live together, to live together, …”), or said what it had learnt by heart.
 * facebookresearch/seamless_communication #84, UKPLab/EasyNMT #38, LibreTranslate/LibreTranslate #46 (“salad salad
 * salad”) and #321
 */

const SOURCE = 'We want to live together in peace.'
const GOOD = 'Queremos vivir juntos en paz.'

const ILL: [name: string, answer: string][] = [
  ['a phrase', `Queremos ${'vivir juntos, '.repeat(40)}`],
  [
    'a phrase after a good start',
    `Queremos vivir juntos en paz${', en paz y en calma'.repeat(8)}.`,
  ],
  ['a word', 'salad '.repeat(40)],
  ['a word, in the length of the source', 'paz paz paz paz paz paz paz paz'],
  ['a letter', `Queremos vi${'e'.repeat(60)}`],
  ['full stops', `Queremos vivir juntos${'.'.repeat(80)}`],
  ['a long sentence', 'Queremos vivir juntos en paz y en calma con toda la gente. '.repeat(5)],
]

test.each(ILL)('an answer that repeats %s is not published and not kept', async (_, answer) => {
  const { build } = openProject()
  const text = `# Peace\n\n${SOURCE} All is well.\n`
  const ill = await build(text, knowing({ [SOURCE]: answer, Peace: 'Paz' }))
  expect(ill.text).toBe(`# Paz\n\n${SOURCE} ALL IS WELL.\n`)
  expect(ill.report.complete).toBe(false)

  const well = await build(text, knowing({ [SOURCE]: GOOD }))
  expect(well.sent).toEqual([SOURCE])
  expect(well.text).toBe(`# Paz\n\n${GOOD} ALL IS WELL.\n`)
})

test('with markup around every turn of the loop it is the same', async () => {
  const loop = (text: string) => `${text} ${'<g1>vivir juntos</g1>, '.repeat(20)}`
  const text = 'We want to [live together](x) in peace.\n'
  const page = await translate(text, loop, { tags: 'xml' })
  expect(page.text).toBe(text)
  expect(page.report.complete).toBe(false)
})

test('in a script without spaces it is the same', async () => {
  const page = await translate(`${SOURCE}\n`, () => '我们想一起生活'.repeat(9), { to: 'zh' })
  expect(page.text).toBe(`${SOURCE}\n`)
})

describe('text that was learnt by heart', () => {
  const CREDITS =
    'Subtítulos realizados por la comunidad de voluntarios, que agradece a todas las personas que los han visto hasta el final. '

  test('instead of a sentence is not published', async () => {
    const page = await translate(`${SOURCE}\n`, () => CREDITS)
    expect(page.text).toBe(`${SOURCE}\n`)
  })

  test('instead of a heading is not published', async () => {
    const page = await translate('# Login\n', () => CREDITS.repeat(2))
    expect(page.text).toBe('# Login\n')
  })

  test('in the length of a sentence is reported for a heading', async () => {
    const page = await translate('# Login\n', () => CREDITS)
    expect(page.report.findings).not.toEqual([])
  })
})

describe('what repeats itself in the source may do so in the translation', () => {
  test.each([
    ['Ha ha ha ha, that is very funny.', 'Ja ja ja ja, eso es muy divertido.'],
    ['Never, never, never, never, never!', '¡Nunca, nunca, nunca, nunca, nunca!'],
    ['Row, row, row, row your boat gently.', 'Rema, rema, rema, rema tu bote con calma.'],
  ])('%s', async (source, target) => {
    const page = await translate(`${source}\n`, () => target)
    expect(page.text).toBe(`${target}\n`)
    expect(page.report.complete).toBe(true)
  })
})
