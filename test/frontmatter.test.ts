import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkFrontmatter,
  type Frontmatter,
  type FrontmatterField,
  type FrontmatterFormat,
  frontmatterKeys,
  readFrontmatter,
  writeField,
} from '../src/markdown/frontmatter.ts'

const everything = () => true

function read(value: string, format: FrontmatterFormat = 'yaml'): Frontmatter {
  return readFrontmatter(value, 0, format, everything)
}

function paths(value: string, format?: FrontmatterFormat): Record<string, string> {
  const { fields, problem } = read(value, format)
  expect(problem).toBeUndefined()
  return Object.fromEntries(fields.map((field) => [field.path, field.value]))
}

function splice(source: string, field: FrontmatterField, value: string): string {
  return source.slice(0, field.start) + writeField(field, value) + source.slice(field.end)
}

function rewrite(source: string, path: string, value: string, format: FrontmatterFormat = 'yaml') {
  const { fields } = read(source, format)
  return splice(source, fields.find((field) => field.path === path)!, value)
}

const yamlPost = `# a post
title: Hello world   # shown in tabs
subtitle: 'It''s here'
description: "Two \\"words\\""
date: 2024-01-01
tags: [one, "two"]
draft: false
weight: 12
plain over
  lines: no
summary: A plain text
  over two lines
excerpt: |
  First line.

    indented
tagline: >-
  Folded
  text.
hero:
  actions:
    - text: Start
      link: /start
    - { text: More, link: /more }
base: &base Anchored
copy: *base
tagged: !!str Tagged
`

const tomlPost = `# a post
title = "Hello \\"world\\""
subtitle = 'C:\\plain'
date = 2024-01-01
weight = 12
summary = """
First "line".
Second\\
   line."""
excerpt = '''it's
raw'''
tags = ["one", 'two']
seo.title = "Dotted"

[hero]
image = { alt = "A cat", src = "/cat.png" }

[[hero.actions]]
text = "Start"

[[hero.actions]]
text = "More"
`

describe('reading', () => {
  test('finds strings of every YAML style with dotted paths and indexes', () => {
    expect(paths(yamlPost.replace('plain over\n  lines: no\n', ''))).toEqual({
      title: 'Hello world',
      subtitle: "It's here",
      description: 'Two "words"',
      'tags.0': 'one',
      'tags.1': 'two',
      summary: 'A plain text over two lines',
      excerpt: 'First line.\n\n  indented\n',
      tagline: 'Folded text.',
      'hero.actions.0.text': 'Start',
      'hero.actions.0.link': '/start',
      'hero.actions.1.text': 'More',
      'hero.actions.1.link': '/more',
    })
  })

  test('finds strings of every TOML style in tables, inline tables and lists', () => {
    expect(paths(tomlPost, 'toml')).toEqual({
      title: 'Hello "world"',
      subtitle: 'C:\\plain',
      summary: 'First "line".\nSecondline.',
      excerpt: "it's\nraw",
      'tags.0': 'one',
      'tags.1': 'two',
      'seo.title': 'Dotted',
      'hero.image.alt': 'A cat',
      'hero.image.src': '/cat.png',
      'hero.actions.0.text': 'Start',
      'hero.actions.1.text': 'More',
    })
  })

  test('gives positions in the document', () => {
    const document = '---\ntitle: "Hi"\n---\n'
    const { fields } = readFrontmatter('title: "Hi"', 4, 'yaml', everything)
    expect(document.slice(fields[0]!.start, fields[0]!.end)).toBe('"Hi"')
  })

  test('reads only what the keys select', () => {
    const { fields } = readFrontmatter(tomlPost, 0, 'toml', frontmatterKeys(['!summary']))
    expect(fields.map(({ path }) => path)).toEqual([
      'title',
      'subtitle',
      'excerpt',
      'seo.title',
      'hero.image.alt',
      'hero.actions.0.text',
      'hero.actions.1.text',
    ])
  })

  test.each(['', '\n', '  \n\n', '# only a comment', '- a\n- b', 'just text', '{}'])(
    'finds no problem in %j',
    (value) => expect(read(value).problem).toBeUndefined(),
  )

  test.each([
    ['a date', '2024-01-01'],
    ['a time', '12:30'],
    ['a YAML 1.1 boolean', 'yes'],
    ['a number', '1_000'],
  ])('leaves %s without quotes alone', (_, plain) => {
    expect(paths(`title: ${plain}\nsummary: "${plain}"`)).toEqual({ summary: plain })
  })

  test('leaves keys alone that hold a dot or are no strings', () => {
    expect(paths('og.title: a\n1: b\n? [x]\n: c\ntrue: d\ntitle: e')).toEqual({ title: 'e' })
  })

  test.each([
    ['title: a\ntitle: b', 'yaml', 3],
    ['title: ok\nlist:\n\t- tab', 'yaml', 4],
    ['a: 1\nb: x\0y', 'yaml', 3],
    ['title: Install: now', 'yaml', 2],
    ['title: "open', 'yaml', 2],
    ['a: b\n---\nc: d', 'yaml', 3],
    ['a = 1\na = 2', 'toml', 3],
    ['a = 1\nb = c', 'toml', 3],
    ['a = "x\0"', 'toml', 2],
  ] as const)('names the line of the problem in %j', (value, format, line) => {
    const frontmatter = read(value, format)
    expect(frontmatter).toMatchObject({ translate: true, fields: [] })
    expect(frontmatter.problem).toMatch(
      new RegExp(`^Invalid ${format.toUpperCase()} in line ${line}: .+\\.$`),
    )
  })

  test.each(['yaml', 'toml'] as const)(
    '%s nested 10,000 deep is a problem, not a crash',
    (format) => {
      const deep = '['.repeat(10_000) + ']'.repeat(10_000)
      const { fields, problem } = read(format === 'yaml' ? `a: ${deep}` : `a = ${deep}`, format)
      expect(fields).toEqual([])
      expect(problem).toMatch(/^Invalid/)
    },
  )

  test('never throws, whatever is between the fences', () => {
    const syntax = fc.constantFrom(
      ...[
        'a',
        'b: ',
        'c = ',
        '- ',
        '? ',
        ': ',
        '\n',
        '\n  ',
        '\t',
        '[',
        ']',
        '{',
        '}',
        ',',
        '"',
        "'",
        '|\n  x',
      ],
      ...[
        '&x ',
        '*x',
        '!!omap ',
        '!!set ',
        '!t ',
        '<<: ',
        '# ',
        '---\n',
        '...\n',
        '%YAML 1.1\n',
        '"""',
        '\r',
        '.',
      ],
    )
    const text = fc.oneof(
      fc.array(syntax, { maxLength: 20 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(text, fc.constantFrom<FrontmatterFormat>('yaml', 'toml'), (value, format) => {
        const { fields, problem } = read(value, format)
        if (problem !== undefined) expect(fields).toEqual([])
        for (const field of fields) expect(splice(value, field, field.value)).toBe(value)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('what the author says about the document', () => {
  test.each([
    ['lang: no', 'no'],
    ["lang: 'spa'", 'spa'],
    ['lang: eng_Latn # ours', 'eng_Latn'],
    ['lang:', undefined],
    ['lang: ""', undefined],
    ['lang: 3', undefined],
    ['seo: { lang: es }', undefined],
  ])('%j is written in %s', (value, lang) => {
    expect(read(value).lang?.value).toBe(lang)
  })

  test('the language can be replaced and is not a field', () => {
    const { lang, fields } = read('lang: no\ntitle: Hei')
    expect(fields.map(({ path }) => path)).toEqual(['title'])
    expect(splice('lang: no\ntitle: Hei', lang!, 'es')).toBe('lang: es\ntitle: Hei')
    expect(writeField(read('lang: es').lang!, 'no')).toBe('"no"')
  })

  test.each([
    ['translate: false', false],
    ['translate: no', false],
    ['translate: "off"', false],
    ['translate: true', true],
    ['translate:', true],
    ['title: x', true],
  ])('%j: translate is %s', (value, translate) => expect(read(value).translate).toBe(translate))

  test.each([
    ['translated_to: [spa, fra]', ['spa', 'fra']],
    ['translated_to:\n  - no\n  - "es"', ['no', 'es']],
    ['translated_to: spa', ['spa']],
    ['translated_to: spa, fra,', ['spa', 'fra']],
    ['translated_to: []', undefined],
    ['translated_to:', undefined],
    ['title: x', undefined],
  ])('%j goes to %j', (value, translatedTo) => {
    expect(read(value)).toMatchObject({ translatedTo, fields: value === 'title: x' ? [{}] : [] })
  })

  test('TOML says the same', () => {
    const toml = 'lang = "nob"\ntranslate = false\ntranslated_to = ["spa", "fra"]'
    const { lang, translate, translatedTo } = read(toml, 'toml')
    expect(lang?.value).toBe('nob')
    expect(translate).toBe(false)
    expect(translatedTo).toEqual(['spa', 'fra'])
  })
})

describe('writing', () => {
  test.each([
    ['title: Guide # c', 'Guía, parte 1', 'title: Guía, parte 1 # c'],
    ['title: Guide', 'Instalar: guía', 'title: "Instalar: guía"'],
    ['title: Guide', 'yes', 'title: "yes"'],
    ['title: Guide', '- uno', 'title: "- uno"'],
    ['title: Guide', 'a #b', 'title: "a #b"'],
    ['title: Two\n  lines', 'Dos líneas', 'title: Dos líneas'],
    ["title: 'Guide'", "l'été: ici", "title: 'l''été: ici'"],
    ["title: 'Guide'", 'a\nb', 'title: "a\\nb"'],
    ['title: "Guide"', 'C:\\x "y"', 'title: "C:\\\\x \\"y\\""'],
    ['{ title: Guide, x: 1 }', 'a, b', '{ title: "a, b", x: 1 }'],
    [
      'title: | # c\n    One\n    two\n\nx: 1',
      'Uno\ndos\n',
      'title: | # c\n    Uno\n    dos\n\nx: 1',
    ],
    ['title: |\n  One\nx: 1', 'Uno', 'title: |-\n  Uno\nx: 1'],
    ['title: >\n  One\n  two\nx: 1', 'Uno\n\ndos\n', 'title: >\n  Uno\n\n\n  dos\nx: 1'],
    ['title: |+\n  One\n\nx: 1', 'Uno', 'title: "Uno"\n\nx: 1'],
    ['title: |2\n   One\nx: 1', 'Uno', 'title: "Uno"\nx: 1'],
    [
      'title: >-\r\n  One\r\n  two\r\nx: 1\r\n',
      'Uno\ndos',
      'title: >-\r\n  Uno\r\n\r\n  dos\r\nx: 1\r\n',
    ],
  ])('YAML %j with %j', (source, value, result) => {
    expect(rewrite(source, 'title', value)).toBe(result)
    expect(checkFrontmatter(source, result, 'yaml', new Map([['title', value]]))).toBe(true)
  })

  test.each([
    ['title = "Guide" # c', 'Guía "1"', 'title = "Guía \\"1\\"" # c'],
    ["title = 'Guide'", 'C:\\x', "title = 'C:\\x'"],
    ["title = 'Guide'", "l'été", 'title = "l\'été"'],
    ['title = """\nOne\n"""', 'Uno "dos"\n', 'title = """\nUno "dos"\n"""'],
    ['title = """One"""', 'a """b"', 'title = """a \\"""b\\""""'],
    ['title = """One"""', 'a\n+++\nb', 'title = "a\\n+++\\nb"'],
    ["title = '''\r\nOne\r\n'''", 'Uno\ndos\n', "title = '''\r\nUno\r\ndos\r\n'''"],
    ["title = '''One'''", "'''", "title = \"'''\""],
  ])('TOML %j with %j', (source, value, result) => {
    expect(rewrite(source, 'title', value, 'toml')).toBe(result)
    expect(checkFrontmatter(source, result, 'toml', new Map([['title', value]]))).toBe(true)
  })

  const styles: [FrontmatterFormat, string][] = [
    ['yaml', 'title: Plain # c'],
    ['yaml', 'title: Plain\n  over lines'],
    ['yaml', "title: 'Single'"],
    ['yaml', 'title: "Double"'],
    ['yaml', 'title: |\n  Literal\n'],
    ['yaml', 'title: |-\r\n    Literal\r\n'],
    ['yaml', 'title: >\n  Folded\n'],
    ['yaml', 'title: >-\r\n  Folded\r\n'],
    ['yaml', 'x: [{ title: Flow }]'],
    ['yaml', 'x:\n- title: |+\n    Keep\n\n'],
    ['toml', 'title = "Basic"'],
    ['toml', "title = 'Literal'"],
    ['toml', 'title = """\nMultiline\n"""'],
    ['toml', "title = '''\r\nMultiline\r\n'''"],
    ['toml', 'x = [{ title = "Inline" }]'],
  ]

  test.each(styles)('any string survives in %s %j', (format, source) => {
    const neighbours =
      format === 'yaml'
        ? [`before: 1\n`, '\nafter: [a, "b"]\n']
        : ['before = 1\n', '\nafter = ["a"]\n']
    const document = neighbours.join(source)
    const field = read(document, format).fields.find(({ path }) => path.endsWith('title'))!
    fc.assert(
      fc.property(anyText(), (text) => {
        const value = format === 'toml' ? text.toWellFormed() : text
        const result = splice(document, field, value)
        expect(checkFrontmatter(document, result, format, new Map([[field.path, value]]))).toBe(
          true,
        )
        expect(result).not.toContain(format === 'yaml' ? '\n---' : '\n+++')
      }),
      { numRuns: 300 },
    )
  })

  test('invariant 1: writing every value back is the identity, byte for byte', () => {
    const documents: [string, FrontmatterFormat][] = [
      [yamlPost.replace('plain over\n  lines: no\n', ''), 'yaml'],
      [yamlPost.replace('plain over\n  lines: no\n', '').replaceAll('\n', '\r\n'), 'yaml'],
      [tomlPost, 'toml'],
      [tomlPost.replaceAll('\n', '\r\n'), 'toml'],
    ]
    for (const [document, format] of documents) {
      const { fields } = read(document, format)
      expect(fields.length).toBeGreaterThan(8)
      for (const field of fields) expect(splice(document, field, field.value)).toBe(document)
    }
  })
})

describe('the guard', () => {
  const source = 'title: One\nlang: en\nn: 1\nlist: [a, b]\nempty: {}\nref: &x y\n'
  const changed = new Map([['title', 'Uno']])
  const result = source.replace('One', 'Uno')

  test('accepts exactly the change', () => {
    expect(checkFrontmatter(source, result, 'yaml', changed)).toBe(true)
    expect(checkFrontmatter(source, source, 'yaml', new Map())).toBe(true)
  })

  test.each([
    ['another value', 'Uno', 'Dos'],
    ['a corrupted neighbour', 'en', 'es'],
    ['a number that became text', 'n: 1', 'n: "1"'],
    ['a lost list item', '[a, b]', '[a]'],
    ['a renamed key', 'n:', 'm:'],
    ['a lost anchor', '&x y', 'y'],
    ['a lost empty table', 'empty: {}', 'empty:'],
    ['another order', 'n: 1\nlist: [a, b]', 'list: [a, b]\nn: 1'],
    ['an added key', 'n: 1', 'n: 1\nm: 2'],
    ['invalid YAML', 'Uno', 'Uno: dos: tres'],
  ])('refuses %s', (_, from, to) => {
    expect(result).toContain(from)
    expect(checkFrontmatter(source, result.replace(from, to), 'yaml', changed)).toBe(false)
  })

  test('refuses a change of something that is not there or must not change', () => {
    expect(checkFrontmatter(source, source, 'yaml', new Map([['nothing', 'x']]))).toBe(false)
    expect(checkFrontmatter(source, source, 'yaml', new Map([['ref', 'y']]))).toBe(false)
  })

  test('refuses a corrupted neighbour in TOML', () => {
    const toml = 'title = "One"\nn = 1\nd = 2024-01-01'
    expect(checkFrontmatter(toml, toml.replace('One', 'Uno'), 'toml', changed)).toBe(true)
    expect(checkFrontmatter(toml, 'title = "Uno"\nn = 1\nd = 2024-01-02', 'toml', changed)).toBe(
      false,
    )
  })
})

describe('keys', () => {
  test.each([
    [[], 'title', true],
    [[], 'hero.actions.0.text', true],
    [[], 'hero.actions.0.link', false],
    [[], 'slug', false],
    [['intro'], 'intro', true],
    [['intro'], 'seo.intro', false],
    [['seo.*'], 'seo.intro', true],
    [['seo.*'], 'seo.a.b', false],
    [['seo.**'], 'seo.a.b', true],
    [['**.text'], 'a.0.b.text', true],
    [['!title'], 'title', false],
    [['!**', 'title'], 'title', true],
    [['!**', 'title'], 'description', false],
    [['*'], '.hidden', false],
    [['$page'], '$page', true],
  ])('%j and %s: %s', (patterns, path, wanted) => {
    expect(frontmatterKeys(patterns)(path)).toBe(wanted)
  })

  test.each(['', '!', ' '])('the empty pattern %j is an error', (pattern) => {
    expect(() => frontmatterKeys([pattern])).toThrow(
      expect.objectContaining({ code: 'BAD_OPTION' }),
    )
  })
})

/** Random text of UTF-16 code units, with what YAML and TOML could trip over mixed in. */
function anyText(): fc.Arbitrary<string> {
  const nasty = fc.constantFrom(
    ...[
      '\n',
      '\r\n',
      '\r',
      '\t',
      ' ',
      ': ',
      ' #',
      "'",
      '"',
      '\\',
      '"""',
      "'''",
      '---',
      '+++',
      '...',
    ],
    ...[
      '- ',
      '? ',
      '[',
      '}',
      ',',
      '|',
      '>',
      '&a',
      '*a',
      '!t',
      '%',
      '@',
      '`',
      '$&',
      '{{ x }}',
      'yes',
    ],
    ...[
      'no',
      'null',
      '~',
      '1.',
      '2024-01-01',
      '\u0085',
      '\u2028',
      '\ufeff',
      '\0',
      '\x7f',
      '\ud83d',
    ],
    ...['😀', 'é', 'Word', 'l’été', '日本', 'سلام', '\u200c'],
  )
  const unit = fc.oneof(
    nasty,
    fc.string({ unit: 'binary', maxLength: 3 }),
    fc.nat(0xffff).map((code) => String.fromCharCode(code)),
  )
  return fc.array(unit, { maxLength: 8 }).map((units) => units.join(''))
}
