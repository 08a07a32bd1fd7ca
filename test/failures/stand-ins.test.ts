import { describe, expect, test } from 'vitest'
import { differences } from '../corpora/proof.ts'
import { type Answering, capitals, checksOf, translate } from './lab.ts'

/*
 * Elsewhere a mark travelled in place of code, and came back lost, doubled, invented, in lower case or escaped
 * (`\_\_OC\_I18N\_42\_\_`), or stood in the document from the start and was replaced by somebody else's code.
 * openclaw/openclaw #134934 and doc_mode_test.go, CIRISAI/CIRISAgent #1085 (141 values without their `{count}`),
 * gettranslatebot/translatebot-django #119
 */

const TEXT = 'Run `npm install --save x` before `rm -rf dist`, please.\n'
const PLAIN = 'Run X1 before X2, please.'
const XML = 'Run <x1/> before <x2/>, please.'

/** What becomes of `X1` and `X2`, or of `<x1/>` and `<x2/>`. */
const FATES: [name: string, none: string, xml: string][] = [
  ['lost', 'Ejecuta antes de X2, por favor.', 'Ejecuta antes de <x2/>, por favor.'],
  ['all lost', 'Ejecuta esto antes de eso, por favor.', 'Ejecuta esto antes de eso, por favor.'],
  ['doubled', 'Ejecuta X1 X1 antes de X2.', 'Ejecuta <x1/> <x1/> antes de <x2/>.'],
  ['invented', 'Ejecuta X1 antes de X2 y X3.', 'Ejecuta <x1/> antes de <x2/> y <x3/>.'],
  ['in lower case', 'Ejecuta x1 antes de x2, por favor.', 'Ejecuta <X1/> antes de <X2/>.'],
  ['escaped', 'Ejecuta X\\_1 antes de \\X2.', 'Ejecuta &lt;x1/&gt; antes de \\<x2/>.'],
  ['apart', 'Ejecuta X 1 antes de X 2.', 'Ejecuta < x1 / > antes de < x2 / >.'],
  ['with other digits', 'Ejecuta X१ antes de X२.', 'Ejecuta <x१/> antes de <x२/>.'],
  ['full-width', 'Ejecuta Ｘ１ antes de Ｘ２.', 'Ejecuta ＜x1/＞ antes de ＜x2/＞.'],
  ['glued', 'EjecutaX1antes deX2.', 'Ejecuta<x1/>antes de<x2/>.'],
  ['merged', 'Ejecuta X12, por favor.', 'Ejecuta <x12/>, por favor.'],
  ['as a pair', 'Ejecuta X1 antes de X2, X1.', 'Ejecuta <x1></x1> antes de <x2>eso</x2>.'],
  ['not closed', 'Ejecuta X1 antes de X.', 'Ejecuta <x1> antes de <x2.'],
  ['as an entity', 'Ejecuta &#88;1 antes de X2.', 'Ejecuta &lt;x1/&gt; antes de <x2/>.'],
]

describe.each(FATES)('stand-ins that come back %s', (_, none, xml) => {
  test.each([
    { tags: 'none', wire: PLAIN, answer: none },
    { tags: 'alignment', wire: PLAIN, answer: none },
    { tags: 'xml', wire: XML, answer: xml },
  ] as const)('tags: $tags', async ({ tags, wire, answer }) => {
    const page = await translate(TEXT, (text) => (text === wire ? answer : capitals(text)), {
      tags,
    })
    for (const code of ['`npm install --save x`', '`rm -rf dist`'])
      expect(page.text.split(code)).toHaveLength(2)
    expect(page.text).not.toMatch(/X\\?_?\s?[1-9]|x[1-9]|[<＜&]|Ｘ|[१२]/u)
    expect(differences(TEXT, page.text)).toEqual([])
    if (!page.report.complete) expect(page.text).toBe(TEXT)
  })
})

test('in a block of sentences none goes to another sentence twice', async () => {
  const text = 'Run `a b` first. Then run `c d` [here](x). At last run `e f`.\n'
  for (const tags of ['none', 'alignment', 'xml'] as const)
    for (const answer of [
      capitals,
      (each: string) => capitals(each.replaceAll('X2', 'X1')),
      (each: string) => capitals(each.split('. ').slice(0, 2).join('. ')),
      (each: string) => capitals(each).replace(/X\d|<x\d\/>/g, ''),
    ]) {
      const page = await translate(text, answer, { unit: 'block', tags })
      for (const kept of ['`a b`', '`c d`', '`e f`', '](x)'])
        expect(page.text.split(kept)).toHaveLength(2)
    }
})

test('stand-ins may come in another order', async () => {
  const answer = () => 'Antes de X2 ejecuta X1, por favor.'
  const page = await translate(TEXT, answer)
  expect(page.text).toBe('Antes de `rm -rf dist` ejecuta `npm install --save x`, por favor.\n')
  expect(page.report.findings).toEqual([])
})

describe('a document that holds such marks itself', () => {
  const KEPT = [
    'X1',
    'X1 and X2',
    '__OC_I18N_42__',
    'CODE_PLACEHOLDER_abc_END',
    '@@CODE_BLOCK_0@@',
    '⟦0⟧',
    '{0}',
    '%s',
    '$1 or $&',
    '&lt;x1/&gt; and \\<g1>',
  ]
  const wordless: Answering = (text) => text.replace('Use', 'Usa').replace('with', 'con')
  test.each(KEPT)('keeps %s as words', async (mark) => {
    for (const tags of ['none', 'xml'] as const) {
      const text = `Use ${mark} with \`npm run x\` here.\n`
      const page = await translate(text, wordless, { tags })
      const code = '`npm run x`'
      expect(page.text.split(code)).toHaveLength(2)
      expect(page.report).toMatchObject({ complete: true, findings: [] })
      expect(differences(text, page.text)).toEqual([])
      const words = (each: string) => each.replaceAll('\\', '').replaceAll('&lt;', '<')
      expect(words(page.text).replaceAll('&gt;', '>')).toBe(
        words(text).replaceAll('&gt;', '>').replace('Use', 'Usa').replace('with', 'con'),
      )
    }
  })
})

describe('names in braces that a program fills in', () => {
  const ILL: Record<string, Answering> = {
    translated: (text) => text.replace('{count}', '{cantidad}').replace('You have', 'Tienes'),
    lost: (text) => text.replace('{count} ', '').replace('You have', 'Tienes'),
    doubled: (text) => text.replace('{count}', '{count} {count}').replace('You have', 'Tienes'),
    numbered: (text) => text.replace('{count}', '{0}').replace('You have', 'Tienes'),
  }
  const HOSTS: [where: string, text: string][] = [
    ['prose', 'You have {count} new notes from {name}.\n'],
    [
      'Vue',
      'You have {{count}} new notes from {{name}}.\n'
        .replaceAll('{{', '{{ ')
        .replaceAll('}}', ' }}'),
    ],
    ['front matter', '---\ntitle: You have {count} new notes\n---\n'],
  ]
  const cases = HOSTS.flatMap(([where, text]) =>
    Object.entries(ILL).map(([name, answer]) => ({ where, text, name, answer })),
  )
  test.each(cases)('$name in $where are not published', async ({ text, answer }) => {
    const page = await translate(text, answer)
    const names = (each: string) => each.match(/\{+ ?\w+ ?\}+/g)
    expect(names(page.text)).toEqual(names(text))
  })

  test('kept are published', async () => {
    const page = await translate(HOSTS[0]![1], (text) => text.replace('You have', 'Tienes'))
    expect(page.text).toBe('Tienes {count} new notes from {name}.\n')
    expect(checksOf(page)).toEqual([])
  })
})
