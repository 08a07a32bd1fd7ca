import fc from 'fast-check'

/** What a dialect adds to the documents that are made up. */
export interface Dialect {
  /** Inline content that holds no other. */
  atoms: string[]
  /** Inline content around other. */
  pairs: ((text: string) => string)[]
  /** Blocks that stand for themselves. */
  blocks: string[]
  /** Blocks around one or more blocks or lines of text. */
  containers: ((text: string) => string)[]
}

const word = fc.constantFrom(
  ...['time', 'Berlin', 'é', 'and', '42', 'naïve', '日本', 'שלום', 'e.g.', 'Dr.', '🎉', 'X1'],
)
const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((list) => list.join(' '))
const end = fc.constantFrom('.', '?', '!', '', '。', '…')

/** What stands in brackets is no link to GFM, even where the brackets mean nothing. */
export const ADDRESS = /(?:https?:|www\.)\S*/g

export const COMMON: Dialect = {
  atoms: [
    ...['`code`', '`` a ` b ``', '![alt](i.png "t")', '\\*', '&amp;', '&nbsp;', '[ref]', '![ref]'],
    ...['  \n', '\\\n', '\n'],
  ],
  pairs: [
    // Runs of equal marks are read in different ways by different parsers.
    (text) => (/^\*|\*$/.test(text) ? `_${text}_` : `*${text}*`),
    (text) => (/^_|_$/.test(text) ? `**${text}**` : `__${text}__`),
    (text) => `[${text.replace(ADDRESS, 'there')}](u "T \\" t")`,
    (text) => `[${text.replace(ADDRESS, 'there')}][ref]`,
  ],
  blocks: ['```js\nconst a = "x"\n```', '***', '[ref]: http://r.example "R"', '~~~\n```\n~~~'],
  containers: [
    (text) => `## ${text.replace(/\n/g, ' ')}`,
    (text) => `${text.replace(/\n/g, ' ')}\n===`,
    // Which table may follow a quoted table in the next line, parsers do not agree about.
    (text) => `> ${text.replace(/\n/g, '\n> ')}\n`,
    (text) => `- ${text.replace(/\n/g, '\n  ')}`,
    (text) => `1. ${text.replace(/\n/g, '\n   ')}\n\n2. ${text.replace(/\n/g, '\n   ')}`,
  ],
}

export const GFM: Dialect = {
  atoms: ['[^1]', 'https://a.example/b?c=d', 'www.c.example/d'],
  pairs: [(text) => (/^~|~$/.test(text) ? text : `~~${text}~~`)],
  blocks: ['[^1]: A note.', '> [!NOTE]\n> Mind the gap.'],
  containers: [
    (text) => `- [ ] ${text.replace(/\n/g, '\n  ')}`,
    (text) => `| a | *b* |\n|---|:-:|\n| ${text.replace(/\n/g, ' ')} | ${text.length} |`,
    (text) => `${text.replace(/\n/g, ' ')} | b\n- | -\n1 | 2`,
  ],
}

/** What MDX does not have. */
export const HTML: Dialect = {
  atoms: ['<br>', '<kbd>Ctrl</kbd>', '<https://b.example>', '<!-- note -->', '<img alt="An eye">'],
  pairs: [(text) => `<b>${text}</b>`, (text) => `<span title="A tip" class=x>${text}</span>`],
  blocks: ['\n    indented', '<div>\ntext\n</div>', '<!-- note -->'],
  containers: [(text) => `<div class="a" title='b "c"'>\n\n${text}\n\n</div>`],
}

/** Text in HTML, where no markdown is read. */
export const HTML_TEXT: Dialect = {
  atoms: ['<i title="A title">words</i>'],
  pairs: [(text) => `<em>${text}</em>`],
  blocks: ['<p>Words &amp; <b>more</b></p>', '<ul>\n<li>One\n<li>Two\n</ul>'],
  containers: [
    (text) => `<details><summary>${text.replace(/\n\s*/g, ' ')}</summary>\n<p>More</p></details>`,
  ],
}

const FRONT_MATTER = [
  '',
  '---\ntitle: A title\ntags: [a]\n---\n\n',
  '+++\ntitle = "A title"\n+++\n',
]

/** To GFM a mark that is glued to an address is a part of it, to CommonMark it is not. */
const BARE = /(?:https?:|www\.)\S*$/

/** Documents of the constructs of all dialects that are given, nested and glued together at random. */
export function documents(...dialects: Dialect[]): fc.Arbitrary<string> {
  const all = <Kind extends keyof Dialect>(kind: Kind) =>
    dialects.flatMap((dialect): unknown[] => dialect[kind]) as Dialect[Kind]
  const phrase: fc.Arbitrary<string> = fc.letrec((tie) => ({
    phrase: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      words,
      fc.constantFrom(...all('atoms')),
      fc
        .tuple(fc.constantFrom(...all('pairs')), tie('phrase') as fc.Arbitrary<string>)
        .map(([pair, text]) => pair(text.replace(BARE, '$& and'))),
      fc.array(tie('phrase'), { minLength: 2, maxLength: 4 }).map((list) => list.join(' ')),
    ) as fc.Arbitrary<string>,
  })).phrase
  const sentence = fc.tuple(phrase, end).map(([text, mark]) => text + mark)
  const paragraph = fc.array(sentence, { minLength: 1, maxLength: 3 }).map((list) => list.join(' '))
  const container = fc
    .tuple(fc.constantFrom(...all('containers')), paragraph)
    .map(([wrap, text]) => wrap(text))
  const block = fc.oneof(
    paragraph,
    container,
    container,
    fc.tuple(fc.constantFrom(...all('containers')), container).map(([wrap, text]) => wrap(text)),
    fc.constantFrom(...all('blocks')),
  )
  return fc
    .tuple(
      fc.constantFrom(...FRONT_MATTER),
      fc.array(block, { minLength: 1, maxLength: 6 }),
      fc.constantFrom('\n\n', '\n'),
    )
    .map(([front, blocks, between]) => `${front}${blocks.join(between)}\n`)
}

/** Documents of every CommonMark and GFM construct, nested and glued together at random. */
export const markdown: fc.Arbitrary<string> = documents(COMMON, GFM, HTML, HTML_TEXT)
