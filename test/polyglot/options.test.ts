import { Keyv } from 'keyv'
import { describe, expect, test } from 'vitest'
import { createPolyglot } from '../../src/polyglot.ts'
import { defineTranslator } from '../../src/translators/index.ts'
import { counting } from './counting.ts'

const text = 'Some words here. And some more.\n'

describe('options', () => {
  test.each([
    [{ onError: 'crash' }, /Option "onError" is "crash"; expected 'source' or 'fail'/],
    [{ to: 'es' }, /Option "to" is "es"; expected a list of languages/],
    [{ frontmatter: 'title' }, /Option "frontmatter" is "title"; expected a list of paths/],
    [{ to: ['spanish'] }, /"spanish" is not a language code\. Did you mean Spanish \(es\)/],
    [{ translator: 'apertum' }, /apertium/],
    [{ checks: { numbrs: 'off' } }, /numbers/],
  ])('%j is refused with what was expected', (options, message) => {
    expect(() => createPolyglot(options as never)).toThrow(message)
  })

  test('a translator for each language, and one for all others', async () => {
    const say = (name: string) =>
      defineTranslator({
        name,
        translate: async ({ texts }) => texts.map((source) => `${name}: ${source}`),
      })
    const polyglot = createPolyglot({
      cache: new Keyv(),
      translator: { spa: say('uno'), '*': say('many') },
    })
    expect((await polyglot.translateDocument({ text, to: 'es-MX' })).text).toBe(
      'uno: Some words here. uno: And some more.\n',
    )
    expect((await polyglot.translateDocument({ text, to: 'fr' })).text).toBe(
      'many: Some words here. many: And some more.\n',
    )
    const only = createPolyglot({ cache: new Keyv(), translator: { es: say('uno') } })
    await expect(only.translateDocument({ text, to: 'fr' })).rejects.toThrow(
      /none for French \(fr\); it has es/,
    )
  })

  test('a translator that wants blocks is sent blocks', async () => {
    const sent: string[] = []
    const translator = defineTranslator({
      name: 'blocks',
      unit: 'block',
      async translate({ texts }) {
        sent.push(...texts)
        return texts.map((source) => source.toUpperCase())
      },
    })
    const polyglot = createPolyglot({ cache: new Keyv(), translator })
    await polyglot.translateDocument({
      text: `${text}\n- One item. Two sentences.\\\n  After a break.\n`,
      to: 'es',
    })
    expect(sent.sort()).toEqual([
      'After a break.',
      'One item. Two sentences.',
      'Some words here. And some more.',
    ])
  })

  test('an unsupported language is refused with the nearest that the translator knows', async () => {
    const translator = defineTranslator({
      name: 'iberian',
      languages: () => ({ from: ['en'], to: ['es', 'pt', 'ca'] }),
      translate: async ({ texts }) => texts.map((source) => source.toUpperCase()),
    })
    const polyglot = createPolyglot({ cache: new Keyv(), translator })
    await expect(polyglot.translateDocument({ text, to: 'ja' })).rejects.toThrow(
      /iberian does not translate into Japanese \(ja\)\. Nearest that it knows: /,
    )
    await expect(polyglot.translateDocument({ text, to: 'es', from: 'de' })).rejects.toThrow(
      /from German \(de\)/,
    )
    expect((await polyglot.translateDocument({ text, to: 'pt-BR' })).text).toBe(text.toUpperCase())
  })

  test('regional variants that the translator does not tell apart share what was paid for', async () => {
    let sent = 0
    const translator = defineTranslator({
      name: 'regionless',
      languages: () => ({ from: ['en'], to: ['es'] }),
      async translate({ texts }) {
        sent += texts.length
        return texts.map((source) => source.toUpperCase())
      },
    })
    const polyglot = createPolyglot({ cache: new Keyv(), translator })
    for (const to of ['es', 'es-MX', 'es-AR']) await polyglot.translateDocument({ text, to })
    expect(sent).toBe(2)
  })
})

describe('counting', () => {
  test('a sentence in many documents counts once per locale', async () => {
    const { polyglot, sent } = counting()
    const documents = Array.from(
      { length: 20 },
      (_, index) => `Shared words everywhere. Own words of ${index}.\n`,
    )
    await Promise.all(
      ['es', 'fr'].flatMap((to) =>
        documents.map((text, index) =>
          polyglot.translateDocument({ text, to, path: `${index}.md` }),
        ),
      ),
    )
    expect(sent).toHaveLength(42)
    expect(polyglot.usage()).toMatchObject({
      documents: 40,
      units: 40,
      segments: 80,
      cached: 0,
      sent: 42,
    })
  })

  test('a dry run counts what the real run then sends, and sends nothing', async () => {
    const { polyglot, sent } = counting()
    const dry = await polyglot.translateDocument({ text, to: 'es', dryRun: true })
    expect(sent).toEqual([])
    const real = await polyglot.translateDocument({ text, to: 'es' })
    expect(dry.report).toMatchObject({
      sent: real.report.sent,
      sentCharacters: real.report.sentCharacters,
    })
    expect(dry.text).toBe(text)
  })

  test('an aborted document rejects with the reason and leaves the others alone', async () => {
    let answer: (() => void) | undefined
    const held = new Promise<void>((resolve) => {
      answer = resolve
    })
    const translator = defineTranslator({
      name: 'slow',
      async translate({ texts }) {
        await held
        return texts.map((source) => source.toUpperCase())
      },
    })
    const polyglot = createPolyglot({ cache: new Keyv(), translator })
    const abort = new AbortController()
    const given = polyglot.translateDocument({ text, to: 'es', signal: abort.signal })
    const kept = polyglot.translateDocument({ text, to: 'es' })
    setTimeout(() => abort.abort(new Error('enough')), 20)
    await expect(given).rejects.toThrow('enough')
    answer?.()
    expect((await kept).text).toBe(text.toUpperCase())
    await polyglot.close()
  })
})
