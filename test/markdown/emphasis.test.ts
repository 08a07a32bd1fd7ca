import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bold,
  type Content,
  emphasis,
  link,
  strong,
  struck,
  underscored,
  written,
} from './inlines.ts'
import { parsers } from './parsers.ts'

const code: Content = { atom: '`x`' }

/** What is written for content, and why a reader of the bytes would want it so. */
const table: [string, Content[], string][] = [
  ['nothing to do', ['这是', strong('粗体'), '文字'], '这是**粗体**文字'],
  ['quotes around it all', ['这是', strong('“粗体”'), '文字'], '这是“**粗体**”文字'],
  ['quotes in quotes', ['他', strong('「『重要』」'), 'と'], '他「**『重要』**」と'],
  ['a stop at the end', ['这', strong('很重要。'), '次'], '这**很重要**。次'],
  ['several stops', [strong('本当！？'), 'はい'], '**本当**！？はい'],
  ['a stop behind a bracket', [strong('重要（注）。'), '次'], '**重要（注）**。次'],
  ['a stop behind quotes', ['说', strong('“好”。'), '了'], '说“**好**”。了'],
  ['a stop in quotes', ['说', strong('“好。”'), '了'], '说“**好。**”了'],
  ['a bracket whose other half stays', [strong('단어(word)'), '는'], '**단어(word**)는'],
  ['a title that starts it', ['他是', strong('《书》的作者')], '他是《**书》的作者**'],
  ['two couples are none', ['这', strong('“甲”和“乙”'), '字'], '这“**甲”和“乙**”字'],
  ['blanks', ['a', strong(' b '), 'c'], 'a **b** c'],
  ['a colon before a letter', [strong('주의:'), '이것'], '**주의**:이것'],
  ['emoji', ['这', strong({ atom: '🎉', type: 'emoji' }, '新'), '字'], '这🎉**新**字'],
  ['a link', ['见', strong(link('链接')), '字'], '&#x89C1;**[链接](u)**&#x5B57;'],
  ['a mark that is no word', [strong('C++'), 'を'], '**C++**&#x3092;'],
  ['code', ['用', strong(code), '吧'], '&#x7528;**`x`**&#x5427;'],
  ['no words', ['这', strong('！'), '字'], '&#x8FD9;**！**&#x5B57;'],
  ['underscores in a word', ['这', underscored('重要'), '的'], '这*重要*的'],
  ['underscores beside quotes', ['这', underscored('“重要”'), '的'], '这“_重要_”的'],
  ['underscores beside spaces', ['a ', underscored('b'), ' c'], 'a _b_ c'],
  ['strikethrough', ['这', struck('“旧”'), '字'], '这“~~旧~~”字'],
  ['inside of a link', [link('这', strong('“粗”'), '字')], '[这“**粗**”字](u)'],
  ['inside of HTML', ['这', bold(strong('“粗”')), '字'], '这<b>**“粗”**</b>字'],
  ['emphasis in emphasis', ['这', strong(emphasis('“粗”')), '字'], '这“**_粗_**”字'],
  ['Thai', ['คำ', strong('“หนา”'), 'ต่อ'], 'คำ“**หนา**”ต่อ'],
  ['no need: a stop follows', ['说', strong('“好”'), '。'], '说“**好**”。'],
  ['no need: spaces around', ['a ', strong('“b”'), ' c'], 'a **“b”** c'],
]

/** Words without the punctuation and space that may leave emphasis. */
const wordsOf = (text: string) => text.replace(/^[\p{P}\p{S}\s]+|[\p{P}\p{S}\s]+$/gu, '')

/** The plain text of content, and its pairs in the order of their ends. */
function meant(content: Content[]): { text: string; pairs: [string, string][] } {
  const pairs: [string, string][] = []
  const read = (each: Content): string => {
    if (typeof each === 'string') return each
    if ('atom' in each) return each.atom.replaceAll('`', '')
    const inside = each.content.map(read).join('')
    if (each.type !== 'link' && each.type !== 'html') pairs.push([each.type, inside])
    return inside
  }
  return { text: content.map(read).join(''), pairs }
}

/** @param names parsers that know every kind of pair in it */
function expectSeen(content: Content[], markdown: string, names = Object.keys(parsers)): void {
  const { text, pairs } = meant(content)
  const flat = (value: string) => value.replace(/\s+/g, ' ').trim()
  const words = (list: [string, string][]) => list.map(([type, text]) => [type, wordsOf(text)])
  for (const name of names) {
    const seen = parsers[name]!(markdown)
    expect(flat(seen.text), `${name}: ${markdown}`).toBe(flat(text))
    expect(words(seen.pairs).sort(), `${name}: ${markdown}`).toEqual(words(pairs).sort())
  }
}

describe('emphasis beside letters and punctuation', () => {
  test.each(table)('%s', (_, content, markdown) => {
    expect(written(content)).toBe(markdown)
    expectSeen(
      content,
      markdown,
      markdown.includes('~~') ? ['micromark', 'markdown-it'] : undefined,
    )
  })

  const letters = fc.constantFrom(
    '的',
    '重要',
    'の',
    'を見る',
    '단어',
    '는',
    'คำ',
    'word',
    'é',
    '7',
    '𠮷',
  )
  const marks = fc.constantFrom(
    ...'“”‘’「」（）()《》[]"\'。，、；：！？.,;:!?…—-+%#&*_~/¿',
    ' ',
    '  ',
    '🎉',
  )
  const text = fc
    .array(fc.oneof({ weight: 2, arbitrary: letters }, marks), { maxLength: 4 })
    .map((list) => list.join('').replace(/ +/g, ' '))
  const wordy = fc.tuple(text, letters, text).map((list) => list.join('').replace(/ +/g, ' '))
  const inner = fc
    .tuple(fc.boolean(), text, wordy, text)
    .map(([nested, before, words, after]) => ({ nested, before, words, after }))
  const content = fc
    .tuple(text, fc.array(fc.tuple(fc.constantFrom(strong, emphasis, underscored), inner, wordy)))
    .map(([before, list]): Content[] => [
      before,
      ...list.flatMap(([outer, { nested, before, words, after }, beside]) => {
        const other = outer === strong ? emphasis : strong
        return [nested ? outer(before, other(words), after) : outer(words), beside]
      }),
    ])

  test('whatever stands around and inside of it', () => {
    fc.assert(
      fc.property(content, (list) => {
        const markdown = written(list)
        // Whether `_` is in a word depends on the parser where the word has characters beyond U+FFFF.
        fc.pre(!/[\ud800-\udfff]_|_[\ud800-\udfff]/.test(meant(list).text))
        expectSeen(list, markdown)
      }),
      { numRuns: 2_000 },
    )
  })

  test('hardly any Chinese, Japanese or Korean text needs character references', () => {
    const words = fc.constantFrom('重要', 'テスト', '这个词', '단어', '機能')
    const inside = fc.oneof(
      words,
      fc
        .tuple(fc.constantFrom('“”', '「」', '《》', '（）', '‘’', '【】'), words)
        .map(([marks, word]) => marks[0] + word + marks[1]),
      fc
        .tuple(words, fc.constantFrom('。', '，', '！', '？', '：', '…', '、', '!', ':'))
        .map((list) => list.join('')),
      fc.tuple(words, words).map(([a, b]) => `${a}（${b}）`),
      fc.tuple(words, words).map(([a, b]) => `《${a}》${b}`),
      fc.tuple(words, words).map(([a, b]) => `${a}“${b}”。`),
      fc.tuple(words, fc.constantFrom('Vue', '10%', 'API', '3.0')).map((list) => list.join(' ')),
    )
    const beside = fc.oneof(words, fc.constantFrom('。', '，', '（', '', ' '))
    const sentence = fc.tuple(
      beside,
      inside,
      fc.constantFrom(strong, emphasis, underscored),
      beside,
    )
    let total = 0
    let referenced = 0
    fc.assert(
      fc.property(sentence, ([before, words, pair, after]) => {
        const content = [before, pair(words), after]
        const markdown = written(content)
        total += 1
        if (markdown.includes('&#')) referenced += 1
        expectSeen(content, markdown)
      }),
      { numRuns: 2_000 },
    )
    console.log(`${referenced} of ${total} need character references`)
    expect(referenced / total).toBeLessThan(0.05)
  })
})
