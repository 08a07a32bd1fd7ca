import { describe, expect, test } from 'vitest'
import { mdxSkeleton } from '../corpora/mdx.ts'
import { differences } from '../corpora/proof.ts'
import { type Answering, capitals, knowing, openProject, translate } from './lab.ts'

/*
 * Elsewhere `$&` in a translation was taken for a pattern of `replace`: a comment in the sources of lingodotdev/lingo.dev.
 */
describe('a translation with marks that `replace` knows', () => {
  test.each(['$&', '$1', '$$', '$`', "$'", '$<a>', '\\1', '%s', '\\u0041'])('%s', async (mark) => {
    const text = `---\ntitle: Costs ${mark} here\n---\n\nIt costs ${mark} here.\n\nIt costs \`a b\` here ${mark}.\n\n![It costs](i.png "Costs here")\n`
    for (const tags of ['none', 'xml'] as const) {
      const answer: Answering = (sent) =>
        sent.replaceAll('osts', 'uesta').replaceAll('here', 'aquí')
      const page = await translate(text, answer, { tags })
      expect(page.text.replaceAll('\\', '')).toBe(
        text.replaceAll('osts', 'uesta').replaceAll('here', 'aquí').replaceAll('\\', ''),
      )
      expect(differences(text, page.text)).toEqual([])
    }
  })
})

/*
 * Elsewhere a paragraph of 100 kB on one line was cut in the middle of a sentence, or never ended: qwen-code-docs #159.
 */
describe('a paragraph of 100 kB on one line', () => {
  const sentence = (index: number) =>
    `Sentence ${index} has **some** words and [a link](x/${index}).`
  const text = `${Array.from({ length: 2000 }, (_, index) => sentence(index)).join(' ')}\n`

  test.each(['none', 'alignment', 'xml'] as const)(
    'is translated whole, tags: %s',
    async (tags) => {
      expect(text.length).toBeGreaterThan(100_000)
      const started = performance.now()
      const page = await translate(text, capitals, { tags })
      expect(performance.now() - started).toBeLessThan(20_000)
      expect(page.text).toBe(
        text.replace(/\((x\/\d+)\)|[a-z]/g, (piece, x) => (x ? piece : piece.toUpperCase())),
      )
      expect(page.report).toMatchObject({ complete: true, segments: 2000 })
    },
  )

  test('without a single full stop is sent in pieces that a model can take, or stays', async () => {
    const words = `${'many words without an end '.repeat(4000).trim()}\n`
    const page = await translate(words, (sent) => {
      if (sent.length > 2000) throw new Error('too long')
      return capitals(sent)
    })
    expect([words, words.toUpperCase()]).toContain(page.text)
  })
})

/*
 * Elsewhere a closing tag of JSX was dropped or invented, and the page did not compile: openclaw/openclaw doc_mode_test.go.
 */
describe('JSX around words', () => {
  const MDX = [
    '<Tip>\n  Words within *it*.\n</Tip>\n',
    '<Tip>Words within `it`.</Tip>\n',
    'See <Badge>the new one</Badge> now.\n',
    '<Steps>\n  <Step title="First one">\n    Words of it.\n  </Step>\n</Steps>\n',
    '- <Tip>In an item.</Tip>\n',
    '| A cell |\n|---|\n| with <Tip>words</Tip> |\n',
  ]
  const HOSTILE: Record<string, Answering> = {
    'opens another': (text) => `<Tip>${capitals(text)}`,
    'closes another': (text) => `${capitals(text)}</Tip>`,
    'closes twice': (text) => capitals(text).replace(/<\/g1>/g, '</g1></g1>'),
    'drops the end': (text) => capitals(text).replace(/<\/g1>/g, ''),
    'opens a brace': (text) => `${capitals(text)} {`,
    'writes an expression': (text) => `${capitals(text)} {process.exit()}`,
    'writes an import': (text) => `import x from "y"; ${capitals(text)}`,
    'writes “<”': (text) => capitals(text).replaceAll(' ', ' < '),
    'writes a comment': (text) => `<!-- ${capitals(text)} -->`,
  }
  const off = Object.fromEntries(
    ['html', 'brackets', 'kept', 'syntax', 'length', 'lengthDoubtful'].map((name) => [name, 'off']),
  ) as Record<string, 'off'>
  test.each(Object.entries(HOSTILE))('compiles where the translator %s', async (_, answer) => {
    for (const text of MDX) {
      const before = await mdxSkeleton(text)
      expect(before).toBeDefined()
      for (const tags of ['none', 'xml'] as const)
        for (const checks of [{}, off]) {
          const page = await translate(text, answer, {
            path: 'page.mdx',
            tags,
            options: { checks },
          })
          expect(await mdxSkeleton(page.text), page.text).toEqual(before)
        }
    }
  })
})

/*
 * Elsewhere every line of a wrapped paragraph was translated by itself: LibreTranslate/LibreTranslate #288.
 */
describe('a line break within a sentence', () => {
  test.each([
    'I would like\nto go home now.\n',
    'I would\r\nlike to go home now.\r\n',
    '> I would like\n> to go home now.\n',
    '> I would like\nto go home now.\n',
    '- I would like\n  to go home now.\n',
    '- > I would like\n  > to go home now.\n',
    '[^1]: I would like\n    to go home now.\n\nx[^1]\n',
    'I would like\nto go home now.\n===\n',
  ])('%j is one sentence', async (text) => {
    const page = await translate(
      text,
      knowing({ 'I would like to go home now.': 'Me gustaría irme a casa ahora.' }),
    )
    expect(page.sent).toContain('I would like to go home now.')
    expect(page.text).toContain('Me gustaría irme a casa ahora.')
  })

  test('may move without any cost', async () => {
    const { build } = openProject()
    await build('I would like to go home now. It is late.\n', capitals)
    const wrapped = await build('I would like to\ngo home now. It\nis late.\n', capitals)
    expect(wrapped.sent).toEqual([])
  })
})
