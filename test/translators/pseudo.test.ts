import { describe, expect, test } from 'vitest'
import { pseudo } from '../../src/translators/pseudo.ts'
import { ask, translatorContract } from '../contract/translator.ts'

translatorContract('pseudo', pseudo, { pair: { from: 'en', to: 'es' } })

async function pseudoOf(text: string, to = 'es') {
  return (await ask(pseudo(), { from: 'en', to }, [text]))[0]
}

describe('pseudo', () => {
  test('marks the language, accents the letters and makes words a little longer', async () => {
    expect(await pseudoOf('The house is big.')).toBe('«es Thé höüšéé íš bíg».')
  })

  test('shows which language it is', async () => {
    expect(await pseudoOf('Hello', 'zh-Hant')).toMatch(/^«zh-Hant /)
    expect(await pseudoOf('Hello', 'ar')).toMatch(/^«ar /)
  })

  test('adds no digits for a region that is written in digits', async () => {
    expect(await pseudoOf('Hello', 'es-419')).toMatch(/^«es Héllöö»/)
  })

  test.each([
    'useState',
    '--flag',
    'npm',
    'X1',
    'README',
    'my_file',
    'src/a.ts',
    'https://example.com/a?b=c#d',
    '@scope/name',
    '3.50$',
    'v2',
    'call()',
    '`code`',
  ])('leaves %s as it is', async (word) => {
    expect(await pseudoOf(`See (${word}), or ${word} now.`)).toContain(
      ` (${word}), ör ${word} ñöw»`,
    )
  })

  test('does not touch what has no words', async () => {
    for (const text of ['', '3.50', '😀!', '&lt;', '<x1/>']) expect(await pseudoOf(text)).toBe(text)
  })

  test('does not tear an entity at the end apart', async () => {
    expect(await pseudoOf('A &lt;b&gt;')).toBe('«es Á &lt;b&gt;»')
  })

  test('keeps its bracket away from a URL, or a tag that may stand for one, at the end', async () => {
    expect(await pseudoOf('See https://example.com/a.')).toBe('«es Šéé https://example.com/a ».')
    expect(await pseudoOf('See <x1/>.')).toBe('«es Šéé <x1/> ».')
  })

  test('keeps the colon or the question mark last', async () => {
    expect(await pseudoOf('Why?')).toMatch(/»\?$/)
    expect(await pseudoOf('The list:')).toMatch(/»:$/)
  })
})
