import { Keyv } from 'keyv'
import { describe, expect, test } from 'vitest'
import { createPolyglot } from '../../src/polyglot.ts'
import { defineTranslator } from '../../src/translators/index.ts'
import type { Batch, Translator } from '../../src/types.ts'
import { counting } from './counting.ts'

const text = 'Some words here. And some more.\n'

describe('options', () => {
  test.each([
    [{ onError: 'crash' }, /Option "onError" is "crash"; expected is 'source' or 'fail'/],
    [{ from: 5 }, /Option "from" is 5; expected is a language such as 'en'/],
    [{ to: 'es' }, /Option "to" is "es"; expected is a list of languages/],
    [{ to: [undefined] }, /Option "to" is \[ undefined \]; expected is a list of languages/],
    [{ to: ['spanish'] }, /"spanish" is not a language code\. Did you mean Spanish \(es\)/],
    [{ frontmatter: 'title' }, /Option "frontmatter" is "title"; expected is a list of paths/],
    [{ frontmatter: [5] }, /Option "frontmatter" is \[ 5 \]/],
    [{ cache: 5 }, /Option "cache" is 5; expected is a file such as .* or a Keyv store/],
    [{ cache: {} }, /Option "cache" is \{\}/],
    [{ cache: '' }, /Option "cache" is ""/],
    [{ checks: null }, /Option "checks" is null; expected is an object such as/],
    [{ checks: { numbrs: 'off' } }, /numbers/],
    [{ root: 5 }, /Option "root" is 5/],
    [{ translator: 'apertum' }, /apertium/],
    [{ translator: null }, /Option "translator" is null; expected is a translator, the name/],
    [{ translator: {} }, /Option "translator" is \{\}/],
    [{ translator: 5 }, /Option "translator" is 5/],
    [{ translator: ['apertium'] }, /Option "translator" is \[ 'apertium' \]/],
    [{ translator: { es: null } }, /neither a name .* nor a translator/],
    [{ translater: 'pseudo' }, /"translater" is not an option\. Did you mean translator\?/],
    [{ documents: [] }, /"documents" is not an option/],
    [null, /The options object is null; expected is an object such as/],
    ['es', /The options object is "es"/],
  ])('%j is refused with what was expected', (options, message) => {
    const create = () => createPolyglot(options as never)
    expect(create).toThrow(message)
    expect(create).toThrow(expect.objectContaining({ name: 'PolyglotError' }))
  })

  test('an option that is undefined has its default', () => {
    const { options } = createPolyglot({ from: undefined, to: undefined, cache: new Keyv() })
    expect(options).toMatchObject({ from: 'en', to: [] })
  })

  test.each([
    [null, /The request is null; expected is an object such as/],
    [{ to: 'es' }, /"text" of the request is undefined; expected is the markdown/],
    [{ text: Buffer.from('a'), to: 'es' }, /"text" of the request is <Buffer 61>/],
    [{ text: 'Words here.' }, /"to" of the request is undefined; expected is a language/],
    [{ text: 'Words here.', to: ['es'] }, /"to" of the request is \[ 'es' \]/],
    [{ text: 'Words here.', to: 'es', from: 5 }, /"from" of the request is 5/],
  ])('the request %j is refused with what was expected', async (request, message) => {
    const { polyglot } = counting()
    for (const ask of [polyglot.translateDocument, polyglot.inspectDocument])
      await expect(ask(request as never)).rejects.toMatchObject({
        code: 'BAD_OPTION',
        message: expect.stringMatching(message),
      })
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

  test('a translator for two languages is one, and closed once', async () => {
    let closed = 0
    const translator: Translator = {
      ...{ name: 'plain', fingerprint: 'plain', unit: 'sentence', tags: 'none' },
      limits: { segments: 8, characters: 800, concurrency: 1 },
      translate: async ({ texts }) => texts.map((source) => source.toUpperCase()),
      close: () => void closed++,
    }
    const polyglot = createPolyglot({
      cache: new Keyv(),
      translator: { es: translator, fr: translator },
    })
    expect(polyglot.options.translators).toHaveLength(1)
    await polyglot.close()
    expect(closed).toBe(1)
  })

  test('a translator made by hand, even one of a class, is completed', async () => {
    class Shouting {
      name = 'shouting'
      limits = {}
      #loud = (source: string) => source.toUpperCase()
      async translate({ texts }: Batch) {
        return texts.map(this.#loud)
      }
      languages() {
        return { from: ['eng'], to: this.#loud('es').split(',') }
      }
    }
    const polyglot = createPolyglot({
      cache: new Keyv(),
      translator: new Shouting() as unknown as Translator,
    })
    expect(polyglot.options.translators).toMatchObject([
      { fingerprint: 'shouting', unit: 'sentence', limits: { segments: 64 } },
    ])
    expect((await polyglot.translateDocument({ text, to: 'es' })).text).toBe(text.toUpperCase())
  })

  test('a translator made by hand with a field that cannot be used is refused', () => {
    const translate = async ({ texts }: Batch) => texts
    const translator = { name: 'zero', translate, limits: { concurrency: 0 } } as never
    expect(() => createPolyglot({ translator })).toThrow(/'zero' has limits\.concurrency 0/)
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
