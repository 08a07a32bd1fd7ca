import { describe, expect, test } from 'vitest'
import { counting, upperXml } from './counting.ts'

const to = 'es'
const translated = async (text: string, options = {}) =>
  (await counting(undefined, options).polyglot.translateDocument({ text, to, path: 'post.md' }))
    .text

describe('front matter', () => {
  test('lang names the source of this document and, translated, the target in the same style', async () => {
    for (const [own, target] of [
      ['eng', 'spa'],
      ['en', 'es'],
      ['eng_Latn', 'spa_Latn'],
      ['"en"', '"es"'],
    ]) {
      expect(await translated(`---\nlang: ${own}\ntitle: Hello there\n---\n`)).toBe(
        `---\nlang: ${target}\ntitle: HELLO THERE\n---\n`,
      )
    }
    const { polyglot } = counting()
    const { report } = await polyglot.translateDocument({
      text: '---\nlang: deu\n---\nGuten Tag zusammen\n',
      to,
    })
    expect(report.from).toBe('de')
  })

  test('translate: false, translated_to and a document that is already there are left alone, and said so', async () => {
    for (const [front, reason] of [
      ['translate: false', /translate: false/],
      ['translated_to: [fra, deu]', /translated_to does not list es/],
      ['lang: spa', /already in Spanish/],
    ] as const) {
      const text = `---\n${front}\ntitle: Hello there\n---\n\nSome words.\n`
      const { polyglot, sent } = counting()
      const result = await polyglot.translateDocument({ text, to })
      expect(result.text).toBe(text)
      expect(result.report.skipped).toMatch(reason)
      expect(sent).toEqual([])
    }
    expect(await translated('---\ntranslated_to: [spa]\n---\nSome words.\n')).toContain(
      'SOME WORDS.',
    )
    expect(await translated('---\ntranslated_to:\n---\nSome words.\n')).toContain('SOME WORDS.')
  })

  test('comments, order and other keys stay; listed and chosen keys change', async () => {
    const text = `---\n# a comment\nslug: my-post\ntitle: "It's: here" # why\nseo: { note: leave me, pitch: read this }\ndate: 2026-01-02\n---\n`
    expect(await translated(text, { frontmatter: ['seo.pitch'] })).toBe(
      text.replace("It's: here", "IT'S: HERE").replace('read this', '"READ THIS"'),
    )
  })

  test('front matter that cannot be read stays, with a finding, and the body is translated', async () => {
    const text = '---\ntitle: "unclosed\nx: [\n---\n\nSome words.\n'
    const { polyglot } = counting()
    const result = await polyglot.translateDocument({ text, to, path: 'post.md' })
    expect(result.text).toBe(text.replace('Some words.', 'SOME WORDS.'))
    expect(result.report.findings).toMatchObject([
      { severity: 'warning', check: 'frontmatter', file: 'post.md' },
    ])
  })
})

describe('inline tags survive with every kind of translator', () => {
  const text =
    'Run `npm install` and read [the **whole** guide](g.md "Title here"), see ![a picture](p.png) now.[^1]\n\n[^1]: A note with *stress*.\n'

  test.each(['xml', 'none', 'alignment'] as const)('%s', async (tags) => {
    const { polyglot } = counting(tags === 'xml' ? upperXml : (source) => source.toUpperCase(), {
      tags,
    })
    const result = await polyglot.translateDocument({ text, to })
    expect(result.text).toBe(
      'RUN `npm install` AND READ [THE **WHOLE** GUIDE](g.md "TITLE HERE"), SEE ![A PICTURE](p.png) NOW.[^1]\n\n[^1]: A NOTE WITH *STRESS*.\n',
    )
    expect(result.report.findings).toEqual([])
  })

  test('a tagged answer that lost its tags is translated again without them', async () => {
    const { polyglot, sent } = counting((source) => source.replace(/<[^>]*>/g, '').toUpperCase(), {
      tags: 'xml',
    })
    const { text: result } = await polyglot.translateDocument({
      text: 'Read [the guide](g.md) today please.\n',
      to,
    })
    expect(result).toBe('READ [THE GUIDE](g.md) TODAY PLEASE.\n')
    expect(sent).toContain('Read the guide today please.')
  })

  test('a link whose words cannot be found again makes the sentence travel in pieces', async () => {
    const strange = (source: string) => [...source].reverse().join('').replaceAll('.', '')
    const { polyglot } = counting(strange, { checks: {} })
    const { text: result, report } = await polyglot.translateDocument({
      text: 'Read [the guide](g.md) today.\n',
      to,
    })
    expect(result).toContain('](g.md)')
    expect(report.complete).toBe(true)
  })
})

describe('bad input', () => {
  const whole: [string, string][] = [
    ['an empty file', ''],
    ['blanks only', ' \n\n\t\n'],
    ['front matter only', '---\ndate: 2026-01-01\n---\n'],
    ['code only', '```\nleft open\n'],
    ['numbers and signs', '1, 2 -- 3\n\n| 1 | 2 |\n|---|---|\n'],
  ]
  test.each(whole)('%s comes back as it is, nothing sent', async (_, text) => {
    const { polyglot, sent } = counting()
    const result = await polyglot.translateDocument({ text, to })
    expect(result.text).toBe(text)
    expect(result.report).toMatchObject({ complete: true, findings: [] })
    expect(sent).toEqual([])
  })

  test('byte order mark, mixed line endings, NUL and right-to-left text', async () => {
    expect(await translated('\uFEFF# One two\r\n\r\nthree four\nfive\r\n')).toBe(
      '\uFEFF# ONE TWO\r\n\r\nTHREE FOUR FIVE\r\n',
    )
    expect(await translated('# A\u0000B words\n\nשלום [עולם](x) words 👋🏽 more\n')).toContain(
      '[עולם](x)',
    )
    expect(await translated('Keep\u0000this\n\n- plain words\n')).toContain('- PLAIN WORDS')
  })

  test.each([
    ['quotes', '> '.repeat(10_000)],
    ['lists', Array.from({ length: 3_000 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')],
    ['emphasis', `${'*a '.repeat(10_000)}b`],
    ['links', `${'['.repeat(10_000)}a${'](b)'.repeat(10_000)}`],
    ['marks side by side', '[a](b) *c* '.repeat(12_000)],
  ])('too much for the parser: %s pass through whole, quickly, with a finding', async (_, text) => {
    const { polyglot } = counting()
    const started = performance.now()
    const result = await polyglot.translateDocument({ text: `${text}words\n`, to, path: 'deep.md' })
    expect(performance.now() - started).toBeLessThan(10_000)
    expect(result.text).toBe(`${text}words\n`)
    expect(result.report.findings).toMatchObject([
      { severity: 'error', check: 'document', file: 'deep.md' },
    ])
  })
})

describe('what readers see', () => {
  test.each([
    [
      'a hard break inside of emphasis and links',
      '*one  \ntwo* and [three\\\nfour](u) end.\n',
      '*ONE  \nTWO* AND [THREE\\\nFOUR](u) END.\n',
    ],
    [
      'HTML that nests, and HTML that nobody closes',
      'A <b>bold <i>word</i> and</b> <u>open end.\n',
      'A <b>BOLD <i>WORD</i> AND</b> <u>OPEN END.\n',
    ],
    [
      'TOML with what looks like a fence of YAML',
      '+++\ntitle = "Some words"\nnote = """\nx\n---\ny"""\n+++\n',
      '+++\ntitle = "SOME WORDS"\nnote = """\nx\n---\ny"""\n+++\n',
    ],
  ])('%s', async (_, text, expected) => {
    for (const tags of ['xml', 'none'] as const) {
      const { polyglot } = counting(tags === 'xml' ? upperXml : (source) => source.toUpperCase(), {
        tags,
      })
      const result = await polyglot.translateDocument({ text, to })
      expect(result.text).toBe(expected)
      expect(result.report.findings).toEqual([])
    }
  })
})

describe('bare addresses', () => {
  const phrases: Record<string, string> = {
    'Look at X1 for more.': '请看X1了解更多。',
    'Write to X1 today.': '今天就写信给“X1”吧。',
  }
  test.each([
    ['Look at www.example.com for more.\n', '请看 www.example.com 了解更多。\n'],
    ['Look at **https://a.example** for more.\n', '请看 **https://a.example** 了解更多。\n'],
    ['Write to me@b.example today.\n', '今天就写信给“ me@b.example ”吧。\n'],
    ['Look at <https://a.example> for more.\n', '请看<https://a.example>了解更多。\n'],
  ])('%j keeps its link, with spaces where GFM needs them', async (text, expected) => {
    const { polyglot } = counting((source) => phrases[source] ?? source)
    const result = await polyglot.translateDocument({ text, to: 'zh' })
    expect(result.text).toBe(expected)
    expect(result.report.findings).toEqual([])
  })
})

describe('findings', () => {
  test('what a check of severity warning finds is published and reported, cached or not', async () => {
    const { polyglot, store } = counting((source) => `${source.toUpperCase()} 42`)
    const text = 'Some words here.\n'
    const warned = {
      severity: 'warning',
      check: 'numbersAdded',
      line: 1,
      source: 'Some words here.',
    }
    const first = await polyglot.translateDocument({ text, to })
    expect(first.text).toBe('SOME WORDS HERE. 42\n')
    expect(first.report).toMatchObject({ complete: true, findings: [warned] })
    const again = counting(undefined, { store })
    for (const document of [text, `# Fresh title\n\n${text}`]) {
      const { report } = await again.polyglot.translateDocument({ text: document, to })
      expect(report.findings).toMatchObject([{ ...warned, line: document === text ? 1 : 3 }])
    }
  })

  test('a language that nobody knows is a warning, and the rest is translated', async () => {
    const { polyglot } = counting()
    const text = '---\nlang: english\n---\n\nSome words here.\n'
    const result = await polyglot.translateDocument({ text, to, path: 'post.md' })
    expect(result.text).toBe(text.replace('Some words here', 'SOME WORDS HERE'))
    expect(result.report.findings).toMatchObject([
      { severity: 'warning', check: 'frontmatter', file: 'post.md' },
    ])
  })

  test('translated_to with nothing but unknown languages leaves the document out, and says so', async () => {
    const { polyglot, sent } = counting()
    const { report } = await polyglot.translateDocument({
      text: '---\ntranslated_to: [spanish]\n---\nSome words.\n',
      to,
    })
    expect(report.skipped).toBe('translated_to lists no language that is known')
    expect(report.findings).toMatchObject([{ check: 'frontmatter' }])
    expect(sent).toEqual([])
  })
})
