import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explicitId } from '../src/anchors/explicit-id.ts'
import { rewriteFragment } from '../src/anchors/fragment.ts'
import { headingText } from '../src/anchors/heading-text.ts'
import { type HeadingText, slugMap } from '../src/anchors/headings.ts'
import { checkLinkRule, type LinkRule, localizeLink } from '../src/anchors/site-links.ts'
import { createSlugger, type SlugStyle } from '../src/anchors/slugs.ts'
import { documentLink } from '../src/anchors/targets.ts'
import { PolyglotError } from '../src/errors.ts'
import { type Inline, inlines } from '../src/markdown/inline.ts'
import { parse } from '../src/markdown/parse.ts'
import type { Syntax } from '../src/markdown/syntax.ts'

const NAMED_STYLES = ['github', 'nuxt', 'vitepress'] as const
const STYLES: SlugStyle[] = [...NAMED_STYLES, (text) => text.trim().toLowerCase()]

/** The inline content of the first heading. */
function heading(markdown: string, syntax: Syntax = {}): Inline[] {
  const node = parse(markdown, syntax).children.find(({ type }) => type === 'heading')
  if (node?.type !== 'heading') throw new Error(`no heading in ${markdown}`)
  return inlines(node, markdown)
}

describe('slugs', () => {
  // What rehype-slug 6.0.0 and @astrojs/markdown-remark 7.3.1, @nuxtjs/mdc 0.23.1 (with remark-emoji, as in Nuxt Content)
  // and VitePress 1.6.4 make of these headings, all in one document.
  const REAL: [markdown: string, github: string, nuxt: string, vitepress: string][] = [
    ['Getting started', 'getting-started', 'getting-started', 'getting-started'],
    ['Début à l’École', 'début-à-lécole', 'début-à-lécole', 'debut-a-l-ecole'],
    ['¿Qué es esto?', 'qué-es-esto', 'qué-es-esto', '¿que-es-esto'],
    ['İstanbul', 'i̇stanbul', 'i̇stanbul', 'istanbul'],
    ['Straße', 'straße', 'straße', 'straße'],
    ['ﬁne ½', 'ﬁne-', 'ﬁne', 'fine-1⁄2'],
    ['Ελληνικά ά', 'ελληνικά-ά', 'ελληνικά-ά', 'ελληνικα-α'],
    ['Привет, мир!', 'привет-мир', 'привет-мир', 'привет-мир'],
    ['日本語の見出し', '日本語の見出し', '日本語の見出し', '日本語の見出し'],
    ['ガイド（概要）', 'ガイド概要', 'ガイド概要', 'ガイド-概要'.normalize('NFKD')],
    ['한국어 제목', '한국어-제목', '한국어-제목', '한국어-제목'.normalize('NFKD')],
    ['مرحبا بالعالم', 'مرحبا-بالعالم', 'مرحبا-بالعالم', 'مرحبا-بالعالم'],
    ['नमस्ते दुनिया', 'नमस्ते-दुनिया', 'नमस्ते-दुनिया', 'नमस्ते-दुनिया'],
    ['می‌خواهم', 'میخواهم', 'میخواهم', 'می‌خواهم'],
    ['🚀 Launch day', '-launch-day', 'launch-day', '🚀-launch-day'],
    ['It works! 🎉', 'it-works-', 'it-works', 'it-works-🎉'],
    ['👨‍👩‍👧 family', '-family', 'family', '👨‍👩‍👧-family'],
    [':rocket: Go', 'rocket-go', 'go', 'go'],
    ['1. First step', '1-first-step', '_1-first-step', '_1-first-step'],
    ['Foo', 'foo', 'foo', 'foo'],
    ['Foo', 'foo-1', 'foo-1', 'foo-1'],
    ['Foo 1', 'foo-1-1', 'foo-1-1', 'foo-1-1'],
    ['foo-1', 'foo-1-2', 'foo-1-2', 'foo-1-2'],
    ['Foo', 'foo-2', 'foo-2', 'foo-2'],
    ['What’s new in v2.0?', 'whats-new-in-v20', 'whats-new-in-v20', 'what-s-new-in-v2-0'],
    ['C++ & C#', 'c--c', 'c-c', 'c-c'],
    ['Foo_bar', 'foo_bar', 'foo_bar', 'foo-bar'],
    ['x — y', 'x--y', 'x-y', 'x-—-y'],
    ['a - b -- c', 'a---b----c', 'a-b-c', 'a-b-c'],
    ['50% off @home #1', '50-off-home-1', '_50-off-home-1', '_50-off-home-1'],
    ['a/b\\c', 'abc', 'abc', 'a-b-c-1'],
    ['Trailing -', 'trailing--', 'trailing', 'trailing'],
    ['constructor', 'constructor', 'constructor', 'constructor'],
    ['\\_\\_proto\\_\\_', '__proto__', '__proto__', 'proto'],
    ['!!!', '', '', ''],
    ['\\-', '-', '', '-1'],
    ['Using `useState` here', 'using-usestate-here', 'using-usestate-here', 'using-usestate-here'],
    ['[Link *em*](x) and ~~del~~', 'link-em-and-del', 'link-em-and-del', 'link-em-and-del'],
    ['![Alt text](a.png) Logo', '-logo', 'logo', 'logo'],
    ['[![b](b.svg)](u) Badge', '-badge', 'badge', 'badge'],
    ['**🚀**', '-1', '_1', '🚀'],
    ['<kbd>Ctrl</kbd> + `C`', 'ctrl--c', 'ctrl-c', 'ctrl-c'],
    ['<a id="old"></a>Named <b class="x">b</b>', 'named-b', 'named-b', 'named-b'],
    ['one<br>two', 'onetwo', 'onetwo', 'onetwo'],
    ['See <https://a.org/b>', 'see-httpsaorgb', 'see-httpsaorgb', 'see-https-a-org-b'],
    ['www.example.org', 'wwwexampleorg', 'wwwexampleorg', 'www-example-org'],
    ['mail <a@b.org>', 'mail-aborg', 'mail-aborg', 'mail-a-b-org'],
    ['{{ version }} up', '-version--up', 'up', 'version-up'],
    ['$x^2$ here', 'x2-here', 'x2-here', 'x-2-here'],
  ]

  for (const [column, style] of NAMED_STYLES.entries()) {
    test(`are those of ${style}`, () => {
      const slug = createSlugger(style)
      for (const row of REAL) {
        const markdown = `## ${row[0]}`
        const text = headingText(heading(markdown), markdown, style)
        expect(slug(text), markdown).toBe(row[column + 1])
      }
    })
  }

  test('of a function are numbered where they are there already', () => {
    const slug = createSlugger((text) => text.length.toString())
    expect(['a', 'b', 'cc', 'c', 'dd'].map((text) => slug(text))).toEqual([
      '1',
      '1-1',
      '2',
      '1-2',
      '2-1',
    ])
  })

  test('make way for ids that are given only where the framework does so', () => {
    const slugOf = (style: SlugStyle) => {
      const slug = createSlugger(style)
      return [slug('Any', 'foo'), slug('Foo')]
    }
    expect(slugOf('github')).toEqual(['foo', 'foo'])
    expect(slugOf('nuxt')).toEqual(['foo', 'foo'])
    expect(slugOf('vitepress')).toEqual(['foo', 'foo-1'])
    expect(slugOf((text) => text.toLowerCase())).toEqual(['foo', 'foo-1'])
  })

  test('are unique in a document, except for Nuxt', () => {
    const texts = fc.array(fc.stringMatching(/^(foo|bar)?( ?-?[12])?$/), { maxLength: 30 })
    for (const style of ['github', 'vitepress', (text: string) => text] satisfies SlugStyle[]) {
      fc.assert(
        fc.property(texts, (headings) => {
          const slug = createSlugger(style)
          const slugs = headings.map((text) => slug(text))
          expect(new Set(slugs).size).toBe(slugs.length)
        }),
      )
    }
  })

  test('of very many equal headings take no time', () => {
    for (const style of STYLES) {
      const slug = createSlugger(style)
      let last = ''
      for (let count = 0; count < 50_000; count++) last = slug('Foo')
      expect(last).toBe('foo-49999')
    }
  })
})

describe('the text of a heading', () => {
  const textOf = (markdown: string, syntax: Syntax = {}) =>
    headingText(heading(markdown, syntax), markdown)

  test('has the words inside of links, spans, directives and wikilinks', () => {
    expect(textOf('## [word]{.c} [[page|of a page]]')).toBe('word of a page')
    expect(textOf('## :tip[word]{.c} y', { directives: true })).toBe('word y')
    expect(textOf('## [[page]] ![[image.png]]')).toBe('[[page]] ')
  })

  test('has lines of one heading behind each other', () => {
    expect(textOf('one\ntwo  \nthree\n---')).toBe('one\ntwo\nthree')
  })

  test('has no attributes, nor the space before them at its end', () => {
    expect(textOf('## Title {.big}')).toBe('Title')
    expect(textOf('## Title {#id}')).toBe('Title')
    // As with rehype-slug, which gives `title-`.
    expect(textOf('## Title <!-- x -->')).toBe('Title ')
  })

  test('has the words that no translator may touch', () => {
    expect(
      textOf('## <code>a &amp; <b>b</b></code> <!-- polyglot off -->c<!-- polyglot on -->'),
    ).toBe('a & b c')
    expect(textOf('## A <Badge text="x" /> {frontmatter.x}{/* y */}', { mdx: true })).toBe(
      'A  frontmatter.x',
    )
  })

  test('has the emoji of a link that holds nothing else', () => {
    expect(textOf('## [🚀](https://x.org/🎉) [:tada:](x)')).toBe('🚀 :tada:')
  })

  test('is read from the bytes of markup that is not in the source', () => {
    const open = { start: 0, end: 2 }
    const markup = { kind: 'atom', type: 'emoji', open, identity: '', bytes: '🎉' } as const
    expect(headingText([{ type: 'atom', markup }], '🚀')).toBe('🎉')
  })
})

describe('the id that an author gave a heading', () => {
  const MDX = { mdx: true }
  const cases: [markdown: string, id: string | undefined, syntax?: Syntax][] = [
    ['## Title {#my-id}', 'my-id'],
    ['## Title{#my-id} ##', 'my-id'],
    ['## [x](y) {#my-id}', 'my-id'],
    ['## Title {: #v1.2 .x}', 'v1.2'],
    ['## Title {.x title="see #5" #my-id}', 'my-id'],
    ['## Title {.x id="my id"}', 'my id'],
    ['Title {#ñ}\n---', 'ñ'],
    ['## Title {.x title="see #5"}', undefined],
    ['## Title **strong**{#of-strong}', undefined],
    ['## <a id="x"></a>Title', undefined],
    ['## {#x} Title', undefined],
    ['## Title', undefined],
    ['## Title {/* #my-id */}', 'my-id', MDX],
    ['## `title` {/*my-id*/}', 'my-id', MDX],
    ['## Title {/* not an id */}', undefined, MDX],
    ['## Title {frontmatter.id}', undefined, MDX],
  ]
  for (const [markdown, id, syntax] of cases) {
    test(`${JSON.stringify(markdown)}: ${id}`, () => {
      expect(explicitId(heading(markdown, syntax), markdown)).toBe(id)
    })
  }
})

describe('the map of slugs', () => {
  const map = (source: string[], target: string[], style: SlugStyle = 'github', ids?: string[]) =>
    Object.fromEntries(
      slugMap(
        source.map((text) => ({ text })),
        target.map((text) => ({ text })),
        style,
        ids,
      ),
    )

  test('has what a translation changes', () => {
    expect(map(['Getting started', 'API', 'Usage'], ['Primeros pasos', 'API', 'Uso'])).toEqual({
      'getting-started': 'primeros-pasos',
      usage: 'uso',
    })
  })

  test('keeps equal headings apart in the order of the document', () => {
    expect(map(['Use', 'Example', 'Use', 'Usage'], ['Uso', 'Ejemplo', 'Uso', 'Uso'])).toEqual({
      use: 'uso',
      example: 'ejemplo',
      'use-1': 'uso-1',
      usage: 'uso-2',
    })
  })

  test('can exchange two slugs', () => {
    expect(map(['Gift', 'Poison'], ['Poison', 'Gift'])).toEqual({ gift: 'poison', poison: 'gift' })
  })

  test('leaves given ids and other places alone', () => {
    const source: HeadingText[] = [{ text: 'One', id: 'two' }, { text: 'Two' }, { text: 'Three' }]
    const target: HeadingText[] = [{ text: 'Uno', id: 'two' }, { text: 'Dos' }, { text: 'Tres' }]
    expect(slugMap(source, target, 'github')).toEqual(new Map([['three', 'tres']]))
    expect(slugMap(source, target, 'github', ['three'])).toEqual(new Map())
    expect(slugMap(source, target, 'vitepress')).toEqual(
      new Map([
        ['two-1', 'dos'],
        ['three', 'tres'],
      ]),
    )
  })

  test('leads nowhere a link to the new id would not end', () => {
    expect(map(['One', 'Two'], ['Uno', 'Dos'], 'github', ['uno'])).toEqual({ two: 'dos' })
    expect(map(['One', '!!!'], ['!!!', 'Uno'])).toEqual({})
    // Nuxt tidies after numbering: both are `a-b`, and the browser takes the first.
    expect(map(['One', 'Two'], ['A - B', 'A-B'], 'nuxt')).toEqual({ one: 'a-b' })
    expect(map(['A - B', 'A-B', 'C'], ['Uno', 'Dos', 'Tres'], 'nuxt')).toEqual({
      'a-b': 'uno',
      c: 'tres',
    })
  })

  test('never maps two slugs to one, nor one to a slug that stays', () => {
    const text = fc.stringMatching(/^(Foo|Bar|A - B|A-B|🚀)?( ?-?[12])?$/)
    const one = fc.record({
      source: text,
      target: text,
      id: fc.option(fc.constantFrom('foo', 'bar-1', 'x'), { nil: undefined, freq: 5 }),
    })
    const ids = fc.array(fc.constantFrom('foo', 'bar', 'foo-1'), { maxLength: 2 })
    for (const style of STYLES) {
      fc.assert(
        fc.property(fc.array(one, { maxLength: 12 }), ids, (headings, fixed) => {
          const source = headings.map(({ source: text, id }) => ({ text, id }))
          const target = headings.map(({ target: text, id }) => ({ text, id }))
          const result = slugMap(source, target, style, fixed)
          const newIds = [...result.values()]
          expect(new Set(newIds).size).toBe(newIds.length)
          const staying = [...fixed, ...headings.flatMap(({ id }) => id ?? [])]
          for (const id of staying) {
            expect(result.has(id)).toBe(false)
            expect(newIds).not.toContain(id)
          }
          const slug = createSlugger(style)
          const inPage = target.map(({ text, id }) => slug(text, id))
          for (const [oldId, newId] of result) {
            expect(oldId).not.toBe(newId)
            expect(inPage).toContain(newId)
          }
        }),
      )
    }
  })
})

describe('a fragment', () => {
  const map = new Map([
    ['getting-started', 'primeros-pasos'],
    ['début', 'año-nuevo'],
    ['한국어'.normalize('NFKD'), 'coreano'],
    ['x', 'a b(c)"<d>%\\|é　'],
  ])

  test('is led to the new slug', () => {
    const cases = [
      ['#getting-started', '#primeros-pasos'],
      ['./other.md#getting-started', './other.md#primeros-pasos'],
      ['/docs/x?y=1#getting-started', '/docs/x?y=1#primeros-pasos'],
      ['#d%C3%A9but', '#año-nuevo'],
      ['#début', '#año-nuevo'],
      ['#한국어', '#coreano'],
      ['#getting-started:~:text=Hello%20there', '#primeros-pasos:~:text=Hello%20there'],
      ['#x', '#a%20b%28c%29%22%3Cd%3E%25%5C%7Cé%E3%80%80'],
    ]
    for (const [url, expected] of cases) expect(rewriteFragment(url!, map)).toBe(expected)
  })

  test('stays when it is not in the map', () => {
    const urls = [
      '',
      '#',
      './other.md',
      './other.md#',
      '#Getting-Started',
      '#getting-started#getting-started',
      '#:~:text=getting-started',
      '#toString',
      '#%',
      '#%E4%A',
      'getting-started',
    ]
    for (const url of urls) expect(rewriteFragment(url, map)).toBe(url)
  })

  test('that nobody knows is the same afterwards, whatever it is', () => {
    const anything = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[%#:~a-f0-9]*$/))
    fc.assert(
      fc.property(anything, (fragment) => {
        fc.pre(!['x', '%78'].includes(fragment.split(':~:', 1)[0]!))
        const url = `./other.md#${fragment}`
        expect(rewriteFragment(url, new Map([['x', 'y']]))).toBe(url)
      }),
    )
  })

  test('can stand in markdown and HTML, and browsers read the id in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (id) => {
        const url = rewriteFragment('#old', new Map([['old', id]]))
        expect(url).not.toMatch(/[\s<>()"'`\\&|{}[\]\p{Cc}]/u)
        expect(decodeURIComponent(url.slice(1))).toBe(id)
      }),
    )
  })
})

describe('a link of the site', () => {
  const lead = (url: string, rule: LinkRule = '/[locale]', lang?: string) =>
    localizeLink(url, {
      rule,
      locale: 'pt-BR',
      path: 'posts/a.md',
      locales: ['es', 'spa', 'pt-BR'],
      ...(lang && { lang }),
    })

  test('gets the language in front', () => {
    const cases = [
      ['/', '/pt-BR/'],
      ['/blog/x', '/pt-BR/blog/x'],
      ['/blog/x/?a=/b.png#c', '/pt-BR/blog/x/?a=/b.png#c'],
      ['/?page=2', '/pt-BR/?page=2'],
      ['/#about', '/pt-BR/#about'],
      ['/blog/x.md#c', '/pt-BR/blog/x.md#c'],
      ['/blog/X.HTML', '/pt-BR/blog/X.HTML'],
      ['/release-1.2', '/pt-BR/release-1.2'],
      ['/v1.5/guide', '/pt-BR/v1.5/guide'],
      ['/esperanto', '/pt-BR/esperanto'],
      ['/blog/es', '/pt-BR/blog/es'],
    ]
    for (const [url, expected] of cases) expect(lead(url!), url).toBe(expected)
  })

  test('is written as the request wrote the language, behind the folder of the pattern', () => {
    expect(lead('/x', '/[lang]', 'por')).toBe('/por/x')
    expect(lead('/x', '/[lang]')).toBe('/pt-BR/x')
    expect(lead('/x', '/[locale]/', 'por')).toBe('/pt-BR/x')
    expect(lead('/docs/x', '/docs/[locale]')).toBe('/docs/pt-BR/x')
    expect(lead('/docs/', '/docs/[locale]')).toBe('/docs/pt-BR/')
    expect(lead('/docs?a#b', '/docs/[locale]')).toBe('/docs/pt-BR?a#b')
    expect(lead('/docs/es/x', '/docs/[locale]')).toBe('/docs/es/x')
    expect(lead('/docsx/y', '/docs/[locale]')).toBe('/docsx/y')
    expect(lead('/blog/x', '/docs/[locale]')).toBe('/blog/x')
  })

  test('stays when it is not a page of the site in no language', () => {
    const urls = [
      '',
      '#x',
      '//host/blog',
      '/\\host/blog',
      'http://a.org/blog',
      'HTTPS://a.org',
      'mailto:a@b.org',
      'tel:+123',
      'data:text/plain,x',
      'x',
      './other.md',
      '../other.md#x',
      'blog/x',
      '?page=2',
      '{{ base }}/x',
      '/img/a.png',
      '/files/a.tar.gz?x=1#y',
      '/song.mp3',
      '/archive.7z',
      '/es',
      '/es/',
      '/es/blog/x',
      '/ES?x',
      '/spa/blog',
      '/pt-br/blog',
      '/pt-BR#x',
    ]
    for (const url of urls) expect(lead(url), url).toBe(url)
  })

  test('is led by a pattern once, however often it passes', () => {
    const url = fc.oneof(
      fc.webPath(),
      fc.webUrl(),
      fc.string(),
      fc.stringMatching(/^\/?(docs|es|PT-br)?\/?(es|x|a\.png|\?y)?[/#]?$/),
    )
    const rule = fc.constantFrom('/[locale]', '/[lang]/', '/docs/[locale]', '/docs/es/[lang]')
    fc.assert(
      fc.property(url, rule, fc.constantFrom('por', 'pt-BR'), (address, pattern, lang) => {
        const once = lead(address, pattern, lang)
        expect(lead(once, pattern, lang)).toBe(once)
      }),
    )
  })

  test('is led by a function, which decides about all but absolute addresses', () => {
    const asked: unknown[] = []
    const rule: LinkRule = (url, context) => {
      asked.push([url, context])
      return url.endsWith('.png') ? undefined : `/x${url}`
    }
    const urls = ['/a', './b.md', '/c.png', '', '#d', '//e', 'mailto:f']
    expect(urls.map((url) => lead(url, rule))).toEqual([
      '/x/a',
      '/x./b.md',
      '/c.png',
      '',
      '#d',
      '//e',
      'mailto:f',
    ])
    const context = { locale: 'pt-BR', path: 'posts/a.md' }
    expect(asked).toEqual(['/a', './b.md', '/c.png'].map((url) => [url, context]))
  })

  test('needs a rule that is one', () => {
    for (const rule of ['/[locale]', '/[lang]/', '/a/b.c/[locale]', () => undefined]) {
      expect(() => checkLinkRule(rule)).not.toThrow()
    }
    const wrong = ['', '/', 'es', '[locale]', './[locale]', '//[locale]', '/\\[locale]']
    wrong.push('/[locale]/docs', '/a[locale]', '/[name]', 'https://a.org/[locale]', '/a?b/[locale]')
    for (const rule of [...wrong, 5, null, undefined, {}]) {
      expect(() => checkLinkRule(rule), String(rule)).toThrow(PolyglotError)
    }
    expect(() => lead('/x', '/es')).toThrow(
      expect.objectContaining({
        code: 'BAD_OPTION',
        message:
          'Option "links" is "/es"; expected is a path that ends in the language such as \'/[locale]\' or \'/docs/[lang]\', or a function.',
      }),
    )
    const bad = (() => 5) as unknown as LinkRule
    expect(() => lead('/x', bad)).toThrow(
      expect.objectContaining({
        code: 'BAD_OPTION',
        message: 'Option "links" made 5 of "/x"; expected is an address, or undefined to leave it.',
      }),
    )
  })
})

describe('a link to a document', () => {
  test('names it by a relative path', () => {
    const cases: [url: string, from: string, path: string, fragment?: string][] = [
      ['./other.md#x', 'docs/a.md', 'docs/other.md', 'x'],
      ['other.md', 'docs/a.md', 'docs/other.md'],
      ['../b.mdx#y', 'docs/a.md', 'b.mdx', 'y'],
      ['./a.md#z', 'a.md', 'a.md', 'z'],
      ['./x/../y//b.MD?raw#a#b', 'docs/a.md', 'docs/y/b.MD', 'a#b'],
      ['b%20c/%C3%B1.markdown#%C3%B1', 'a.md', 'b c/ñ.markdown', '%C3%B1'],
      ['..%2Fb.md', 'docs/a.md', 'b.md'],
      ['..b.md', 'a.md', '..b.md'],
    ]
    for (const [url, from, path, fragment = ''] of cases) {
      expect(documentLink(url, from), url).toEqual({ path, fragment })
    }
  })

  test('is no address of the site, of a file or of another place', () => {
    const urls = [
      '',
      '#x',
      '?x.md',
      'other#x',
      '/docs/x#y',
      '/docs/x.md#y',
      '//host/x.md',
      '\\x.md',
      'https://a.org/x.md',
      'file:x.md',
      'x.md/',
      '.md',
      'a/.md',
      'x.mdown.png',
      'xmd',
      '../../x.md',
      './../../docs/a.md',
      '..%2f..%2fx.md',
      '..\\..\\x.md',
      '%5C..%5Cx.md',
      '%00x.md',
      '%E4%A.md',
      `${'../'.repeat(100_000)}x.md`,
    ]
    for (const url of urls) expect(documentLink(url, 'docs/a.md'), url).toBeUndefined()
    expect(documentLink('./x.md', undefined)).toBeUndefined()
    expect(documentLink('./x.md', '../docs/a.md')).toBeUndefined()
    expect(documentLink('./x.md', '/home/a.md')).toBeUndefined()
  })

  test('never leaves the project', () => {
    const step = fc.constantFrom('..', '.', 'a', '%2e%2e', '%2F..', '', '..%5c')
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const path = documentLink([...steps, 'x.md'].join('/'), 'docs/guide/a.md')?.path ?? 'x.md'
        expect(path).toMatch(/^(?:(?:docs|guide|a)\/)*x\.md$/)
      }),
    )
  })
})
