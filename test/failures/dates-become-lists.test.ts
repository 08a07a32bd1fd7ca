import { describe, expect, test } from 'vitest'
import { createPolyglot } from '../../src/index.ts'
import { apertium, apertiumPairs } from '../../src/translators/apertium.ts'
import { differences } from '../corpora/proof.ts'
import { checksOf, knowing, openProject, translate } from './lab.ts'
import { everyReader, pagesOf } from './readers.ts'

/*
 * Elsewhere a translated date or ordinal turned prose into a list: “… the rate from⏎September 1.” came back as
 * “… ab⏎1. September.”, and the item “1st failure” as a list within the list.
 * openclaw/openclaw, scripts/docs-i18n/doc_mode_test.go: AccidentalOrderedListFromTranslatedDate,
 * EscapesTranslatedOrdinalAtListItemStart
 */

const translated = knowing({
  'September 1 is a holiday.': '1. September ist ein Feiertag.',
  '1st failure': '1. Fehler',
  // The order of Hungarian.
  'August 31, 2026 is the last day.': '2026. augusztus 31. az utolsó nap.',
  'The rate is valid from September 1.': 'Der Tarif gilt ab 1. September.',
})
const to = 'de'

describe('a translated date or ordinal is prose', () => {
  test.each([
    ['in a paragraph', 'September 1 is a holiday.', '<p>1. September ist ein Feiertag.</p>'],
    ['in an item', '- 1st failure', '<ul>\n<li>1. Fehler</li>\n</ul>'],
    ['in a numbered item', '3. 1st failure', '<ol start="3">\n<li>1. Fehler</li>\n</ol>'],
    [
      'in a quote',
      '> September 1 is a holiday.',
      '<blockquote>\n<p>1. September ist ein Feiertag.</p>\n</blockquote>',
    ],
    ['in a heading', '# 1st failure', '<h1>1. Fehler</h1>'],
    ['in an underlined heading', '1st failure\n===', '<h1>1. Fehler</h1>'],
    [
      'with the year in front',
      'August 31, 2026 is the last day.',
      '<p>2026. augusztus 31. az utolsó nap.</p>',
    ],
  ])('%s', async (_, text, html) => {
    const page = await translate(`${text}\n`, translated, { to })
    expect(page.report).toMatchObject({ complete: true, findings: [] })
    const pages = Object.entries(pagesOf(page.text)).map(([reader, each]) => [reader, each.trim()])
    expect(Object.fromEntries(pages)).toEqual(everyReader(html))
  })

  test('where a line of the source breaks in front of it', async () => {
    const text = 'The rate is valid\nfrom September 1.\nSeptember 1 is a holiday.\n'
    const page = await translate(text, translated, { to })
    expect(page.sent).toEqual(['The rate is valid from September 1.', 'September 1 is a holiday.'])
    expect(pagesOf(page.text).commonmark).toBe(
      '<p>Der Tarif gilt ab 1. September. 1. September ist ein Feiertag.</p>\n',
    )
  })

  test('behind a hard break', async () => {
    const text = '- The rate is valid from September 1.\\\n  September 1 is a holiday.\n'
    const page = await translate(text, translated, { to })
    expect(page.report.complete).toBe(true)
    expect(pagesOf(page.text).commonmark).toBe(
      '<ul>\n<li>Der Tarif gilt ab 1. September.<br />\n1. September ist ein Feiertag.</li>\n</ul>\n',
    )
  })

  test('in a table cell, a footnote and around emphasis', async () => {
    const text =
      '| Day |\n|---|\n| September 1 is a holiday. |\n\n**September 1** is free.[^a]\n\n[^a]: 1st failure\n'
    const answer = knowing({
      'September 1 is a holiday.': '1. September ist ein Feiertag.',
      '<g1>September 1</g1> is free.<x2/>': '<g1>1. September</g1> ist frei.<x2/>',
      '1st failure': '1. Fehler',
    })
    const page = await translate(text, answer, { to, tags: 'xml' })
    expect(page.report.complete).toBe(true)
    expect(page.text).toContain('| 1. September ist ein Feiertag. |')
    expect(differences(text, page.text)).toEqual([])
  })
})

test('an answer that is broken in front of the date is not published', async () => {
  const text = 'The rate is valid from September 1.\n'
  const page = await translate(text, () => 'Der Tarif gilt ab\n1. September.', { to })
  expect(page.text).toBe(text)
  expect(checksOf(page)).toEqual(['lineBreaks'])
})

describe('a list mark that no date explains', () => {
  const marks = ['1. ', '7) ', '- ', '* ', '+ ', '• ', '# ', '> ']
  test.each(marks)('“%s” in front of the answer is not published', async (mark) => {
    const text = '- The kettle is on the stove.\n'
    const page = await translate(text, () => `${mark}Der Kessel steht auf dem Herd.`, { to })
    expect(page.text).toBe(text)
    expect(page.report.complete).toBe(false)
  })
})

const installed = (await apertiumPairs()).some(([from, to]) => from === 'en' && to === 'es')

test.skipIf(!installed && !process.env.CI)('with a real translator, Apertium', async () => {
  const text = `The rate is valid until 31 August 2026, then the other price from
1 September. The regional prices are higher.

- 1st failure
- September 1, 2026. The 2nd of May is a holiday.

> 5 May was a Monday.\\
> 6 May was a Tuesday.

1 + 1 is two.
`
  const polyglot = createPolyglot({ cache: openProject().cache, translator: apertium() })
  const page = await polyglot.translateDocument({ text, to: 'es' })
  await polyglot.close()
  expect(page.report).toMatchObject({ complete: true })
  expect(page.text).toContain('septiembre')
  expect(differences(text, page.text)).toEqual([])
})
