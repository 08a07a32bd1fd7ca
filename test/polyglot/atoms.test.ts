import { describe, expect, test } from 'vitest'
import { counting, upperXml } from './counting.ts'

/** What is sent for a document, and what becomes of it. */
async function round(
  text: string,
  translate?: (text: string) => string,
  options: Parameters<typeof counting>[1] = {},
  to = 'es',
) {
  const { polyglot, sent } = counting(translate, options)
  const { text: result, report } = await polyglot.translateDocument({ text, to })
  return { result, sent, report }
}

describe('<br> is a hard break', () => {
  test.each(['<br>', '<br/>', '<br />', '<BR class="wide">'])(
    '%s sets lines apart in a cell, a heading and a paragraph',
    async (br) => {
      const text = `| Head |\n|---|\n| first line${br}second line |\n\n## One ${br} two\n\nUp here${br}\ndown there.\n`
      const { result, sent } = await round(text)
      expect(sent).toEqual(
        expect.arrayContaining(['first line', 'second line', 'One', 'two', 'Up here']),
      )
      expect(result).toContain(`| FIRST LINE${br}SECOND LINE |`)
      expect(result).toContain(`## ONE${br}TWO`)
      expect(result).toContain(`UP HERE${br}\nDOWN THERE.`)
    },
  )
  test('in a quote it keeps the line that follows', async () => {
    const { result } = await round('> Up here<br>\n> down there.\n')
    expect(result).toBe('> UP HERE<br>\n> DOWN THERE.\n')
  })
  test('inside emphasis it sets words apart', async () => {
    const { result, sent } = await round('See **first<br>second** now.\n')
    expect(sent).toContain('See first second now.')
    expect(result).toBe('SEE **FIRST<br>SECOND** NOW.\n')
  })
})

describe('marks that nobody reads aloud', () => {
  test.each([
    ['Text ![](x) in the middle.', 'Text in the middle.'],
    ['Text ![](x) ![](y) in the middle.', 'Text in the middle.'],
    ['Smile 🎉, he said.', 'Smile, he said.'],
    ['All is well 🎉.', 'All is well.'],
    ['Text <!-- note --> in the middle.', 'Text in the middle.'],
    ['See **![](x) the picture** now.', 'See the picture now.'],
    ['**![](x)<!-- a --> Bold** and more.', 'Bold and more.'],
    ['It is **bold ![](x)**', 'It is bold'],
    ['A note[^1] and (x)![i](y).\n\n[^1]: ok', 'A note and (x).'],
    ['使用![](x)设置。', '使用设置。'],
  ])('%s is sent with single spaces and no glued words', async (text, expected) => {
    const { result, sent } = await round(text, (source) => source)
    expect(sent[0]).toBe(expected)
    expect(result).toBe(text)
  })

  test.each([
    ['The cat![](x)dog here.', 'The cat dog here.'],
    ['The cat<!-- a --><!-- b -->dog here.', 'The cat dog here.'],
    ['A very long<wbr>word here.', 'A very longword here.'],
    ['Compare `one`<!-- a -->`two` now.', 'Compare one two now.'],
    ['Press <kbd>Ctrl</kbd><kbd>Alt</kbd> now.', 'Press Ctrl Alt now.'],
    ['The cat<b>![](x)dog</b> here.', 'The cat dog here.'],
  ])('%s keeps apart the words it stands between', async (text, expected) => {
    const { result, sent } = await round(text)
    expect(sent).toContain(expected)
    const squeeze = (page: string) => page.replace(/\s/g, '').toUpperCase()
    expect(squeeze(result)).toBe(squeeze(text).replace('LONG<WBR>WORD', 'LONGWORD<WBR>'))
  })

  test.each(['none', 'alignment', 'xml'] as const)(
    'the page keeps its spaces with tags: %s',
    async (tags) => {
      const translate = tags === 'xml' ? upperXml : undefined
      const text =
        'Text ![](x) in <!-- a --> the middle 🎉, and more ![](y) ![](z) of **it ![](l)**\n'
      const { result } = await round(text, translate, { tags })
      expect(result).toBe(
        text.replace(/\b(?:Text|in|the|middle|and|more|of|it)\b/g, (word) => word.toUpperCase()),
      )
    },
  )

  test('words that an image kept apart stay apart', async () => {
    const { result } = await round('The cat![](x)dog is here.\n')
    expect(result).toMatch(/^THE CAT ?!\[\]\(x\) ?DOG IS HERE\.\n$/)
  })
})

describe('code', () => {
  test('only identifiers travel as themselves', async () => {
    const text =
      'Run `--force` with `$HOME`, `.fit`, `a/b.ts`, `snake_case`, `x`, `npm` and `useState()`.\n'
    const { result, sent } = await round(text)
    expect(sent).toEqual(['Run X1 with X2, X3, X4, X5, X6, npm and useState().'])
    expect(result).toContain(
      'RUN `--force` WITH `$HOME`, `.fit`, `a/b.ts`, `snake_case`, `x`, `npm` AND',
    )
  })
  test('a sentence that lost its code loses no words for it', async () => {
    const lose = (source: string) => source.replace(' loader', '').toUpperCase()
    const text = 'The tool writes `loader` files to disk.\n'
    const { result, report } = await round(text, lose)
    expect(result).toBe('THE TOOL WRITES `loader` FILES TO DISK.\n')
    expect(report.findings).toMatchObject([{ severity: 'warning', check: 'tags' }])
  })
  test('code that meets other code stays apart from it', async () => {
    const chinese = (source: string) =>
      ({ title: '标题', name: '名称' })[source] ?? '现在使用标题名称。'
    const text = 'Use `title` and `name` now.\n'
    expect((await round(text, chinese, {}, 'zh')).result).toBe('现在使用`title` `name`。\n')
    const glue = (source: string) => upperXml(source).replace(' AND ', '')
    expect((await round(text, glue, { tags: 'xml' })).result).toBe('USE `title` `name` NOW.\n')
  })
  test('code inside a word takes nothing of the word away', async () => {
    const { result } = await round('The red`code`word is here.\n')
    expect(result).toBe('THE RED`code`WORD IS HERE.\n')
  })
})
