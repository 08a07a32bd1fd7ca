import fc from 'fast-check'
import type { Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { mdxFromMarkdown } from 'mdast-util-mdx'
import { toMarkdown } from 'mdast-util-to-markdown'
import { gfm } from 'micromark-extension-gfm'
import { mdxjs } from 'micromark-extension-mdxjs'
import { describe, expect, test } from 'vitest'
import { textConstructs } from '../../src/markdown/syntax/text/index.ts'
import { unsafePatterns } from '../../src/markdown/syntax/unsafe.ts'
import { SYNTAX, type Syntax } from '../../src/markdown/syntax.ts'

function parse(text: string, syntax: Syntax = {}): Root {
  const { micromark, mdast } = textConstructs(text, syntax)
  const gfmTree = gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] }))
  return fromMarkdown(text, {
    extensions: [gfm(), ...micromark, ...(syntax.mdx ? [mdxjs()] : [])],
    mdastExtensions: [gfmTree, ...mdast, ...(syntax.mdx ? [mdxFromMarkdown()] : [])],
  })
}

const startOf = (node: Nodes) => node.position!.start.offset!
const endOf = (node: Nodes) => node.position!.end.offset!
const childrenOf = (node: Nodes): Nodes[] => ('children' in node ? node.children : [])
const nodesOf = (tree: Nodes): Nodes[] => [tree, ...childrenOf(tree).flatMap(nodesOf)]

/** Kind and bytes; of a node with words in it the opening delimiter, the bytes of the words and the closing delimiter. */
type Shown = [kind: string, ...bytes: string[]]

function show(node: Nodes, text: string): Shown[] {
  const bytes = text.slice(startOf(node), endOf(node))
  if (node.type === 'verbatim') return [[node.kind, node.value]]
  if (node.type === 'html') return [['html', node.value]]
  if (node.type === 'link' || node.type === 'image') return [[node.type, bytes, node.url]]
  if (node.type !== 'wrapped') return []
  const [start, end] = [startOf(node.children[0]!), endOf(node.children.at(-1)!)]
  const open = text.slice(startOf(node), start)
  return [[node.kind, open, text.slice(start, end), text.slice(end, endOf(node))]]
}

function found(text: string, syntax?: Syntax): Shown[] {
  const tree = parse(text, syntax)
  expectSound(tree, text)
  return nodesOf(tree).flatMap((node) => show(node, text))
}

/** Blocks in blocks: micromark gives an underlined heading behind a definition a start that lies in the definition. */
const CONTAINERS = new Set(['root', 'blockquote', 'list', 'listItem'])

/** Inline nodes lie in their parents, one after the other; what is kept verbatim is the very bytes. */
function expectSound(tree: Root, text: string): void {
  for (const node of nodesOf(tree)) {
    if (node.type === 'verbatim') expect(node.value).toBe(text.slice(startOf(node), endOf(node)))
    if (node.type === 'wrapped') expect(node.children).not.toEqual([])
    if (CONTAINERS.has(node.type)) continue
    let done = startOf(node)
    for (const child of childrenOf(node)) {
      expect(startOf(child)).toBeGreaterThanOrEqual(done)
      done = endOf(child)
      expect(done).toBeGreaterThanOrEqual(startOf(child))
    }
    expect(done).toBeLessThanOrEqual(endOf(node))
  }
}

type Case = [text: string, ...expected: Shown[]]

function cases(list: Case[], syntax?: Syntax): void {
  test.each(list)('%j', (text, ...expected) => {
    expect(found(text, syntax)).toEqual(expected)
  })
}

describe('templates', () => {
  cases([
    ['a {{ b }} c', ['template', '{{ b }}']],
    ['{{{ html }}}, {{}}', ['template', '{{{ html }}}'], ['template', '{{}}']],
    ['{{{ a }}', ['template', '{{{ a }}']],
    ['see {{< ref "a.md" >}}.', ['template', '{{< ref "a.md" >}}']],
    ['{{< x "a >}} b" `>}}` >}} c', ['template', '{{< x "a >}} b" `>}}` >}}']],
    ['{{< x "a >}} b', ['template', '{{< x "a >}}']],
    ['{{< x "\\" >}} b" >}}', ['template', '{{< x "\\" >}} b" >}}']],
    ['{{% kbd %}}Enter{{% /kbd %}}', ['template', '{{% kbd %}}'], ['template', '{{% /kbd %}}']],
    ['a {% if b %}c{% endif %}', ['template', '{% if b %}'], ['template', '{% endif %}']],
    ['a {# no words #} b', ['template', '{# no words #}']],
    ['a <%= b %> c', ['template', '<%= b %>']],
    ['Hello {name}, {user.name}', ['template', '{name}'], ['template', '{user.name}']],
    ['a {{ *b* `c` <d> https://e.f }}', ['template', '{{ *b* `c` <d> https://e.f }}']],
    ['*a {{ b* }} c*', ['template', '{{ b* }}']],
    ['two {{ a\nb }} lines', ['template', '{{ a\nb }}']],
    ['> two {{ a\n> b }} lines', ['template', '{{ a\n> b }}']],
    ['- two {{ a\r\n  b }} lines', ['template', '{{ a\r\n  b }}']],
    ['a `{{ b` }} c'],
    ['a {{ b\n\nc }} d'],
    ['# a {{ b\nc }} d'],
    ['a \\{{ b }} c'],
    ['{# a'],
    ['a { b } {1, 2} {'],
    ['a {{ b'],
  ])

  describe('inside of what they would break', () => {
    cases([
      ['[a]({{< ref "b.md" >}})', ['link', '[a]({{< ref "b.md" >}})', '{{< ref "b.md" >}}']],
      ['[*a* `]`]({% link b.md %}) c', ['link', '[*a* `]`]({% link b.md %})', '{% link b.md %}']],
      ['[a](/b/{{ c }}/(d)) e)', ['link', '[a](/b/{{ c }}/(d))', '/b/{{ c }}/(d)']],
      ['[a]( {{ b }} )', ['link', '[a]( {{ b }} )', '{{ b }}']],
      ['[a]({{ b }} "T")', ['link', '[a]({{ b }} "T")', '{{ b }} "T"']],
      ['![a]({{ b }}/c.png)', ['image', '![a]({{ b }}/c.png)', '{{ b }}/c.png']],
      [
        '[![a]({{ b }})]({{ c }})',
        ['link', '[![a]({{ b }})]({{ c }})', '{{ c }}'],
        ['image', '![a]({{ b }})', '{{ b }}'],
      ],
      ['[a [b](c) d]({{ e }})', ['link', '[b](c)', 'c'], ['template', '{{ e }}']],
      ['[a](b {{ c }} d)', ['template', '{{ c }}']],
      ['[a](b) {{ c }}', ['link', '[a](b)', 'b'], ['template', '{{ c }}']],
      ['a]({{ b }})', ['template', '{{ b }}']],
      ['[a]({{ b }}', ['template', '{{ b }}']],
      [
        '<a href="{{ "/b" | url }}">c</a>',
        ['html', '<a href="{{ "/b" | url }}">'],
        ['html', '</a>'],
      ],
      ['a <img src={{ b }}> c', ['html', '<img src={{ b }}>']],
      ['a <b {{ c'],
      ['a <b c {{ d }}', ['template', '{{ d }}']],
      [
        '<https://a.example/{{b}}>',
        ['link', '<https://a.example/{{b}}>', 'https://a.example/{{b}}'],
      ],
      ['(https://a.example/{{ b }}/c).', ['template', 'https://a.example/{{ b }}/c']],
      ['www.a.example/{{ b }}, c', ['template', 'www.a.example/{{ b }}']],
      ['[https://a.example]({{ b }})', ['link', '[https://a.example]({{ b }})', '{{ b }}']],
      [
        'https://a.example {{ b }}',
        ['link', 'https://a.example', 'https://a.example'],
        ['template', '{{ b }}'],
      ],
    ])
  })
})

describe('comments', () => {
  cases([
    ['a %%b *c*%% d', ['comment', '%%b *c*%%']],
    ['a %%b\nc%% d', ['comment', '%%b\nc%%']],
    ['> a %%b\n> c%% d', ['comment', '%%b\n> c%%']],
    ['a %%b'],
    ['a %%b\n\nc%%'],
    ['100%% of 50%%'],
    ['a %%%% b %%% c'],
    ['a \\%%b%%'],
  ])
})

describe('math', () => {
  cases([
    ['a $$b$$ c', ['math', '$$b$$']],
    ['a $$ two\nlines $$ c', ['math', '$$ two\nlines $$']],
    ['a $$b $ c$$', ['math', '$$b $ c$$']],
    ['a $x_1 + \\$y$ b', ['math', '$x_1 + \\$y$']],
    ['the $n$-th, $f(x)$, $a + b$', ['math', '$n$'], ['math', '$f(x)$'], ['math', '$a + b$']],
    ['$a*b$ and $c*d$', ['math', '$a*b$'], ['math', '$c*d$']],
    ['$\\alpha\n\\beta$', ['math', '$\\alpha\n\\beta$']],
    ['$\\{ [a](b) `c` \\}$', ['math', '$\\{ [a](b) `c` \\}$']],
    ['$5 = x$', ['math', '$5 = x$']],
    ['$\\alpha\n\\beta\n\\gamma$'],
    ['costs $5 and $10'],
    ['$5_000 to 10$'],
    ['$5 or AU$'],
    ['from $5/$10 to US$ 7'],
    ['$HOME/bin:$PATH'],
    ['价格$5，而AU$的价格'],
    ['$ a$ b'],
    ['$a $b'],
    ['\\$x$ $$ $$$'],
    ['$$a'],
    ['`$a`$'],
  ])

  describe('with every formula of Pandoc', () => {
    cases([['$all words$', ['math', '$all words$']], ['costs $5 and $10']], { math: true })
  })
})

describe('emoji', () => {
  cases([
    ['a :smile: b', ['emoji', ':smile:']],
    [':+1: :-1: :100_x:', ['emoji', ':+1:'], ['emoji', ':-1:'], ['emoji', ':100_x:']],
    [':a::b:', ['emoji', ':a:'], ['emoji', ':b:']],
    ['(:a:), *:b:*', ['emoji', ':a:'], ['emoji', ':b:']],
    ['你好:a:世界', ['emoji', ':a:']],
    ['12:30:45'],
    ['a::b: 10:e:5 x:a: :a:x'],
    [':1: :12: :+2:'],
    [':A: : a: :a b:'],
    ['`:a:` \\:a:'],
    ['https://a.example:b:c', ['link', 'https://a.example:b:c', 'https://a.example:b:c']],
  ])
})

describe('attributes', () => {
  cases([
    ['## Title {#id}', ['attributes', '{#id}']],
    ['## Title {#id .a} ##', ['attributes', '{#id .a}']],
    ['## 标题{#id}', ['attributes', '{#id}']],
    ['Title {#id}\n===', ['attributes', '{#id}']],
    ['**a**{.b} _c_{.d}', ['attributes', '{.b}'], ['attributes', '{.d}']],
    ['`a`{lang="b c"}', ['attributes', '{lang="b c"}']],
    ['`a`{:.b .c}', ['attributes', '{:.b .c}']],
    ['![a](b){width=50% .c}', ['image', '![a](b)', 'b'], ['attributes', '{width=50% .c}']],
    ['[a](b){:target="_blank"}', ['link', '[a](b)', 'b'], ['attributes', '{:target="_blank"}']],
    ['`a`{b=\'c } d\' e="f \\" g"}', ['attributes', '{b=\'c } d\' e="f \\" g"}']],
    ['`a`{.b bare :bound="c" @on="d"}', ['attributes', '{.b bare :bound="c" @on="d"}']],
    [':a-b:{ .c .d }', ['emoji', ':a-b:'], ['attributes', '{ .c .d }']],
    ['a {: .b}', ['attributes', '{: .b}']],
    ['- {:.a} b', ['attributes', '{:.a}']],
    [
      '<https://a.example>{.b}',
      ['link', '<https://a.example>', 'https://a.example'],
      ['attributes', '{.b}'],
    ],
    ['a {.b} c'],
    ['a {#b} c'],
    ['`a`{ b c }'],
    ['`a`{1, 2}'],
    ['`a`{.b'],
    ['`a`{.b "c"}'],
    ['`a`{.b c="d"e="f"}'],
    ['{ foo } {1, 2}'],
    ['a \\{.b}'],
  ])
})

describe('spans', () => {
  cases([
    ['a [b *c*]{.d} e', ['span', '[', 'b *c*', ']{.d}']],
    ['[a\nb]{.c\n.d}', ['span', '[', 'a\nb', ']{.c\n.d}']],
    ['> [a\n> b]{.c\n> .d}', ['span', '[', 'a\n> b', ']{.c\n> .d}']],
    ['[a `]` [b] c]{.d}', ['span', '[', 'a `]` [b] c', ']{.d}']],
    ['[[a]{.b} c]{.d}', ['span', '[', '[a]{.b} c', ']{.d}'], ['span', '[', 'a', ']{.b}']],
    ['[a [b](c) d]{.e}', ['span', '[', 'a [b](c) d', ']{.e}'], ['link', '[b](c)', 'c']],
    ['[[a]{.b}](c)', ['link', '[[a]{.b}](c)', 'c'], ['span', '[', 'a', ']{.b}']],
    ['*a [b* c]{.d} e*', ['span', '[', 'b* c', ']{.d}']],
    ['a []{.b} c', ['attributes', '[]{.b}']],
    ['[a]{.b}[c]{.d}', ['span', '[', 'a', ']{.b}'], ['span', '[', 'c', ']{.d}']],
    ['[a]{b c}'],
    ['[a] {.b} c'],
    ['a]{.b c'],
    ['\\[a]{.b}', ['attributes', '{.b}']],
    ['[a]{.b}\n\n[a]: c', ['attributes', '{.b}']],
  ])
})

describe('wikilinks', () => {
  cases([
    ['a [[b c]] d', ['wikilink', '[[b c]]']],
    ['[[a#b]]: c', ['wikilink', '[[a#b]]']],
    ['[[a]][[b]]', ['wikilink', '[[a]]'], ['wikilink', '[[b]]']],
    ['![[a.png]] ![[a.png|300]]', ['wikilink', '![[a.png]]'], ['wikilink', '![[a.png|300]]']],
    ['[[a|b *c*]]', ['wikilink', '[[a|', 'b *c*', ']]']],
    ['[[a| b\t]] c', ['wikilink', '[[a| ', 'b', '\t]]']],
    ['[[a| ]]', ['wikilink', '[[a| ]]']],
    ['[see [[a]]](b)', ['link', '[see [[a]]](b)', 'b'], ['wikilink', '[[a]]']],
    ['| [[a]] |\n|-|\n| [[b\\|c]] |', ['wikilink', '[[a]]'], ['wikilink', '[[b\\|', 'c', ']]']],
    ['| [[b|c]] |\n|-|-|\n| d |'],
    ['[[a]](b)', ['link', '[[a]](b)', 'b']],
    ['[[a]][b] [[a\nb]] [[a [b]]'],
    ['[[^1]] [[]] [[a] ]'],
    ['[[a]]\n\n[a]: b'],
    ['\\[[a]] `[[a]]`'],
  ])
})

describe('directives', () => {
  cases([
    ['a :b[c *d*]{e="f"} g', ['directive', ':b[', 'c *d*', ']{e="f"}']],
    [':a[b]', ['directive', ':a[', 'b', ']']],
    [':a[ b\nc ]{.d}', ['directive', ':a[ ', 'b\nc', ' ]{.d}']],
    ['> :a[b\n> c]{d\n> e} f', ['directive', ':a[', 'b\n> c', ']{d\n> e}']],
    [
      ':a[b :c[d] [e](f)]',
      ['directive', ':a[', 'b :c[d] [e](f)', ']'],
      ['directive', ':c[', 'd', ']'],
      ['link', '[e](f)', 'f'],
    ],
    [':a[b\\] c]', ['directive', ':a[', 'b\\] c', ']']],
    [':icon-b_c{name="d" e} :f[]', ['component', ':icon-b_c{name="d" e}'], ['component', ':f[]']],
    ['*:a[b]*', ['directive', ':a[', 'b', ']']],
    ['请看:a[b]', ['directive', ':a[', 'b', ']']],
    ['a:b[c] 1:b[c] ::b[c] /:b[c]'],
    ['12:30 a:b x.y:80 ::'],
    [':a b :c'],
    [':a[b :c{d'],
    ['\\:a[b]'],
  ])

  describe('where the document has components', () => {
    cases(
      [
        [':a :b-c, (:d)', ['component', ':a'], ['component', ':b-c']],
        ['a:b :c: :d/e', ['emoji', ':c:']],
      ],
      { components: true },
    )
  })
})

describe('in other places', () => {
  const construct = '{{ a }} :b: $c$ [[d|*e*]] [f]{.g} :h[i] %%j%%'
  const expected: Shown[] = [
    ['template', '{{ a }}'],
    ['emoji', ':b:'],
    ['math', '$c$'],
    ['wikilink', '[[d|', '*e*', ']]'],
    ['span', '[', 'f', ']{.g}'],
    ['directive', ':h[', 'i', ']'],
    ['comment', '%%j%%'],
  ]
  test.each([
    ['a heading', `## ${construct}`],
    ['emphasis', `**${construct}**`],
    ['strikethrough', `~~${construct}~~`],
    ['a list', `1. - ${construct}`],
    ['a quote', `> > ${construct}`],
    ['a quote in a list, with tabs', `-\t>\t${construct}`],
    ['lazy continuation lines', `> ${construct.replaceAll(' ', '\n')}`.replace(/{{\na\n/, '{{ a ')],
    ['a footnote', `[^1]\n\n[^1]: ${construct}`],
    ['a table cell', `| a |\n|-|\n| ${construct.replace('|', '\\|')} |`],
    ['lines that end in CRLF', `a\r\n${construct}\r\nb`],
    ['text behind a null character', `\u0000 ${construct}`],
  ])('%s', (_, text) => {
    const bars = text.includes('\\|')
    const own = expected.map((each) => each.map((b) => (bars ? b.replace('[[d|', '[[d\\|') : b)))
    expect(found(text)).toEqual(own)
  })

  test('a link', () => {
    const text = '[{{ a }} :b: $c$](d)'
    expect(found(text).slice(1)).toEqual(expected.slice(0, 3))
  })

  test('the alt of an image keeps them', () => {
    expect(JSON.stringify(parse('![a {{ *b* }} :c:](d)'))).toContain('"alt":"a {{ *b* }} :c:"')
  })
})

describe('switches', () => {
  const marks = '{{ a }} :b: $x$ [[d]] `f`{.g} :h[i] %%j%%'
  const kinds = (syntax: Syntax) => found(marks, syntax).map(([kind]) => kind)
  const all = ['template', 'emoji', 'math', 'wikilink', 'attributes', 'directive', 'comment']

  test.each([
    ['templates', 'template'],
    ['emoji', 'emoji'],
    ['math', 'math'],
    ['wikilinks', 'wikilink'],
    ['attributes', 'attributes'],
    ['directives', 'directive'],
    ['comments', 'comment'],
  ] as const)('%s', (name, kind) => {
    expect(kinds({ [name]: true })).toEqual(all)
    expect(kinds({ [name]: false })).toEqual(all.filter((each) => each !== kind))
  })

  test('in MDX braces are expressions, and the rest is read all the same', () => {
    const text = '{a} <B c={d}>`e`{/* f */}</B> :g: $\\frac{h}{i}$ [[j]] :k[l]{m="n"}'
    const kinds = ['emoji', 'math', 'wikilink', 'directive']
    expect(found(text, { mdx: true }).map(([kind]) => kind)).toEqual(kinds)
  })

  test('without marks nothing is added to the parser', () => {
    const text = 'Costs 5 % at 12:30, [a](b) {\n\n| a |\n|-|\n'
    expect(textConstructs(text, { attributes: false })).toEqual({ micromark: [], mdast: [] })
    const off = Object.fromEntries(Object.keys(SYNTAX).map((name) => [name, false]))
    expect(textConstructs(marks, off)).toEqual({ micromark: [], mdast: [] })
  })
})

const ALPHABET = [
  ...'{}[]$%:|#. a1\n*_`<>"\'=\\()!-',
  '\t',
  '\r\n',
  '{{',
  '}}',
  ']{.a}',
  '](',
  '\n> ',
  '\n\n',
]

describe('random text', () => {
  const text = fc
    .array(fc.constantFrom(...ALPHABET), { maxLength: 60 })
    .map((list) => list.join(''))

  test('is parsed, with every node in its place', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (text, all) => {
        expectSound(parse(text, all ? { math: true, components: true } : {}), text)
      }),
      { numRuns: 5000 },
    )
  })

  test('is words again, if it is written with the patterns of what is unsafe', () => {
    const syntax: Syntax = { components: true, templates: false, emoji: false }
    const word = fc.array(fc.constantFrom(...ALPHABET.filter((each) => !/\s/.test(each))), {
      maxLength: 20,
    })
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        const value = `a ${words.map((each) => each.join('')).join(' ')} b`
        const paragraph = {
          type: 'paragraph' as const,
          children: [{ type: 'text' as const, value }],
        }
        const written = toMarkdown(paragraph, { unsafe: unsafePatterns(syntax) })
        expect(found(written, syntax)).toEqual([])
      }),
      { numRuns: 3000 },
    )
  })
})

describe('what is written before words that are no construct', () => {
  const write = (value: string, source?: string) => {
    const paragraph = { type: 'paragraph' as const, children: [{ type: 'text' as const, value }] }
    return toMarkdown(paragraph, { unsafe: unsafePatterns({}, source) }).trimEnd()
  }

  test.each([
    ['costs $5 and $10', 'costs $5 and $10'],
    ['a $x$ and $$y$$', 'a \\$x\\$ and \\$\\$y\\$\\$'],
    ['a %% b %% 5%', 'a \\%\\% b \\%\\% 5%'],
    [': a', '\\: a'],
    ['at 12:30, a: b', 'at 12:30, a: b'],
    ['`a`{.b} { c }', '\\`a\\`\\{.b} { c }'],
  ])('%j', (words, written) => {
    expect(write(words)).toBe(written)
  })

  test('every dollar, where the source shows that it has to be', () => {
    expect(write('costs $5 and $10', 'from \\$1')).toBe('costs \\$5 and \\$10')
  })
})

describe('time grows with the length of the text, not with its square', () => {
  // micromark itself is not linear in brackets and backticks, so those are left to `unparsable`.
  const units = [
    '{',
    '{{',
    '{{ a ',
    '{%',
    '{{< "',
    '$',
    '$$ $$$ ',
    '$a ',
    '%',
    '%% ',
    ':',
    ':a',
    ':a{',
    ':a ',
    '){.a ',
    '){a="',
    '{# ',
    '<% ',
    '<a "{{',
    ' https://a{{',
    '{{ a }} ',
    ':a: ',
    '$x$ ',
    '\\$',
    '!',
  ]
  const time = (unit: string, length: number) => {
    const text = unit.repeat(length / unit.length)
    const start = performance.now()
    parse(text, { components: true })
    return performance.now() - start
  }

  test.each(units)('%j', (unit) => {
    time(unit, 10_000)
    let factor = Number.POSITIVE_INFINITY
    // Other work on the machine disturbs some rounds; twice the text is never four times the work in all of them.
    for (let round = 0; round < 5 && factor >= 3; round++) {
      factor = time(unit, 200_000) / time(unit, 100_000)
    }
    expect(factor).toBeLessThan(3)
  })
})
