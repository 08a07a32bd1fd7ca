import { describe, expect, test } from 'vitest'
import { readAnswers } from '../../src/translate/answers.ts'

describe('invariant 7: one answer per text, in order; anything else is an error, never padded', () => {
  test.each<[name: string, reply: unknown, words: RegExp]>([
    ['too few', ['uno'], /2 texts with 1 translations/],
    ['too many', ['uno', 'dos', 'tres'], /2 texts with 3/],
    ['nothing', undefined, /with undefined instead of a list/],
    ['null', null, /with null instead/],
    ['an object', { translations: ['uno', 'dos'] }, /with an object with translations instead/],
    ['a text', 'uno\ndos', /with a string instead/],
    ['a null entry', ['uno', null], /answer number 2 is null/],
    ['a hole', [undefined, 'dos'], /answer number 1 is undefined/],
    ['a number', ['uno', 2], /answer number 2 is a number/],
    ['a list', [['uno'], 'dos'], /answer number 1 is a list/],
    ['an object without a text', ['uno', { translation: 'dos' }], /an object with translation/],
    ['a text that is none', [{ text: 1 }, 'dos'], /answer number 1/],
  ])('%s', (_, reply, words) => {
    expect(() => readAnswers(reply, ['one', 'two'])).toThrow(words)
  })
})

test('strings, objects with unknown fields and refusals are understood', () => {
  const reply = [
    ' uno\n',
    { text: 'dos', score: -0.5, model: 'x', tokens: [1] },
    { error: 'too long', retryable: true },
    { error: { code: 'E' } },
  ]
  expect(readAnswers(reply, ['one', 'two', 'three', 'four'])).toEqual([
    { text: 'uno' },
    { text: 'dos', score: -0.5 },
    { error: 'too long', retryable: true },
    { error: '{"code":"E"}', retryable: false },
  ])
})

test('a good alignment is kept and follows the text when white space is removed', () => {
  const reply = [
    {
      text: '  el coche ',
      alignment: [
        [0, 3, 2, 4],
        [4, 7, 5, 10, 0.5],
      ],
    },
  ]
  expect(readAnswers(reply, ['the car'])).toEqual([
    {
      text: 'el coche',
      alignment: [
        [0, 3, 0, 2, 1],
        [4, 7, 3, 8, 0.5],
      ],
    },
  ])
})

test.each<[name: string, alignment: unknown]>([
  ['beyond the source', [[0, 8, 0, 2]]],
  ['beyond the target', [[0, 3, 0, 9]]],
  ['negative', [[-1, 3, 0, 2]]],
  ['backwards', [[3, 1, 0, 2]]],
  ['not whole', [[0, 1.5, 0, 2]]],
  ['too short', [[0, 1, 0]]],
  ['no number', [['0', 1, 0, 1]]],
  ['no list', 'x'],
  ['an impossible score', [[0, 3, 0, 2, Number.NaN]]],
])('an alignment that is %s is dropped and the text kept', (_, alignment) => {
  expect(readAnswers([{ text: 'el coche', alignment }], ['the car'])).toEqual([
    { text: 'el coche' },
  ])
})
