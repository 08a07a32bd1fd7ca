import { describe, expect, test } from 'vitest'
import { defineTranslator, type TranslatorDefinition } from '../../src/translators/define.ts'
import type { Batch } from '../../src/types.ts'
import { translatorContract } from '../contract/translator.ts'

const shout: TranslatorDefinition = {
  name: 'shout',
  translate: async ({ texts }) => texts.map((text) => text.toUpperCase()),
}

translatorContract('the least translator', () => defineTranslator(shout), {
  pair: { from: 'en', to: 'es' },
})

describe('defineTranslator', () => {
  test('fills in what was left out', () => {
    const translator = defineTranslator(shout)
    expect(translator).toMatchObject({
      name: 'shout',
      fingerprint: 'shout',
      unit: 'sentence',
      tags: 'none',
      limits: { segments: 64, characters: 8000, concurrency: 2 },
      timeout: 120_000,
    })
    expect(translator.languages).toBeUndefined()
    expect(translator.estimate).toBeUndefined()
  })

  test('puts the revision into the fingerprint, unless there is one of your own', () => {
    expect(defineTranslator({ ...shout, revision: '3' }).fingerprint).toBe('shout@3')
    expect(defineTranslator({ ...shout, revision: '3', fingerprint: 'f' }).fingerprint).toBe('f')
  })

  test('keeps the limits that were given and fills in the others', () => {
    const { limits } = defineTranslator({ ...shout, limits: { segments: 5 } })
    expect(limits).toEqual({ segments: 5, characters: 8000, concurrency: 2 })
  })

  test('passes on a time-out, and what a call is expected to cost', () => {
    const { timeout, estimate } = defineTranslator({
      ...shout,
      timeout: 5,
      estimate: ({ segments, characters }) => `${segments} ${characters}`,
    })
    expect(timeout).toBe(5)
    expect(estimate?.({ segments: 1, characters: 2 })).toBe('1 2')
  })

  test('closes once', async () => {
    let closed = 0
    const translator = defineTranslator({ ...shout, close: () => void closed++ })
    await translator.close?.()
    await translator.close?.()
    expect(closed).toBe(1)
  })

  test('takes what it has made as it is, and a changed copy anew', () => {
    const translator = defineTranslator(shout)
    expect(defineTranslator(translator)).toBe(translator)
    const copy = { ...translator, limits: { segments: 5 } } as TranslatorDefinition
    expect(defineTranslator(copy).limits).toMatchObject({ segments: 5, concurrency: 2 })
    expect(() => defineTranslator({ ...translator, unit: 'word' as never })).toThrow(/unit 'word'/)
  })

  test('calls the methods of a class on their instance', async () => {
    class Prefixing {
      name = 'prefixing'
      #prefix = '>'
      closed = false
      async translate({ texts }: Batch) {
        return texts.map((text) => this.#prefix + text)
      }
      languages() {
        return { from: ['en'], to: [this.#prefix] }
      }
      close() {
        this.closed = this.#prefix !== ''
      }
    }
    const instance = new Prefixing()
    const translator = defineTranslator(instance)
    const batch = { texts: ['a'], from: 'en', to: 'es' }
    const context = { signal: new AbortController().signal }
    expect(await translator.translate(batch, context)).toEqual(['>a'])
    expect(await translator.languages?.()).toEqual({ from: ['en'], to: ['>'] })
    await translator.close?.()
    expect(instance.closed).toBe(true)
  })

  test('does not pass on a call that has already been aborted', async () => {
    let calls = 0
    const translator = defineTranslator({
      name: 'counter',
      translate: async ({ texts }) => {
        calls++
        return texts
      },
    })
    const signal = AbortSignal.abort()
    await expect(
      translator.translate({ texts: ['a'], from: 'en', to: 'es' }, { signal }),
    ).rejects.toThrow()
    expect(calls).toBe(0)
  })

  test.each<[complaint: string, definition: unknown, words: RegExp]>([
    ['an empty name', { ...shout, name: ' ' }, /needs a name/],
    ['no translate', { name: 'shout' }, /'shout' needs a function translate/],
    ['an empty fingerprint', { ...shout, fingerprint: '' }, /fingerprint ''/],
    [
      'an unknown unit',
      { ...shout, unit: 'word' },
      /unit 'word'; expected is one of 'sentence', 'block'/,
    ],
    ['unknown tags', { ...shout, tags: 'html' }, /tags 'html'/],
    ['a limit of zero', { ...shout, limits: { segments: 0 } }, /limits\.segments 0/],
    [
      'a limit of one and a half',
      { ...shout, limits: { concurrency: 1.5 } },
      /limits\.concurrency 1\.5/,
    ],
    [
      'a limit that is not a number',
      { ...shout, limits: { characters: '9' } },
      /limits\.characters '9'/,
    ],
    ['limits that are none', { ...shout, limits: null }, /limits null; an object such as/],
    ['a time-out of zero', { ...shout, timeout: 0 }, /timeout 0; a whole number of milliseconds/],
    ['a time-out beyond what a timer takes', { ...shout, timeout: 2 ** 31 }, /1 to 2147483647/],
    [
      'an estimate that is no function',
      { ...shout, estimate: 'cheap' },
      /estimate 'cheap'; a function/,
    ],
    ['languages that are no function', { ...shout, languages: ['es'] }, /languages es; a function/],
    ['nothing at all', undefined, /needs a name/],
    ['an unknown limit', { ...shout, limits: { segment: 1 } }, /limits 'segment'/],
  ])('refuses %s', (_, definition, words) => {
    const define = () => defineTranslator(definition as TranslatorDefinition)
    expect(define).toThrow(expect.objectContaining({ code: 'BAD_OPTION' }))
    expect(define).toThrow(words)
  })
})
