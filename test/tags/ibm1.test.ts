import { expect, test } from 'vitest'
import { learnAlignment } from '../../src/tags/ibm1.ts'

const pairs = [
  ['the red house', 'la casa roja'],
  ['the green house', 'la casa verde'],
  ['the red car', 'el coche rojo'],
  ['a green car', 'un coche verde'],
  ['a red book', 'un libro rojo'],
  ['the book', 'el libro'],
  ['a green door', 'una puerta verde'],
  ['the house', 'la casa'],
  ['green', 'verde'],
  ['house', 'casa'],
].map(([source = '', target = '']) => ({ source, target }))

const align = await learnAlignment(pairs, { from: 'en', to: 'es' })

function best(source: string, target: string, word: string): string {
  const links = align(source, target)
  const [, , start, end] = links
    .filter(([from, to]) => source.slice(from, to) === word)
    .reduce((a, b) => (b[4]! > a[4]! ? b : a))
  return target.slice(start, end)
}

test('words that move are found again', () => {
  expect(best('the green house', 'la casa verde', 'green')).toBe('verde')
  expect(best('the green house', 'la casa verde', 'house')).toBe('casa')
})

test('a sentence that was never seen is aligned by its known words', () => {
  expect(best('the green book', 'el libro verde', 'green')).toBe('verde')
})

test('a new word is linked to the one that looks like it', () => {
  expect(best('the red installation', 'la instalación roja', 'red')).toBe('roja')
  expect(best('Vite the house', 'la casa Vite', 'Vite')).toBe('Vite')
})

test('offsets are ranges of whole words and scores are shares', () => {
  const source = 'the red house'
  for (const [from, to, , , score] of align(source, 'la casa roja')) {
    expect(['the', 'red', 'house']).toContain(source.slice(from, to))
    expect(score).toBeGreaterThan(0)
    expect(score).toBeLessThanOrEqual(1)
  }
})

test('nothing to learn from, and nothing to align, is fine', async () => {
  const ignorant = await learnAlignment([], { from: 'en', to: 'ja' })
  expect(ignorant('', '')).toEqual([])
  expect(ignorant('...', '。')).toEqual([])
  expect(ignorant('Vite 8', 'Vite 8')).not.toEqual([])
})
