import { expect, test } from 'vitest'
import { occurrences } from '../../src/tags/find.ts'
import { wordsOf } from '../../src/tags/words.ts'

const words = (text: string) => wordsOf(text).map(({ start, end }) => text.slice(start, end))

test('words of many scripts are told apart', () => {
  expect(words("l'application d’un don't Vite'ın")).toEqual([
    "l'",
    'application',
    'd’un',
    "don't",
    "Vite'ın",
  ])
  expect(words('Viteのプラグイン')[0]).toBe('Vite')
  expect(words('C++ — 👩‍👩‍👧!')).toEqual(['C', '+', '+', '👩‍👩‍👧'])
  expect(words('\u0301 e\u0301')).toEqual(['\u0301', 'e\u0301'])
})

test('terms are found whatever their case, quotes and spaces', () => {
  const text = 'Das API und die api: rapid, don’t  STOP'
  expect(occurrences('API', text).map(({ start }) => start)).toEqual([4, 16])
  expect(occurrences("don't stop", text)).toHaveLength(1)
  expect(occurrences('a.*', text)).toEqual([])
  expect(occurrences('', text)).toEqual([])
})

test('a term is not found inside a grapheme', () => {
  expect(occurrences('e', 'e\u0301 e')).toEqual([{ start: 3, end: 4 }])
})
