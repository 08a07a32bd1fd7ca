import { describe, expect, test } from 'vitest'
import { mdxSkeleton } from '../corpora/mdx.ts'
import { differences } from '../corpora/proof.ts'
import { type Answering, capitals, translate } from './lab.ts'

/*
 * Elsewhere code in a sentence was translated, escaped, cut at the tags in it, or had words deleted, and one such string
 * made whole languages unbuildable for two days.
 * twentyhq/twenty #24158, openclaw/openclaw doc_mode_test.go, intlayer (deletes `chunkStart` from code)
 */

const CODE = [
  '`<img src={x}>`',
  '`<Trans>`',
  '`</body>`',
  '`` label: `command` ``',
  '`` ` ``',
  '``` `` ```',
  '`C:\\`',
  '`C:\\Users\\<your name>`',
  '`--user <your uid>`',
  '`openclaw pairing approve sms <CODE>`',
  '`const chunkStart = chunkEnd - 1`',
  '`$& $1 $$`',
  '`{{ name }}`',
  '`{name}`',
  '`a | b`',
  '`\\_\\_init\\_\\_`',
  '`**not bold**`',
  '`[not](a link)`',
  '`&lt;`',
  '`  two  blanks  `',
  '`X1`',
  '`<g1>`',
  '```foo```',
]

/** Ways to treat what stands for code. */
const TRANSLATORS: Record<string, Answering> = {
  honest: capitals,
  'that loses it': (text) => capitals(text.replace(/X\d+|<x\d+\/>/g, '')),
  'that doubles it': (text) => capitals(text.replace(/X\d+|<x\d+\/>/g, '$& $&')),
  'that brings it in lower case': (text) =>
    capitals(text).replace(/X\d+/gi, (x) => x.toLowerCase()),
  'that puts it in backticks': (text) => capitals(text).replace(/X\d+/g, '`$&`'),
  'that escapes': (text) => capitals(text).replace(/[_<>{}`*]/g, '\\$&'),
  'that turns all around': (text) => capitals(text).split(' ').toReversed().join(' '),
}
const SETTINGS = Object.keys(TRANSLATORS).flatMap((name) =>
  (['none', 'alignment', 'xml'] as const).map((tags) => ({ name, tags })),
)

describe.each(SETTINGS)('a translator $name, tags: $tags', ({ name, tags }) => {
  test.each(CODE)('keeps %s', async (code) => {
    const text = `Put ${code} in front of it. Then it works.\n`
    const page = await translate(text, TRANSLATORS[name]!, { tags })
    expect(page.text.split(code)).toHaveLength(2)
    expect(differences(text, page.text)).toEqual([])
    expect(page.text).toContain('THEN')
    expect(page.sent.join('\n')).not.toMatch(/your uid|chunkStart|your name|not bold|label/)
    if (name === 'honest') expect(page.report).toMatchObject({ complete: true, findings: [] })
  })
})

test('code over two lines stays on two lines', async () => {
  const text = '> Put ``a\n> <Widget path="x">`` in front of it.\n'
  const page = await translate(text, capitals)
  expect(page.text).toContain('``a\n> <Widget path="x">``')
  expect(differences(text, page.text)).toEqual([])
})

test('words that other tools use as marks are words', async () => {
  const text = 'From chunkStart to chunkEnd, CODE_PLACEHOLDER_1 and @@LINE_0001@@.\n'
  const page = await translate(text, (each) => each.replace('From', 'De').replace(' to ', ' a '))
  expect(page.text).toBe('De chunkStart a chunkEnd, CODE_PLACEHOLDER_1 and @@LINE_0001@@.\n')
})

const MDX = [
  'Show an `<img src={dataUrl}>` or `<input>` here.',
  '- The `<Trans>` text may span lines.',
  '<Check>Read `package.json` first.</Check>',
  '<Check>\n\n    Use `<Widget path="x">` here.\n\n</Check>',
]
test.each(MDX)('in MDX: %s', async (text) => {
  const page = await translate(`${text}\n`, capitals, { path: 'page.mdx' })
  expect(page.text).not.toBe(`${text}\n`)
  for (const [code] of text.matchAll(/`[^`]+`/g)) expect(page.text).toContain(code)
  expect(await mdxSkeleton(page.text)).toEqual(await mdxSkeleton(`${text}\n`))
})

describe('code in a text that is no markdown', () => {
  const HOSTS: [where: string, path: string, text: string][] = [
    [
      'an attribute in MDX',
      'page.mdx',
      '<Accordion title="Run `--user <your uid>`">\n  Details of it.\n</Accordion>\n',
    ],
    ['front matter', 'page.md', '---\ntitle: Run `--user <your uid>`\n---\n\nDetails of it.\n'],
    ['the title of a link', 'page.md', 'See [this](x "Run `--user <your uid>`").\n'],
  ]
  test.each(HOSTS)('in %s is kept or the text stays', async (_, path, text) => {
    const answer = (each: string) => each.replace('Run', 'Ejecuta').replace('your', 'tu')
    const page = await translate(text, answer, { path })
    expect(page.text).not.toContain('tu uid')
    const honest = await translate(text, (each) => each.replace('Run', 'Ejecuta'), { path })
    expect(honest.text).toContain('Ejecuta')
    expect(honest.report.findings).toEqual([])
  })
})

test('one sentence that cannot be had costs that sentence, not the page and not the language', async () => {
  const text = 'One sentence. Put `<img src={x}>` in it. One more.\n\nAnother paragraph.\n'
  const page = await translate(text, (each) => {
    if (each.includes('Put')) throw new Error('An unknown error occurred.')
    return capitals(each)
  })
  expect(page.text).toBe(
    'ONE SENTENCE. Put `<img src={x}>` in it. ONE MORE.\n\nANOTHER PARAGRAPH.\n',
  )
  expect(page.report.findings).toMatchObject([{ check: 'translator', line: 1 }])
})
