import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clausesOf } from '../../src/tags/clauses.ts'
import { sourceTokens } from '../../src/tags/source.ts'
import { anySegment, segmentOf, show } from './segments.ts'

function cut(marked: string, from = 'en'): string[] | undefined {
  return clausesOf(segmentOf(marked), from)?.clauses.map(({ text }) => text)
}

describe('a segment is cut', () => {
  test.each([
    [
      'The garden is open all day; the house is shown at noon: bring a friend along.',
      ['The garden is open all day;', 'the house is shown at noon:', 'bring a friend along.'],
    ],
    [
      'The garden is open all day — the house is not open at all.',
      ['The garden is open all day', 'the house is not open at all.'],
    ],
    [
      'The garden is open all day. The house is shown at noon! Who would come then?',
      ['The garden is open all day.', 'The house is shown at noon!', 'Who would come then?'],
    ],
  ])('at the marks between clauses: %s', (text, clauses) => {
    expect(cut(text)).toEqual(clauses)
  })

  test('in Chinese, where no space follows and few characters say much', () => {
    expect(cut('花园全天开放不收费；房子中午可以参观。', 'zh')).toEqual([
      '花园全天开放不收费；',
      '房子中午可以参观。',
    ])
  })

  test('at the middle comma, if it is long and there is nothing else', () => {
    const text = `${'one word after another, '.repeat(8)}and an end.`
    const [first, second, ...more] = cut(text)!
    expect(more).toEqual([])
    expect(`${first} ${second}`).toBe(text)
    expect(Math.abs(first!.length - second!.length)).toBeLessThan(40)
  })
})

describe('a segment stays whole', () => {
  test.each([
    ['Note: the house is shown at noon.', 'a clause would be short'],
    ['One word after another, and an end of it.', 'a comma is no reason'],
    ['The garden is open [all day; the house] is shown at noon.', 'a link spans the mark'],
    ['The garden is open all day;^ the house is shown at noon.', 'a footnote stands there'],
    ['The garden (it is big; it is old) is open all day.', 'brackets span the mark'],
    ['The garden is open until 18:30:15 in the evening.', 'it is a time'],
  ])('%s: %s', (text) => {
    expect(cut(text)).toBeUndefined()
  })
})

test('tags go with their clauses, numbered anew, and come back as they were', () => {
  const segment = segmentOf('The *garden* is open [all day]; the `house` is _shown_^ at noon.')
  const { clauses, join } = clausesOf(segment, 'en')!
  expect(clauses.map(({ tags }) => tags.map(({ id, type }) => `${id} ${type}`))).toEqual([
    ['1 strong', '2 link'],
    ['1 inlineCode', '2 emphasis', '3 footnoteReference'],
  ])
  const [first, second] = clauses
  expect(first!.text.slice(first!.tags[1]!.start, first!.tags[1]!.end)).toBe('all day')
  expect(second!.text.slice(second!.tags[0]!.start, second!.tags[0]!.end)).toBe('house')
  expect(join(clauses.map(sourceTokens), 'es')).toEqual(sourceTokens(segment))
})

test('clauses are joined as their language joins sentences, and dashes stay', () => {
  const { clauses, join } = clausesOf(
    segmentOf('The garden is open all day; the house is not open.'),
    'en',
  )!
  const translated = clauses.map((_, index) => [{ type: 'text' as const, value: `${index}` }])
  expect(show({ text: '', tags: [] }, join(translated, 'es'))).toBe('0 1')
  expect(show({ text: '', tags: [] }, join(translated, 'zh'))).toBe('01')
  const chinese = clausesOf(segmentOf('花园全天开放不收费；房子中午可以参观。'), 'zh')!
  const words = [[{ type: 'text' as const, value: 'a;' }], [{ type: 'text' as const, value: 'b' }]]
  expect(show({ text: '', tags: [] }, chinese.join(words, 'en'))).toBe('a; b')
  const dashed = clausesOf(segmentOf('The garden is open all day — the house is not open.'), 'en')!
  expect(show({ text: '', tags: [] }, dashed.join(words, 'zh'))).toBe('a; — b')
})

test('clauses that come back as they were give the source, whatever its tags', () => {
  const long = fc.array(anySegment, { minLength: 2, maxLength: 5 }).map((segments) => {
    const text: string[] = []
    const tags: (typeof segments)[0]['tags'] = []
    for (const segment of segments) {
      const start = text.join('').length
      const ids = tags.length
      text.push(segment.text, ' and so on it goes; ')
      for (const tag of segment.tags)
        tags.push({
          ...tag,
          id: tag.id + ids,
          start: tag.start + start,
          end: tag.end + start,
          parent: tag.parent === undefined ? undefined : tag.parent + ids,
        })
    }
    return { text: `${text.join('')}the end is near.`, tags }
  })
  let cuts = 0
  fc.assert(
    fc.property(long, (segment) => {
      const found = clausesOf(segment, 'en')
      if (!found) return
      cuts += 1
      const tokens = found.join(found.clauses.map(sourceTokens), 'es')
      const plain = (list: typeof tokens) =>
        list.map((token) => (token.type === 'text' ? token.value : '')).join('')
      expect(plain(tokens).replace(/\s/g, '')).toBe(plain(sourceTokens(segment)).replace(/\s/g, ''))
      expect(tokens.filter(({ type }) => type !== 'text')).toEqual(
        sourceTokens(segment).filter(({ type }) => type !== 'text'),
      )
    }),
  )
  expect(cuts).toBeGreaterThan(20)
})

test('a block of 500 kB is cut in linear time', () => {
  const start = performance.now()
  const size = 500_000
  for (const unit of ['; ', 'a; ', '(a; ', 'word after word after word; ', 'a, ', '— '])
    clausesOf({ text: unit.repeat(size / unit.length), tags: [] }, 'en')
  expect(performance.now() - start).toBeLessThan(5_000)
})
