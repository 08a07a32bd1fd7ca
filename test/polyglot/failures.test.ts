import { Keyv } from 'keyv'
import { describe, expect, test } from 'vitest'
import { PolyglotError } from '../../src/errors.ts'
import { createPolyglot } from '../../src/polyglot.ts'
import { defineTranslator, type TranslatorDefinition } from '../../src/translators/index.ts'
import type { DocumentRequest } from '../../src/types.ts'
import { counting } from './counting.ts'

const text = 'Some words here. And some more.\n'
const never = () => new Promise<never>(() => {})

function polyglotOf(definition: Partial<TranslatorDefinition>, cache = new Keyv()) {
  const warnings: string[] = []
  const translator = defineTranslator({
    name: 'lab',
    translate: async ({ texts }) => texts.map((source) => source.toUpperCase()),
    ...definition,
  })
  const polyglot = createPolyglot({ cache, translator }, (line) => warnings.push(line))
  const translate = (request: Partial<DocumentRequest> = {}) =>
    polyglot.translateDocument({ text, to: 'es', ...request })
  return { polyglot, translate, warnings }
}

describe('a sentence that fails', () => {
  test('is paid for once, however many documents have it', async () => {
    const { polyglot, sent } = counting((source) =>
      source.startsWith('Bad') ? '' : source.toUpperCase(),
    )
    const reports = []
    for (let index = 0; index < 50; index++) {
      const text = `Bad words everywhere. Own words of ${index}.\n`
      reports.push((await polyglot.translateDocument({ text, to: 'es' })).report)
    }
    // One more time, because the first answer may have been bad luck.
    expect(sent.filter((source) => source.startsWith('Bad'))).toHaveLength(2)
    expect(reports[0]).toMatchObject({ sent: 2, cached: 0, complete: false })
    for (const report of reports.slice(1)) {
      expect(report).toMatchObject({ sent: 1, cached: 0, complete: false })
      expect(report.findings).toMatchObject([{ check: 'empty', source: 'Bad words everywhere.' }])
    }
    expect(polyglot.usage()).toMatchObject({ sent: 51, cached: 0 })
  })

  test('what never left is not counted as sent', async () => {
    const { polyglot, translate } = polyglotOf({
      limits: { segments: 5 },
      translate: async () => {
        throw new PolyglotError('TRANSLATOR_UNAVAILABLE', 'No connection.')
      },
    })
    const words = Array.from({ length: 300 }, (_, index) => `Words of number ${index} here.`)
    const { report } = await translate({ text: words.join('\n\n') })
    expect(report.findings).toHaveLength(300)
    expect(report.sent).toBeGreaterThan(0)
    expect(report.sent).toBeLessThanOrEqual(10)
    expect(report.sentCharacters).toBeLessThanOrEqual(10 * 26)
    expect(polyglot.usage()).toMatchObject({ sent: report.sent, cached: 0 })
  })
})

describe('a text that stands twice in a document', () => {
  test('is sent once, even when it is asked for again later', async () => {
    const { polyglot, sent } = counting((source) =>
      source === 'Guide' ? 'GUÍA' : source.replace('Guide', 'guía').toUpperCase(),
    )
    const text = '# Guide\n\nOpen the [Guide](g.md) now please.\n'
    const { report } = await polyglot.translateDocument({ text, to: 'es' })
    expect(sent.filter((source) => source === 'Guide')).toHaveLength(1)
    expect(report).toMatchObject({ sent: new Set(sent).size, cached: 0 })
  })
})

describe('languages', () => {
  test('that could not be had are asked for again by the next document', async () => {
    let asked = 0
    const { translate } = polyglotOf({
      languages() {
        asked += 1
        if (asked === 1) throw new Error('502')
        if (asked === 2) throw new PolyglotError('TRANSLATOR_UNAVAILABLE', 'down')
        return { from: ['en'], to: ['es'] }
      },
    })
    await expect(translate()).rejects.toThrow(/lab could not say which languages it knows: 502/)
    expect((await translate({ to: 'es' })).report).toMatchObject({ sent: 2 })
    // Now it is known that Mexico's Spanish is Spanish.
    expect((await translate({ to: 'es-MX' })).report).toMatchObject({ sent: 0, cached: 2 })
    await translate({ text: 'Other words here.', to: 'es' })
    expect(asked).toBe(3)
  })

  test('are understood in any spelling', async () => {
    const pairs: string[] = []
    const list = { from: ['eng'], to: ['spa_Latn', 'pt_BR'] }
    for (const languages of [list, { pairs: [['eng', 'spa'] as [string, string]] }]) {
      const { translate } = polyglotOf({
        languages: () => languages,
        async translate({ texts, from, to }) {
          pairs.push(`${from} ${to}`)
          return texts.map((source) => source.toUpperCase())
        },
      })
      await translate({ to: 'es-MX' })
    }
    expect(pairs).toEqual(['en es', 'en es'])
  })

  test.each([
    [
      5,
      /lab could not say which languages it knows: its languages\(\) gave 5; expected is \{ from/,
    ],
    [undefined, /gave undefined; expected is/],
    [{ from: ['en'] }, /gave \{"from":\["en"\]\}; expected is/],
    [{ from: ['en'], to: [5] }, /expected is/],
    [{ pairs: [['en']] }, /expected is/],
    [{ from: ['en'], to: ['spanish'] }, /"spanish" is not a language code/],
  ])('of the wrong shape (%j) are refused with what is expected', async (languages, message) => {
    const { translate } = polyglotOf({ languages: () => languages as never })
    await expect(translate()).rejects.toMatchObject({
      code: 'TRANSLATOR_FAILED',
      message: expect.stringMatching(message),
    })
  })
})

describe('giving up', () => {
  const soon = (reason: Error) => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(reason), 10)
    return controller.signal
  }

  test('while the translator is asked for its languages', async () => {
    const { translate, polyglot } = polyglotOf({ languages: never })
    const signal = soon(new Error('enough'))
    await expect(translate({ signal })).rejects.toThrow('enough')
    const inspecting = polyglot.inspectDocument({ text, to: 'es', signal: soon(new Error('stop')) })
    await expect(inspecting).rejects.toThrow('stop')
  })

  test('while others are before it, and a document that gives up makes room', async () => {
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    const { translate } = polyglotOf({
      languages: () => ({ from: ['en'], to: ['es', 'fr'] }),
      async translate({ texts, to }) {
        if (to === 'es') await answered
        return texts.map((source) => source.toUpperCase())
      },
    })
    const first = new AbortController()
    const before = Array.from({ length: 48 }, () => translate({ signal: first.signal }))
    const gone = Promise.allSettled(before)
    await expect(translate({ signal: soon(new Error('enough')) })).rejects.toThrow('enough')
    const behind = translate({ to: 'fr' })
    first.abort(new Error('all of them'))
    expect((await gone).every(({ status }) => status === 'rejected')).toBe(true)
    expect((await behind).text).toBe(text.toUpperCase())
    answer()
  })

  test('because all is closed says so, wherever the document is', async () => {
    for (const hold of [{ languages: never }, { translate: never }, {}]) {
      const { polyglot, translate, warnings } = polyglotOf(hold)
      const working = translate()
      const closed = polyglot.close()
      await expect(working).rejects.toMatchObject({
        name: 'AbortError',
        message: expect.stringMatching(/^Polyglot was closed before this document was translated/),
      })
      await closed
      await expect(translate()).rejects.toMatchObject({ name: 'AbortError' })
      await expect(polyglot.inspectDocument({ text, to: 'es' })).rejects.toThrow(/was closed/)
      await polyglot.close()
      expect(warnings).toEqual([])
    }
  })

  test('leaves nothing behind that Node warns of', async () => {
    const warned: string[] = []
    const listen = (warning: Error) => warned.push(warning.message)
    process.on('warning', listen)
    const { translate } = polyglotOf({})
    const { signal } = new AbortController()
    const texts = Array.from({ length: 100 }, (_, index) => `Words of ${index} here.`)
    await Promise.all(texts.map((each) => translate({ text: each, signal })))
    await new Promise((resolve) => setImmediate(resolve))
    process.off('warning', listen)
    expect(warned).toEqual([])
  })
})
