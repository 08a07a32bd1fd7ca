import { expect, test } from 'vitest'
import { defineTranslator, resolveTranslator } from '../../src/translators/index.ts'
import type { Translator } from '../../src/types.ts'

test.each([
  ['pseudo', 'pseudo'],
  ['apertium', 'apertium'],
  ['http:http://127.0.0.1:8080', 'seamless-m4t-v2-large'],
  ['http:https://gpu.example/invocations', 'seamless-m4t-v2-large'],
  ['https://gpu.example', 'seamless-m4t-v2-large'],
  ['sagemaker', 'seamless-m4t-v2-large'],
  ['sagemaker:polyglot-main', 'seamless-m4t-v2-large'],
])('%s names a translator', (spec, fingerprint) => {
  const translator = resolveTranslator(spec)
  expect(translator.fingerprint).toBe(fingerprint)
  expect(translator.name).toBe(/^\w+/.exec(spec)?.[0].replace('https', 'http'))
})

test('a translator stands for itself', () => {
  const mine = defineTranslator({ name: 'mine', translate: async ({ texts }) => texts })
  expect(resolveTranslator(mine)).toBe(mine)
})

test.each([
  [
    'apertum',
    /no translator 'apertum'.*pseudo, apertium, http:URL and sagemaker.*Did you mean 'apertium'/,
  ],
  ['sagmaker', /Did you mean 'sagemaker'/],
  ['sagemaker:', /does not name an endpoint.*sagemaker:polyglot-main/],
  ['sagemaker:my endpoint', /'sagemaker:my endpoint' does not name an endpoint/],
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
