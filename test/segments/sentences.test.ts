import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SentenceOptions, sentences } from '../../src/segments/sentences.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures/sentences')

function pieces(text: string, locale: string, options?: SentenceOptions): string[] {
  return sentences(text, locale, options).map(({ start, end }) => text.slice(start, end))
}

/** Fixture lines: `|` marks where a sentence starts, `#` a comment. */
describe.each(globSync('*.txt', { cwd: FIXTURES }).sort())('%s', (file) => {
  const lines = readFileSync(join(FIXTURES, file), 'utf8').split('\n')
  const cases = lines.filter((line) => line !== '' && !line.startsWith('#'))

  it.each(cases)('%s', (line) => {
    const expected = line.split('|').map((piece) => piece.trim())
    expect(pieces(line.replaceAll('|', ''), basename(file, '.txt'))).toEqual(expected)
  })
})

it('the fixtures hold at least 80 cases in 14 languages', () => {
  const files = globSync('*.txt', { cwd: FIXTURES })
  const lines = files.flatMap((file) => readFileSync(join(FIXTURES, file), 'utf8').split('\n'))
  expect(files.length).toBeGreaterThanOrEqual(14)
  expect(lines.filter((line) => line && !line.startsWith('#')).length).toBeGreaterThanOrEqual(80)
})

describe('a sentence', () => {
  it('is looked for in text only', () => {
    expect(sentences('', 'en')).toEqual([])
    expect(sentences(' \u00a0\n', 'en')).toEqual([])
    expect(sentences('  One. Two.  ', 'en')).toEqual([
      { start: 2, end: 6 },
      { start: 7, end: 11 },
    ])
  })

  it('without any letter stays with its neighbour, or alone', () => {
    expect(pieces('1. 2. 3.', 'en')).toEqual(['1. 2. 3.'])
    expect(pieces('Yes. 100 %. No.', 'en')).toEqual(['Yes.', '100 %. No.'])
    expect(pieces('Yes. :-)', 'en')).toEqual(['Yes. :-)'])
  })

  it('goes on where a full stop is followed by a no-break space', () => {
    expect(pieces('See Ex.\u00a0One. Then stop.', 'en')).toEqual([
      'See Ex.\u00a0One.',
      'Then stop.',
    ])
  })

  it('is found in a locale with script and region, and in a language without a list', () => {
    expect(pieces('真的吗？“是的。”', 'zh-Hant-TW')).toEqual(['真的吗？', '“是的。”'])
    expect(pieces('Habari. Dr. Juma yupo.', 'sw')).toEqual(['Habari.', 'Dr. Juma yupo.'])
  })

  it('goes on where mayBreak says so, and mayBreak is asked with the start of the next one', () => {
    const text = 'One two. Three four. Five.'
    const asked: number[] = []
    const mayBreak = (offset: number) => asked.push(offset) > 1
    expect(pieces(text, 'en', { mayBreak })).toEqual(['One two. Three four.', 'Five.'])
    expect(asked.map((offset) => text.slice(offset, offset + 4))).toEqual(['Thre', 'Five'])
  })

  it('comes out of a quotation that is longer than the limit', () => {
    const text = `“${'Some words here. '.repeat(3)}End.”`
    expect(pieces(text, 'en')).toHaveLength(1)
    expect(pieces(text, 'en', { longest: 40 })).toHaveLength(4)
  })
})

describe('a sentence that is too long', () => {
  const clause = (words: number) => Array.from({ length: words }, () => 'word').join(' ')

  it('is cut at a semicolon rather than at a comma, and at a comma rather than at a space', () => {
    expect(pieces(`${clause(7)}, ${clause(2)}; ${clause(9)}`, 'en', { longest: 60 })).toEqual([
      `${clause(7)}, ${clause(2)};`,
      clause(9),
    ])
    expect(pieces(`${clause(8)}, ${clause(9)}`, 'en', { longest: 60 })).toEqual([
      `${clause(8)},`,
      clause(9),
    ])
    expect(pieces(clause(16), 'en', { longest: 60 })).toEqual([clause(8), clause(8)])
  })

  it('is not cut in a time or an address', () => {
    const text = `${clause(6)} at 10:30 ${clause(6)}`
    expect(pieces(text, 'en', { longest: 40 }).join(' ')).toBe(text)
  })

  it('is cut by default at 600 characters, in Chinese and Japanese at 180', () => {
    const longest = (text: string, locale: string) =>
      Math.max(...pieces(text, locale).map((piece) => piece.length))
    expect(longest(clause(119), 'en')).toBe(594)
    expect(longest(clause(1000), 'en')).toBeLessThanOrEqual(600)
    expect(longest('今天天气很好，'.repeat(200), 'zh')).toBeLessThanOrEqual(180)
    expect(longest('今日はとても天気がいいので'.repeat(100), 'ja')).toBeLessThanOrEqual(180)
  })

  it('is not cut where mayBreak says no, as long as another place is near enough', () => {
    const link = clause(14)
    const text = `${clause(4)} ${link} ${clause(4)}`
    const inLink = (offset: number) => offset > 20 && offset < 20 + link.length
    const result = pieces(text, 'en', { longest: 60, mayBreak: (offset) => !inLink(offset) })
    expect(result.some((piece) => piece.includes(link))).toBe(true)
    expect(pieces(clause(100), 'en', { longest: 60, mayBreak: () => false }).length).toBe(9)
  })

  it('is never cut inside a grapheme', () => {
    const family = '👩‍👩‍👧‍👦'
    const result = pieces(family.repeat(50), 'en', { longest: 40 })
    expect(result.every((piece) => piece.replaceAll(family, '') === '')).toBe(true)
    const letter = `e${'\u0301'.repeat(100)}`
    expect(pieces(letter.repeat(3), 'en', { longest: 40 })).toEqual([letter.repeat(3)])
  })
})

const alphabet = fc.constantFrom(
  ...[
    '. ',
    '.',
    '? ',
    '!',
    '…',
    '... ',
    '。',
    '？',
    '“',
    '”',
    '"',
    '«',
    '»',
    '(',
    ')',
    '「',
    '」',
    ' ',
    '\u00a0',
    '\n',
  ],
  ...[
    'a',
    'B',
    'Dr',
    'word ',
    '3',
    '真',
    'の',
    '👩‍👧',
    'é',
    '\u0301',
    '\ud83d',
    'क',
    '।',
    '؟ ',
    ';',
    ', ',
    '\0',
  ],
)

it('any text: ranges are in order, only space lies between them, and nothing is lost', () => {
  const text = fc.oneof(
    fc.array(alphabet, { maxLength: 200 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 200 }),
  )
  const locale = fc.constantFrom('en', 'de', 'zh', 'ja', 'el', 'hi', 'ru', 'tlh')
  const longest = fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined })
  fc.assert(
    fc.property(text, locale, longest, fc.boolean(), (text, locale, longest, strict) => {
      const mayBreak = strict ? (offset: number) => offset % 3 === 0 : undefined
      let end = 0
      for (const range of sentences(text, locale, { longest, mayBreak })) {
        expect(range.start).toBeGreaterThanOrEqual(end)
        expect(range.end).toBeGreaterThan(range.start)
        expect(text.slice(end, range.start)).toMatch(/^\s*$/)
        expect(text.slice(range.start, range.end)).toBe(text.slice(range.start, range.end).trim())
        end = range.end
      }
      expect(text.slice(end)).toMatch(/^\s*$/)
    }),
    { numRuns: 1000 },
  )
})

it.each([
  ['sentences', 'One more sentence, and it ends here. '],
  ['no mark and no space', 'a'],
  ['Chinese without a mark', '今天天气很好'],
  ['open brackets', '( a. B '],
  ['list numbers', '1. '],
  ['marks', '.'],
  ['quotes', '" '],
  ['combining marks', '\u0301'],
])('a megabyte of %s takes seconds at most', { timeout: 5000 }, (_, unit) => {
  const text = unit.repeat(1_000_000 / unit.length)
  expect(sentences(text, 'en').length).toBeGreaterThan(0)
})
