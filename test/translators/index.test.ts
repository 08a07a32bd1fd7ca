import { expect, test } from 'vitest'
import { defineTranslator, resolveTranslator } from '../../src/translators/index.ts'
import type { Translator } from '../../src/types.ts'

test.each([
  ['pseudo', 'pseudo'],
  ['apertium', 'apertium'],
  ['http:http://127.0.0.1:8080', 'http:seamless-m4t-v2-large'],
  ['http:https://gpu.example/invocations', 'http:seamless-m4t-v2-large'],
  ['https://gpu.example', 'http:seamless-m4t-v2-large'],
])('%s names a translator', (spec, fingerprint) => {
  expect(resolveTranslator(spec).fingerprint).toBe(fingerprint)
})

test('a translator stands for itself', () => {
  const mine = defineTranslator({ name: 'mine', translate: async ({ texts }) => texts })
  expect(resolveTranslator(mine)).toBe(mine)
})

test.each([
  ['apertum', /no translator 'apertum'.*pseudo, apertium and http:URL.*Did you mean 'apertium'/],
  ['http', /needs an address/],
  ['http:nonsense', /'nonsense' is not an address/],
  ['http:ftp://a', /'ftp:\/\/a' is not an address/],
])('%s is refused with the way out', (spec, words) => {
  expect(() => resolveTranslator(spec)).toThrow(words)
  expect(() => resolveTranslator(spec)).toThrow(expect.objectContaining({ code: 'BAD_OPTION' }))
})

test('an object that is no translator is refused', () => {
  for (const wrong of [undefined, {}, { translate() {} }])
    expect(() => resolveTranslator(wrong as unknown as Translator)).toThrow(/defineTranslator/)
})
