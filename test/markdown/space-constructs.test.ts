import { expect, test } from 'vitest'
import { rewrite } from './rewrite.ts'

test.each([
  ['See {% raw %} it.', '{', 'X{ {% raw %} }X'],
  ['See {{ x }} it.', '{', 'X{ {{ x }} }X'],
])('a brace beside the template of %j does not become part of it', (text, _, written) => {
  const answers = ['X{', '}X']
  expect(rewrite(text, () => answers.shift()!).text).toBe(written)
})

test('a component is seen behind Chinese words, which have no spaces', () => {
  const answers = ['使用', '设置。']
  const { text } = rewrite('Use :icon{name=x} to set up.', () => answers.shift()!)
  expect(text).toBe('使用 :icon{name=x}设置。')
})

test('a template that GFM cuts into cells is left alone', () => {
  const text = '| Price | Note |\n|---|---|\n| {{ price | money }} | much |\n'
  const { text: result } = rewrite(text, (words) => words.toUpperCase())
  expect(result).toBe('| PRICE | NOTE |\n|---|---|\n| {{ price | money }} | MUCH |\n')
})

test('dollars that the author escaped stay escaped', () => {
  const text = 'It costs \\$5 or \\$10.\n'
  expect(rewrite(text, (words) => words.toUpperCase()).text).toBe(text.toUpperCase())
})
