import fc from 'fast-check'

const word = fc.constantFrom(
  'time',
  'Berlin',
  'é',
  'and',
  '42',
  'naïve',
  '日本',
  'שלום',
  'e.g.',
  'Dr.',
  '🎉',
  'X1',
)
const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((list) => list.join(' '))
const end = fc.constantFrom('.', '?', '!', '', '。', '…')

const inline: fc.Arbitrary<string> = fc.letrec((tie) => ({
  phrase: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    words,
    fc.constantFrom(
      '`code`',
      '`` a ` b ``',
      '![alt](i.png "t")',
      '[^1]',
      '<br>',
      '<kbd>Ctrl</kbd>',
      'https://a.example/b?c=d',
      '<https://b.example>',
      '\\*',
      '&amp;',
      '&nbsp;',
      '[ref]',
      '![ref]',
      '  \n',
      '\\\n',
      '\n',
    ),
    tie('phrase').map((text) => `*${text}*`),
    tie('phrase').map((text) => `__${text}__`),
    tie('phrase').map((text) => `~~${text}~~`),
    tie('phrase').map((text) => `[${text}](u "T \\" t")`),
    tie('phrase').map((text) => `[${text}][ref]`),
    tie('phrase').map((text) => `<b>${text}</b>`),
    fc.array(tie('phrase'), { minLength: 2, maxLength: 4 }).map((list) => list.join(' ')),
  ) as fc.Arbitrary<string>,
})).phrase

const sentence = fc.tuple(inline, end).map(([text, mark]) => text + mark)
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 3 }).map((list) => list.join(' '))

const block: fc.Arbitrary<string> = fc.oneof(
  paragraph,
  paragraph.map((text) => `## ${text.replace(/\n/g, ' ')}`),
  paragraph.map((text) => `${text.replace(/\n/g, ' ')}\n===`),
  paragraph.map((text) => `> ${text.replace(/\n/g, '\n> ')}`),
  fc
    .array(paragraph, { minLength: 1, maxLength: 3 })
    .map((items) => items.map((text) => `- ${text.replace(/\n/g, '\n  ')}`).join('\n')),
  fc
    .array(paragraph, { minLength: 1, maxLength: 3 })
    .map((items) =>
      items.map((text, index) => `${index + 1}. [ ] ${text.replace(/\n/g, '\n   ')}`).join('\n\n'),
    ),
  fc
    .array(fc.tuple(words, words), { minLength: 1, maxLength: 3 })
    .map(
      (rows) => `| a | *b* |\n|---|:-:|\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}`,
    ),
  fc.constantFrom(
    '```js\nconst a = "x"\n```',
    '    indented',
    '***',
    '<div>\ntext\n</div>',
    '<!-- note -->',
    '[ref]: http://r.example "R"',
    '[^1]: A note.',
    '> [!NOTE]\n> Mind the gap.',
    '~~~\n```\n~~~',
  ),
)

/** Documents of every CommonMark and GFM construct, nested and glued together at random. */
export const markdown: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '---\ntitle: A title\ntags: [a]\n---\n\n', '+++\ntitle = "A title"\n+++\n'),
    fc.array(block, { minLength: 1, maxLength: 6 }),
    fc.constantFrom('\n\n', '\n'),
  )
  .map(([front, blocks, between]) => `${front}${blocks.join(between)}\n`)
