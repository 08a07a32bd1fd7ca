import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer, LanguagePair, Translation, Translator } from '../../src/types.ts'

/** What a translator is tried with. */
export interface TranslatorContractOptions {
  pair: LanguagePair
  /** At least three different sentences in the language `pair.from`. @default some in English */
  texts?: string[]
  /** A pair that it refuses. Left out: it says that it takes any pair. */
  unsupported?: LanguagePair
}

const ENGLISH = [
  'The house is big.',
  'I see a red car and two old men',
  'You can use the new version, if you want to.',
  'What is the name of the first file?',
  'Some known and unknown options are left: read the list again!',
  'They were happy because the work was done.',
]

const MARKUP = 'The [red] car_is < 3.50$ & > a {b} ^_^ *x* `y` | c\\d @me ~/e # f.'
const UNICODE = [
  'A family 👨‍👩‍👧 and a flag 🇪🇸 see 𝒜 house.',
  'She says שלום עולם and مرحبا to the house.',
  'A bell \u0007 and a no-break\u00a0space.',
]
const NUMBERS = 'In 2026 the 3 houses cost 1250000 and 99.5 each.'

/**
 * What the pipeline may rely on, whoever translates. `create` is called once; the translator is closed at the end.
 */
export function translatorContract(
  name: string,
  create: () => Translator | Promise<Translator>,
  { pair, texts = ENGLISH, unsupported }: TranslatorContractOptions,
): void {
  describe(`${name} keeps the translator contract`, () => {
    let translator: Translator
    beforeAll(async () => {
      translator = await create()
    })
    afterAll(() => translator.close?.())

    /** Translates plain texts; a translator that wants XML gets them escaped, as the pipeline does it. */
    async function translate(sources: string[]): Promise<Translation[]> {
      const sent = translator.tags === 'xml' ? sources.map(escapeXml) : sources
      const answers = await ask(translator, pair, sent)
      expect(answers).toHaveLength(sources.length)
      return answers.map((answer) => {
        const translation = readTranslation(answer)
        return translator.tags === 'xml'
          ? { ...translation, text: unescapeXml(translation.text) }
          : translation
      })
    }

    async function translatedTexts(sources: string[]): Promise<string[]> {
      return (await translate(sources)).map(({ text }) => text)
    }

    test('says who it is and how much it takes at once', () => {
      expect(translator.name).toMatch(/\S/)
      expect(translator.fingerprint).toMatch(/\S/)
      for (const limit of Object.values(translator.limits)) expect(limit).toBeGreaterThanOrEqual(1)
    })

    test('gives one answer per text, in order', async () => {
      const forward = await translatedTexts(texts)
      expect(new Set(forward).size).toBe(texts.length)
      expect(await translatedTexts(texts.toReversed())).toEqual(forward.toReversed())
    })

    test('answers an empty batch with nothing', async () => {
      expect(await ask(translator, pair, [])).toEqual([])
    })

    test('gives repeated texts the same answer', async () => {
      const [first, , second] = await translatedTexts([texts[0]!, texts[1]!, texts[0]!])
      expect(second).toBe(first)
    })

    test('translates a text the same alone, among others and again', async () => {
      const together = await translate(texts)
      for (const [index, text] of texts.entries())
        expect(await translate([text])).toEqual([together[index]])
      expect(await translate(texts)).toEqual(together)
    })

    test('fills a batch of as many texts as it allows', async () => {
      const sources = Array.from(
        { length: Math.min(translator.limits.segments, 250) },
        (_, index) => texts[index % texts.length]!,
      )
      const once = await translatedTexts(texts)
      const all = await translatedTexts(sources)
      expect(all).toEqual(sources.map((_, index) => once[index % texts.length]))
    })

    test('keeps characters that mean something in markup', async () => {
      const [text] = await translatedTexts([MARKUP])
      for (const char of new Set(MARKUP.replace(/[\p{L}\d\s.]/gu, '')))
        expect(count(text!, char), `${char} in ${text}`).toBe(count(MARKUP, char))
    })

    test('keeps a text that is nothing but punctuation apart from its neighbours', async () => {
      const sources = [...'<>&[]*_\\`|$^@{}~#'].flatMap((char) => [char, `${texts[0]} ${char}`])
      const alone = await translatedTexts([texts[0]!])
      const all = await translatedTexts([...sources, texts[0]!])
      expect(all.at(-1)).toBe(alone[0])
      for (const [index, source] of sources.entries())
        if (index % 2 === 0) expect(all[index]).toContain(source)
    })

    test('keeps emoji, other scripts and control characters', async () => {
      const all = await translatedTexts(UNICODE)
      const kept = [
        ['👨‍👩‍👧', '🇪🇸', '𝒜'],
        ['שלום', 'עולם', 'مرحبا'],
        ['\u0007', '\u00a0'],
      ]
      for (const [index, parts] of kept.entries())
        for (const part of parts) expect(all[index]).toContain(part)
      for (const text of all) expect(text.isWellFormed()).toBe(true)
    })

    test('keeps numbers', async () => {
      const [text] = await translatedTexts([NUMBERS])
      for (const number of NUMBERS.match(/\d+/g)!) expect(text).toContain(number)
    })

    test('aligns within the texts, between characters, or not at all', async () => {
      const sources = [...texts, ...UNICODE, MARKUP]
      const all = await translate(sources)
      for (const [index, { text, alignment }] of all.entries()) {
        if (translator.tags === 'alignment') expect(alignment).not.toEqual([])
        for (const [start, end, targetStart, targetEnd, score = 1] of alignment ?? []) {
          expectSpan(sources[index]!, start, end)
          expectSpan(text, targetStart, targetEnd)
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThanOrEqual(1)
        }
      }
    })

    test('gives back every tag of XML, once and in its pair', async () => {
      const source = 'Read <g1>the <g2>big</g2> house</g1> with <x3/> and a &lt;b&gt; &amp; more.'
      const plain = source.replace(/<[^>]*>/g, '')
      const [answer] = await ask(translator, pair, [translator.tags === 'xml' ? source : plain])
      const { text } = readTranslation(answer!)
      const tags = text.match(/<\/?[gx]\d+\/?>/g) ?? []
      expect(tags.toSorted()).toEqual(
        translator.tags === 'xml' ? ['</g1>', '</g2>', '<g1>', '<g2>', '<x3/>'] : [],
      )
      if (translator.tags !== 'xml') return
      expect(text).toMatch(/<g1>.*<g2>.*<\/g2>.*<\/g1>/)
      expect(text.replace(/<\/?[gx]\d+\/?>/g, '')).toMatch(
        /^[^<>]*&lt;[^<>]*&gt;[^<>]*&amp;[^<>]*$/,
      )
    })

    test('rejects at once when the run has already been ended', async () => {
      const reason = new Error('the run is over')
      const started = performance.now()
      await expect(ask(translator, pair, texts, AbortSignal.abort(reason))).rejects.toBe(reason)
      expect(performance.now() - started).toBeLessThan(1000)
    })

    test('stops soon when the run ends during a call', async () => {
      const run = new AbortController()
      const reason = new Error('the run is over')
      const answering = ask(translator, pair, texts, run.signal)
      const settled = answering.then(
        (answers) => answers.length,
        (error: unknown) => error,
      )
      await new Promise((resolve) => setTimeout(resolve, 5))
      run.abort(reason)
      const started = performance.now()
      expect([reason, texts.length]).toContain(await settled)
      expect(performance.now() - started).toBeLessThan(1000)
    })

    test('tells which languages it knows, and names them when asked for another', async () => {
      const languages = await translator.languages?.()
      if (unsupported === undefined) {
        expect(languages).toBeUndefined()
        return
      }
      expect(languages).toBeDefined()
      await expect(ask(translator, unsupported, texts)).rejects.toMatchObject({
        code: 'UNSUPPORTED_LANGUAGE',
        message: expect.stringMatching(/\(\p{Ll}{2,3}\).*\(\p{Ll}{2,3}\)/su),
      })
    })

    test('can be closed more than once', async () => {
      const other = await create()
      await other.close?.()
      await other.close?.()
    })
  })
}

/** One call, with a signal that never aborts unless another is given. */
export async function ask(
  translator: Translator,
  pair: LanguagePair,
  texts: string[],
  signal: AbortSignal = new AbortController().signal,
): Promise<Answer[]> {
  return translator.translate({ ...pair, texts }, { signal })
}

/** The translation in an answer; a refusal fails the test with its own words. */
export function readTranslation(answer: Answer): Translation {
  if (typeof answer === 'string') return { text: answer }
  if ('error' in answer) throw new Error(`refused: ${answer.error}`)
  return answer
}

function expectSpan(text: string, start: number, end: number): void {
  expect(start).toBeGreaterThanOrEqual(0)
  expect(end).toBeGreaterThan(start)
  expect(end).toBeLessThanOrEqual(text.length)
  expect(text.slice(start, end).isWellFormed(), `${start}–${end} of ${text}`).toBe(true)
}

function count(text: string, part: string): number {
  return text.split(part).length - 1
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function unescapeXml(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
