import fc from 'fast-check'
import type { Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { mdxFromMarkdown } from 'mdast-util-mdx'
import { gfm } from 'micromark-extension-gfm'
import { mdxjs } from 'micromark-extension-mdxjs'
import { describe, expect, test } from 'vitest'
import { flowConstructs } from '../../src/markdown/syntax/flow/index.ts'
import type { Marker, Syntax } from '../../src/markdown/syntax.ts'
import { markdown } from './arbitrary.ts'

const MDC: Syntax = { components: true }
const MDX: Syntax = { mdx: true }

function parse(text: string, syntax: Syntax = {}): Root {
  const { micromark, mdast } = flowConstructs(text, syntax)
  return fromMarkdown(text, {
    extensions: [gfm(), ...(syntax.mdx ? [mdxjs()] : []), ...micromark],
    mdastExtensions: [gfmFromMarkdown(), ...(syntax.mdx ? [mdxFromMarkdown()] : []), ...mdast],
  })
}

function nodesOf(tree: Nodes): Nodes[] {
  return [tree, ...('children' in tree ? tree.children.flatMap(nodesOf) : [])]
}

const startOf = (node: Nodes) => node.position!.start.offset!
const endOf = (node: Nodes) => node.position!.end.offset!

/** Kind, bytes with `…` for the children, and the bytes of the children. */
function show(marker: Marker, text: string): string[] {
  const from = marker.children[0]
  if (!from) return [marker.kind, text.slice(startOf(marker), endOf(marker))]
  const [start, end] = [startOf(from), endOf(marker.children.at(-1)!)]
  const outside = `${text.slice(startOf(marker), start)}…${text.slice(end, endOf(marker))}`
  return [marker.kind, outside, text.slice(start, end)]
}

function markers(text: string, syntax?: Syntax): string[][] {
  return nodesOf(parse(text, syntax)).flatMap((node) =>
    node.type === 'marker' ? [show(node, text)] : [],
  )
}

/** The types of all blocks, with the words of those that hold inline content. */
function blocks(text: string, syntax?: Syntax): string[] {
  const result: string[] = []
  const walk = (node: Nodes, depth: number) => {
    const leaf = node.type === 'paragraph' || node.type === 'heading' || !('children' in node)
    const words =
      leaf || node.type === 'marker' ? `: ${text.slice(startOf(node), endOf(node))}` : ''
    result.push('  '.repeat(depth) + node.type + words)
    if (!words && 'children' in node) for (const child of node.children) walk(child, depth + 1)
  }
  for (const node of parse(text, syntax).children) walk(node, 0)
  return result
}

describe('a marker is a line of its own', () => {
  test.each<[string, string[][], Syntax?]>([
    // Directives.
    [':::tip', [['directive', ':::tip']]],
    [':::', [['directive', ':::']]],
    ['::::: ', [['directive', '::::: ']]],
    [':::tip Title', [['directive', ':::tip …', 'Title']]],
    ['::: tip  A *b* `c` \t', [['directive', '::: tip  … \t', 'A *b* `c`']]],
    ['::: details Click me {open}', [['directive', '::: details … {open}', 'Click me']]],
    ['::: details {open}', [['directive', '::: details {open}']]],
    ['::: tip Hi {{ name }}', [['directive', '::: tip …', 'Hi {{ name }}']]],
    ['::: tip {{ name }}', [['directive', '::: tip …', '{{ name }}']]],
    ['::: tip [a](b) c', [['directive', '::: tip …', '[a](b) c']]],
    ['::: 提示 标题', [['directive', '::: 提示 …', '标题']]],
    ['::: code-group', [['directive', '::: code-group']]],
    [':::note[Title *em* [x]]{.x}', [['directive', ':::note[…]{.x}', 'Title *em* [x]']]],
    [':::note[ Title ]{a="}"}', [['directive', ':::note[ … ]{a="}"}', 'Title']]],
    [':::note[]{.x}', [['directive', ':::note[]{.x}']]],
    [':::note{title="a b"}', [['directive', ':::note{title="a b"}']]],
    ['::: {.warning #a}', [['directive', '::: {.warning #a}']]],
    [':::{note} A title', [['directive', ':::{note} A title']]],
    ['::youtube[A film]{#id}', [['directive', '::youtube[…]{#id}', 'A film']]],
    ['::toc', [['directive', '::toc']]],
    [':::image src="a.png" alt="b":::', [['directive', ':::image src="a.png" alt="b":::']]],
    [':::zone pivot="a"', [['directive', ':::zone pivot="a"']]],
    ['::: warning ::::::', [['directive', '::: warning ::::::']]],
    [
      ':::mermaid\ngraph LR\n\nA --> B\n:::\n\n:::',
      [
        ['directive', ':::mermaid\ngraph LR\n\nA --> B\n:::'],
        ['directive', ':::'],
      ],
    ],
    ['<<< @/a.js{2}', [['directive', '<<< @/a.js{2}']]],
    // Components.
    ['::card', [['component', '::card']], MDC],
    ['::', [['component', '::']], MDC],
    ['::card{a="b c"}', [['component', '::card{a="b c"}']], MDC],
    ['::u-alert[Mind the *gap*]{.x}', [['component', '::u-alert[…]{.x}', 'Mind the *gap*']], MDC],
    ['::::card', [['component', '::::card']], MDC],
    [':::tip Title', [['directive', ':::tip …', 'Title']], MDC],
    [
      '::card\n---\na: b\n---\n::',
      [
        ['component', '::card\n---\na: b\n---'],
        ['component', '::'],
      ],
      MDC,
    ],
    ['::card\n---\na: b\n\ntext', [['component', '::card']], MDC],
    [
      '::a\n#title',
      [
        ['component', '::a'],
        ['slot', '#title'],
      ],
      MDC,
    ],
    [
      '#title{.a}\n::',
      [
        ['slot', '#title{.a}'],
        ['component', '::'],
      ],
      MDC,
    ],
    // Templates.
    ['{% if x %}', [['template', '{% if x %}']]],
    ['{%- if x -%} {{ y }} {% endif %}', [['template', '{%- if x -%} {{ y }} {% endif %}']]],
    ['{{< figure src="a >}}" >}}', [['template', '{{< figure src="a >}}" >}}']]],
    ['{{< figure\n  src="a"\n>}}', [['template', '{{< figure\n  src="a"\n>}}']]],
    ['{{% note %}}', [['template', '{{% note %}}']]],
    ['{{ content }}', [['template', '{{ content }}']]],
    ['<% if (x) { %>', [['template', '<% if (x) { %>']]],
    ['{# no words #}', [['template', '{# no words #}']]],
    [
      '{% highlight js %}\na\n\n  - b\n{% endhighlight %}\nc',
      [['template', '{% highlight js %}\na\n\n  - b\n{% endhighlight %}']],
    ],
    [
      '{{< highlight go >}}\na\n\n> b\n{{< /highlight >}}',
      [['template', '{{< highlight go >}}\na\n\n> b\n{{< /highlight >}}']],
    ],
    ['{% raw %}{{ a }}\n\nb{% endraw %} c', [['template', '{% raw %}{{ a }}\n\nb{% endraw %} c']]],
    ['{% raw %}\n\nb', [['template', '{% raw %}']]],
    [
      '{{< chart />}}\n\na\n\n{{< /chart >}}',
      [
        ['template', '{{< chart />}}'],
        ['template', '{{< /chart >}}'],
      ],
    ],
    // Comments.
    ['%% a %%', [['comment', '%% a %%']]],
    ['%%\na\n\n- b\n%%\nc', [['comment', '%%\na\n\n- b\n%%']]],
    ['%% a\n\nb %% c', [['comment', '%% a\n\nb %% c']]],
    // Abbreviations.
    ['*[HTML]: Hyper *Text*, too', [['abbreviation', '*[HTML]: …', 'Hyper *Text*, too']]],
    ['*[HTML]:', [['abbreviation', '*[HTML]:']]],
    // Attributes.
    ['{: .a #b c="d"}', [['attributes', '{: .a #b c="d"}']]],
    ['{.a}', [['attributes', '{.a}']]],
    ['{#a .b c=d e="f } g"}', [['attributes', '{#a .b c=d e="f } g"}']]],
    ['{:toc}', [['attributes', '{:toc}']]],
    // In MDX.
    [':::tip Title', [['directive', ':::tip …', 'Title']], MDX],
    ['%% a {b} <c %%', [['comment', '%% a {b} <c %%']], MDX],
    ['*[JSX]: <b>Java</b>Script', [['abbreviation', '*[JSX]: …', '<b>Java</b>Script']], MDX],
    [
      '<Tabs>\n:::tip Title\n\n{a}\n\n:::\n</Tabs>',
      [
        ['directive', ':::tip …', 'Title'],
        ['directive', ':::'],
      ],
      MDX,
    ],
  ])('%j', (text, expected, syntax) => {
    expect(markers(text, syntax)).toEqual(expected)
    const windows = text.replaceAll('\n', '\r\n')
    const withReturns = expected.map((parts) => parts.map((part) => part.replaceAll('\n', '\r\n')))
    expect(markers(windows, syntax)).toEqual(withReturns)
    expect(markers(`${text}\n`, syntax)).toEqual(expected)
  })

  test('with up to three columns in front, and after a paragraph that it ends', () => {
    for (const line of [
      ':::tip',
      '{% if x %}',
      '%% a %%',
      '*[A]: b',
      '{.a}',
      '{: .a}',
      '::leaf[b]',
    ]) {
      expect(blocks(`a\n   ${line}\nb`)).toEqual([
        'paragraph: a',
        `marker: ${line}`,
        'paragraph: b',
      ])
      expect(blocks(`    ${line}`)[0]).toMatch(/^code/)
    }
  })

  test('in quotes and lists, and it is no lazy continuation line of them', () => {
    for (const line of [':::tip', '{% if x %}', '%% a %%', '*[A]:', '{.a}']) {
      expect(blocks(`> a\n> ${line}\n> b`)).toEqual([
        'blockquote',
        '  paragraph: a',
        `  marker: ${line}`,
        '  paragraph: b',
      ])
      expect(blocks(`> a\n${line}`)).toEqual(['blockquote', '  paragraph: a', `marker: ${line}`])
      expect(blocks(`-\ta\n\t${line}\n- b`)).toEqual([
        'list',
        '  listItem',
        '    paragraph: a',
        `    marker: ${line}`,
        '  listItem',
        '    paragraph: b',
      ])
    }
  })

  test('over several lines of a quote or list item, while that lasts', () => {
    expect(markers('> {% raw %}\n> a\n>\n> {% endraw %}\n\nb')).toEqual([
      ['template', '{% raw %}\n> a\n>\n> {% endraw %}'],
    ])
    expect(markers('1. %% a\n\n   b %%\n2. c')).toEqual([['comment', '%% a\n\n   b %%']])
    expect(markers('> {% raw %}\n> a\n\n{% endraw %}')).toEqual([
      ['template', '{% raw %}'],
      ['template', '{% endraw %}'],
    ])
    expect(markers('- %% a\n- b %%\n')).toEqual([])
    expect(markers('- %% a\n%%\n')).toEqual([])
  })

  test('that ends a table', () => {
    expect(blocks('| a |\n|---|\n| b |\n{: .wide}\n').at(-1)).toBe('marker: {: .wide}')
    expect(blocks('| a |\n|---|\n| b |\n:::\n').at(-1)).toBe('marker: :::')
  })
})

describe('prose stays prose', () => {
  test.each<[string, Syntax?]>([
    [': a'],
    ['a ::: b'],
    ['a :: b'],
    ['::std::string is a type'],
    ['::'],
    [':: a'],
    ['::a b'],
    ['::a b', MDC],
    [':::!'],
    ['12:30'],
    ['100%%'],
    ['a %% b %%'],
    ['%% a %% b'],
    ['%% a\nb %% c'],
    ['%% a'],
    ['{name}'],
    ['{name.first}'],
    ['{}'],
    ['{.a} b'],
    ['{.a'],
    ['{{ x }} is it'],
    ['a\n{{ x }}\nb'],
    ['{{ x }}\nb'],
    ['{{ x'],
    ['{% if x %} a'],
    ['{% raw %}a{% endraw %} b'],
    ['#title'],
    ['# title', MDC],
    ['*[a]: b*'],
    ['*[a] b'],
    ['*[a](b)*'],
    ['$$ costs money'],
    ['$$ a $$ b'],
    ['$$\na $$'],
  ])('%j', (text, syntax) => {
    expect(markers(text, syntax)).toEqual([])
    const without = fromMarkdown(text, {
      extensions: [gfm()],
      mdastExtensions: [gfmFromMarkdown()],
    })
    expect(parse(text, syntax)).toEqual(without)
  })

  test.each<[keyof Syntax, string]>([
    ['directives', ':::tip Title'],
    ['templates', '{% if x %}'],
    ['comments', '%% a %%'],
    ['abbreviations', '*[A]: b'],
    ['attributes', '{.a}'],
    ['math', '$$\na\n$$'],
    ['definitionLists', 'a\n: b'],
  ])('where %s are switched off', (name, text) => {
    expect(flowConstructs(text, { [name]: false })).toEqual({ micromark: [], mdast: [] })
    expect(flowConstructs(text, {}).micromark).not.toEqual([])
  })

  test('braces in MDX are expressions', () => {
    expect(blocks('{x}', MDX)[0]).toMatch(/^mdxFlowExpression/)
    expect(markers('{"a"}\n\n{/* b */}', MDX)).toEqual([])
  })

  test('random markdown is read as before when other lines have marks', () => {
    const marks = '\n\n:::\n\n::x\n\n%% a %%\n\n*[A]: b\n\n{.a} {{ x }} {% y %}\n\n$$ #x\n'
    fc.assert(
      fc.property(markdown, (text) => {
        fc.pre(!/::|%%|\*\[|\{|\$\$|^[ \t>]*:[ \t]/m.test(text))
        const before = fromMarkdown(text, {
          extensions: [gfm()],
          mdastExtensions: [gfmFromMarkdown()],
        })
        const blocks = before.children.filter(({ type }) => type !== 'yaml')
        // What is open at the end may go on.
        const closed = blocks.slice(0, -1)
        expect(parse(text + marks, MDC).children.slice(0, closed.length)).toEqual(closed)
      }),
      { numRuns: 300 },
    )
  })
})

describe('inline content of markers', () => {
  test('has exact positions, behind tabs and in quotes', () => {
    const text = '>\t:::note\t \tA *b*\t\n'
    const marker = nodesOf(parse(text)).find(({ type }) => type === 'marker') as Marker
    expect(marker.children.map(({ type }) => type)).toEqual(['text', 'emphasis'])
    expect(show(marker, text)).toEqual(['directive', ':::note\t \t…\t', 'A *b*'])
  })

  test('props of a component are to be found by their offsets', () => {
    const propsOf = (text: string) =>
      nodesOf(parse(text, MDC)).flatMap((node) => {
        const props = node.type === 'marker' && node.data?.props
        return props ? [text.slice(props.start, props.end)] : []
      })
    expect(propsOf('::a\n---\nb: c\n\nd: e\n---\n')).toEqual(['b: c\n\nd: e\n'])
    expect(propsOf('::a\r\n---\r\nb: c\r\n---')).toEqual(['b: c\r\n'])
    expect(propsOf('::a\n---\n---')).toEqual([''])
    expect(propsOf('- ::a\n  ---\n  b: c\n  ---\n')).toEqual(['  b: c\n'])
    expect(propsOf('> ::a\n> ---\n> b: c\n> ---\n')).toEqual([])
    expect(propsOf('::a\n\n---\nb: c\n---\n')).toEqual([])
    expect(propsOf('::\n---\nb: c\n---\n')).toEqual([])
  })

  test('components nested by indentation hold no indented code', () => {
    const text =
      '::a\n  :::b\n    ::::c\n    ---\n    d: e\n    ---\n    Words\n    ::::\n  :::\n::\n'
    expect(blocks(text, MDC)).toContain('paragraph: Words')
    expect(markers(text, MDC)[2]).toEqual(['component', '::::c\n    ---\n    d: e\n    ---'])
  })
})

describe('display math', () => {
  const math = (text: string) =>
    nodesOf(parse(text)).flatMap((node) => (node.type === 'math' ? [node.value] : []))

  test('stands between fences', () => {
    expect(math('a\n$$\nx *y* z\n\nw\n$$\nb')).toEqual(['x *y* z\n\nw'])
    expect(math('> $$\n> x\n> $$')).toEqual(['x'])
    expect(math('  $$$ tex\n  x\n$$$$')).toEqual(['x'])
  })

  test('takes nothing that no fence closes', () => {
    expect(blocks('$$ a\nb $$\n\nwords\n\n$$\nc\n$$')).toEqual([
      'paragraph: $$ a\nb $$',
      'paragraph: words',
      'math: $$\nc\n$$',
    ])
    expect(blocks('> $$\n> a\n\n$$')).toEqual([
      'blockquote',
      '  paragraph: $$\n> a',
      'paragraph: $$',
    ])
    expect(blocks('$$\na\n> $$')).toEqual(['paragraph: $$\na', 'blockquote', '  paragraph: $$'])
  })
})

describe('definition lists', () => {
  test.each<[string, string[]]>([
    ['Term\n: What', ['paragraph: Term', 'defListDescription', '  paragraph: What']],
    [
      'One\n*Two*\n\n:   What\n\n    it\n    means\n: Or\nthat\n\nText',
      [
        'paragraph: One',
        'paragraph: *Two*',
        'defListDescription',
        '  paragraph: What',
        '  paragraph: it\n    means',
        'defListDescription',
        '  paragraph: Or\nthat',
        'paragraph: Text',
      ],
    ],
    [
      'T\n: a\n  b\n\n: c\n  d\n\n      code\n',
      [
        'paragraph: T',
        'defListDescription',
        '  paragraph: a\n  b',
        'defListDescription',
        '  paragraph: c\n  d',
        '  code:     code',
      ],
    ],
    [
      '> One\n> Two\n> : What\n> :\tOr\n\n',
      [
        'blockquote',
        '  paragraph: One',
        '  paragraph: Two',
        '  defListDescription',
        '    paragraph: What',
        '  defListDescription',
        '    paragraph: Or',
      ],
    ],
    [
      '- One\n  Two\n  : What\n- b',
      [
        'list',
        '  listItem',
        '    paragraph: One',
        '    paragraph: Two',
        '    defListDescription',
        '      paragraph: What',
        '  listItem',
        '    paragraph: b',
      ],
    ],
    [
      'T\n: - a\n  - b\n\n  :::tip\n\n  U\n  : c\n',
      [
        'paragraph: T',
        'defListDescription',
        '  list',
        '    listItem',
        '      paragraph: a',
        '    listItem',
        '      paragraph: b',
        '  marker: :::tip',
        '  paragraph: U',
        '  defListDescription',
        '    paragraph: c',
      ],
    ],
    ['T\n: a\n\n:::\n', ['paragraph: T', 'defListDescription', '  paragraph: a', 'marker: :::']],
    ['T\n:     code', ['paragraph: T', 'defListDescription', '  code:     code']],
  ])('%j', (text, expected) => {
    expect(blocks(text)).toEqual(expected)
    if (!text.includes('code')) expect(blocks(text, MDX)).toEqual(expected)
    const windows = expected.map((block) => block.replaceAll('\n', '\r\n'))
    expect(blocks(text.replaceAll('\n', '\r\n'))).toEqual(windows)
  })

  test.each([
    ': a',
    'T\n:a',
    'T\n:\n',
    'T\n:   \nb',
    'T\n\n\n: a',
    '# T\n\n: a',
    '- T\n: a',
    '> T\n: a',
    '| T |\n|---|\n: a',
    '```\nT\n: a\n```',
    'T\n===\n: a',
    '- T\n\n: a',
  ])('none in %j', (text) => {
    const without = fromMarkdown(text, {
      extensions: [gfm()],
      mdastExtensions: [gfmFromMarkdown()],
    })
    expect(parse(text)).toEqual(without)
  })
})

describe('pages as people write them', () => {
  test('VitePress', () => {
    const page = `# Containers

::: tip
Install it first.
:::
::: warning Mind *this*
- A list
:::

::: details Click me to see the code {open}

\`\`\`js
::: not a container
\`\`\`

:::

::: code-group
<<< @/snippets/a.ts
:::

Version {{ version }} is out.
`
    expect(blocks(page)).toEqual([
      'heading: # Containers',
      'marker: ::: tip',
      'paragraph: Install it first.',
      'marker: :::',
      'marker: ::: warning Mind *this*',
      'list',
      '  listItem',
      '    paragraph: A list',
      'marker: :::',
      'marker: ::: details Click me to see the code {open}',
      'code: ```js\n::: not a container\n```',
      'marker: :::',
      'marker: ::: code-group',
      'marker: <<< @/snippets/a.ts',
      'marker: :::',
      'paragraph: Version {{ version }} is out.',
    ])
  })

  test('Docusaurus', () => {
    const page = `import Tabs from '@theme/Tabs'

# Install

::::info[Your **parent**]{.big}

Text {props.name}
:::danger Take care

1. Do this
   :::tip
   Nested
   :::
:::
::::

<Tabs>
  :::note

  Inside

  :::
</Tabs>
`
    expect(markers(page, MDX)).toEqual([
      ['directive', '::::info[…]{.big}', 'Your **parent**'],
      ['directive', ':::danger …', 'Take care'],
      ['directive', ':::tip'],
      ['directive', ':::'],
      ['directive', ':::'],
      ['directive', '::::'],
      ['directive', ':::note'],
      ['directive', ':::'],
    ])
    expect(blocks(page, MDX)).toContain('    paragraph: Nested')
  })

  test('Nuxt Content', () => {
    const page = `::page-hero{.dark}
---
title: Ship it
links:
  - label: Start
---
#description
The *quick* way.

  :::u-button{to="/start"}
  Go
  :::

#footer{.small}
::badge[New]
::
::
`
    expect(markers(page, MDC)).toEqual([
      ['component', '::page-hero{.dark}\n---\ntitle: Ship it\nlinks:\n  - label: Start\n---'],
      ['slot', '#description'],
      ['component', ':::u-button{to="/start"}'],
      ['component', ':::'],
      ['slot', '#footer{.small}'],
      ['component', '::badge[…]', 'New'],
      ['component', '::'],
      ['component', '::'],
    ])
    expect(blocks(page, MDC).filter((block) => block.startsWith('paragraph'))).toEqual([
      'paragraph: The *quick* way.',
      'paragraph: Go',
    ])
  })

  test('Hugo', () => {
    const page = `{{< toc >}}

Read {{< ref "a.md" >}} first.

{{% notice note %}}
Mind the **gap**.
{{% /notice %}}

{{< figure
  src="a.png"
  caption="A cat" >}}

{{< highlight go "linenos=table" >}}
func main() {

  // {{ x }}
}
{{< /highlight >}}
Term
: What {{< icon a >}} means
`
    expect(blocks(page)).toEqual([
      'marker: {{< toc >}}',
      'paragraph: Read {{< ref "a.md" >}} first.',
      'marker: {{% notice note %}}',
      'paragraph: Mind the **gap**.',
      'marker: {{% /notice %}}',
      'marker: {{< figure\n  src="a.png"\n  caption="A cat" >}}',
      'marker: {{< highlight go "linenos=table" >}}\nfunc main() {\n\n  // {{ x }}\n}\n{{< /highlight >}}',
      'paragraph: Term',
      'defListDescription',
      '  paragraph: What {{< icon a >}} means',
    ])
  })

  test('Jekyll', () => {
    const page = `* Contents
{:toc}

## Install
{: #install .big}

{% if site.beta %}
Try the beta.
{% endif %}
{% include note.html
   text="Words" %}

{% highlight ruby %}
puts '{{ x }}'

{: .not-ours}
{% endhighlight %}

The HTML is good.
{: .lead}

*[HTML]: Hypertext Markup Language
`
    expect(blocks(page)).toEqual([
      'list',
      '  listItem',
      '    paragraph: Contents',
      'marker: {:toc}',
      'heading: ## Install',
      'marker: {: #install .big}',
      'marker: {% if site.beta %}',
      'paragraph: Try the beta.',
      'marker: {% endif %}',
      'marker: {% include note.html\n   text="Words" %}',
      "marker: {% highlight ruby %}\nputs '{{ x }}'\n\n{: .not-ours}\n{% endhighlight %}",
      'paragraph: The HTML is good.',
      'marker: {: .lead}',
      'marker: *[HTML]: Hypertext Markup Language',
    ])
  })
})

describe('whatever the lines', () => {
  const prefix = fc.constantFrom(
    '',
    '',
    '',
    '> ',
    '>',
    '- ',
    '  ',
    '   ',
    '    ',
    '\t',
    '1. ',
    '-\t',
  )
  const line = fc.constantFrom(
    ...':::tip Title *x*|:::|::|::::note[La[b]el]{.x}|::card{icon=x}|---|a: b|#slot|{% if x %}|{% raw %}'.split(
      '|',
    ),
    ...'{% endraw %}|{{< code >}}|{{< /code >}}|{{ x }}|{{ x|y }}|{% x|%}|%%|%% a|b %%|*[A]: *b*'.split(
      '|',
    ),
    ...'{.a}|{: #b}|{c}|$$|$$ a|b $$|words|: a|:   b|:\ta|: # a|: - b|: > c|: ```|: :::|: : a'.split(
      '|',
    ),
    ...'```|<div>|<!--|-->|[^1]: a|- [ ] a|:::tip [ ] a|::: mermaid|a  |a\\|*a|b*||||'.split('|'),
    '| a |',
    '|---|',
  )
  const soup = fc
    .tuple(
      fc.array(fc.tuple(prefix, prefix, line), { maxLength: 12 }),
      fc.constantFrom('\n', '\r\n', '\r'),
    )
    .map(([lines, end]) => lines.map((parts) => parts.join('')).join(end))

  test('nothing throws, and positions are sorted, nested and in range', () => {
    fc.assert(
      fc.property(soup, fc.constantFrom({}, MDC), (text, syntax) => {
        for (const node of nodesOf(parse(text, syntax))) expectSound(node, text)
      }),
      { numRuns: 2000 },
    )
  })

  function expectSound(node: Nodes, text: string): void {
    const [start, end] = [startOf(node), endOf(node)]
    expect(start).toBeLessThanOrEqual(end)
    expect(end).toBeLessThanOrEqual(text.length)
    if (node.type === 'marker') {
      expect(text.slice(end, end + 1)).toMatch(/^[\n\r]?$/)
      expect(text[start]).toMatch(/[:#{%*]/)
    }
    if (node.type === 'defListDescription') expect(text[start]).toBe(':')
    // The parser gives the first of two list items too much where a fence is open.
    if (!('children' in node) || node.type === 'list') return
    let last = start
    for (const child of node.children) {
      expect(startOf(child)).toBeGreaterThanOrEqual(last)
      last = endOf(child)
    }
    expect(last).toBeLessThanOrEqual(end)
  }
})

describe('time grows with the length', () => {
  test.each<[string, string, Syntax?]>([
    ['', ':::tip Title\n'],
    ['', ':::tip [[[\n'],
    [':::tip ', '{ }'],
    [':::tip a {', '{'],
    ['- a\n', '  :::mermaid\n'],
    ['', '::card\n---\na: b\n---\n', MDC],
    ['', '::card\n---\n\na\n\n', MDC],
    ['- a\n', '  ::card\n', MDC],
    ['::\n', '#slot\n', MDC],
    ['', '{% if x %}\n'],
    ['', '{% if x\n'],
    ['', '{{ x\n\n'],
    ['- ', '{{ x }}'],
    ['', '{% raw %}\n'],
    ['- a\n', '  {% raw %}\n'],
    ['- ', '{% raw %}a{% endraw %}'],
    ['', '%% a\n\nb %%\n\n'],
    ['', '- %% a\n'],
    ['', '%% a %% b\n'],
    ['', '*[HTML]: Hypertext\n'],
    ['', '*[HTML\n'],
    ['', '{.a}\n'],
    ['{', ' .a'],
    ['', '$$\nx\n$$\n\n'],
    ['', '$$ a\n\n'],
    ['- a\n', '  $$\n\n'],
    ['', '$$\n    $$\n'],
    ['', 'Term\n: What\n\n'],
    ['Term\n', ': What\n'],
    ['', 'Term\n\n: What\n\nText\n\n'],
  ])('%j and many %j', (head, unit, syntax) => {
    // What ends a search far behind all of its starts.
    const tail = '\n\nx\n\n:::\n---\n{% endraw %} %} }}\n'
    const time = (length: number) => {
      const text = head + unit.repeat(length / unit.length) + tail
      const start = process.cpuUsage()
      const { micromark, mdast } = flowConstructs(text, syntax ?? {})
      // Without GFM, whose addresses take quadratic time in paragraphs of thousands of lines.
      fromMarkdown(text, { extensions: micromark, mdastExtensions: mdast })
      return process.cpuUsage(start).user / 1000
    }
    time(8000)
    const short = Math.min(time(8000), time(8000))
    // Eight times as much; what is quadratic takes 64 times as long.
    const limit = Math.max(25 * short, 100)
    const long = time(64_000)
    expect(long < limit ? long : time(64_000)).toBeLessThan(limit)
  })
})
