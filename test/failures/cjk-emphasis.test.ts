import { describe, expect, test } from 'vitest'
import { capitals, translate } from './lab.ts'
import { pagesOf } from './readers.ts'

/*
 * Elsewhere `**` beside the punctuation of Chinese, Japanese and Korean came out as asterisks: `**重要（注）。**次` is no bold
 * type to CommonMark, because the closing mark stands between a full stop and a letter.
 * commonmark/commonmark-spec #650, Azure/co-op-translator cjk_emphasis.py
 */

const SOURCE = 'See the **important (note)** of these words.\n'
const SENT = 'See the <g1>important (note)</g1> of these words.'

/** An answer with one pair of tags, in which stress must be seen around these words at least. */
const ANSWERS: [to: string, answer: string, words: string][] = [
  ['zh', '<g1>重要（注）。</g1>次的话。', '重要'],
  ['zh', '请看<g1>“重要”</g1>的话。', '重要'],
  ['zh', '请看<g1>《重要（注）》</g1>的话。', '重要'],
  ['zh', '这些话很<g1>重要！</g1>请看。', '重要'],
  ['ja', 'これは<g1>「重要」</g1>です。', '重要'],
  ['ja', 'これは<g1>重要（注）</g1>な言葉です。', '重要'],
  ['ja', '<g1>重要な注意：</g1>次の言葉です。', '重要な注意'],
  ['ko', '다음은 <g1>중요(注)</g1>는 말입니다.', '중요'],
  ['ko', '<g1>‘중요’</g1>는 말입니다.', '중요'],
  ['ko', '이것은 <g1>중요합니다.</g1>다음 말.', '중요합니다'],
  ['th', 'นี่คือ<g1>“สำคัญ”</g1>คำถัดไป', 'สำคัญ'],
  ['fr', 'Voici <g1>« important »</g1>les mots.', 'important'],
  ['de', 'Das ist <g1>„wichtig“</g1>es, die Worte.', 'wichtig'],
]

/** How the source has it, and the element that a reader makes of it. */
const MARKS: [marked: string, element: string][] = [
  ['**important (note)**', 'strong'],
  ['__important (note)__', 'strong'],
  ['*important (note)*', 'em'],
  ['_important (note)_', 'em'],
  ['~~important (note)~~', 'del'],
]

describe.each(MARKS)('%s is still marked', (marked, element) => {
  test.each(ANSWERS)('%s: %s', async (to, answer, words) => {
    const text = SOURCE.replace('**important (note)**', marked)
    const page = await translate(text, (sent) => (sent === SENT ? answer : capitals(sent)), {
      tags: 'xml',
      to,
      options: { checks: { brackets: 'off', quotes: 'off', length: 'off' } },
    })
    expect(page.report.complete).toBe(true)
    const { commonmark, markdownIt, github } = pagesOf(page.text)
    for (const html of element === 'del' ? [github] : [commonmark, markdownIt, github]) {
      const [whole, inner] = new RegExp(`<${element}>(.*?)</${element}>`).exec(html) ?? []
      expect(inner, html).toContain(words)
      expect(html.replace(whole!, '')).not.toMatch(/[*_~]/)
      // Nothing but where the marks stand may differ from what the translator has said.
      const said = answer.replace(/<\/?g1>/g, '')
      expect(
        html
          .replace(/<[^>]*>/g, '')
          .replace(/&quot;/g, '"')
          .trim()
          .replace(/\s/g, ''),
      ).toBe(said.replace(/\s/g, ''))
    }
  })
})

test('two stresses side by side, and one in the other', async () => {
  const text = 'The **first (a)** *second (b)* ***third (c)*** and the rest.\n'
  const page = await translate(
    text,
    () => '<g1>第一（甲）</g1><g2>第二（乙）</g2><g3><g4>第三（丙）</g4></g3>和其余。',
    { tags: 'xml', to: 'zh' },
  )
  expect(page.sent).toHaveLength(1)
  for (const html of Object.values(pagesOf(page.text))) {
    const plain = html.replace(/<[^>]*>/g, '')
    expect(plain.replace(/\s/g, '')).toBe('第一（甲）第二（乙）第三（丙）和其余。')
    expect(html.match(/<strong>/g)).toHaveLength(2)
    expect(html.match(/<em>/g)).toHaveLength(2)
  }
})

test('in a heading, a cell and an item', async () => {
  const text = '# **Note:** words\n\n| **Note:** words |\n|---|\n\n- **Note:** words\n'
  const answer = () => '<g1>注意：</g1>话语'
  const page = await translate(text, answer, { tags: 'xml', to: 'zh', options: { anchors: 'off' } })
  const { github } = pagesOf(page.text)
  expect(github.match(/<strong>注意：?<\/strong>：?话语/g)).toHaveLength(3)
})

test('in a source of Chinese into English', async () => {
  const text = '这是**“重要”**的话。请看*（注）*吧。\n'
  const answer = (sent: string) =>
    sent.includes('重要') ? 'These are <g1>“important”</g1> words.' : 'See the<g1>(note)</g1>now.'
  const page = await translate(text, answer, {
    from: 'zh',
    to: 'en',
    tags: 'xml',
    options: { checks: { length: 'off', lengthDoubtful: 'off' } },
  })
  expect(page.report.complete).toBe(true)
  for (const html of Object.values(pagesOf(page.text))) {
    expect(html).not.toContain('*')
  }
})
