import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PolyglotError } from '../src/errors.ts'
import {
  codeStyle,
  direction,
  displayName,
  formatLocale,
  localeScript,
  matchLocale,
  nearestLocales,
  parseLocale,
} from '../src/locales.ts'
import { FLORES } from '../src/translators/languages/flores.ts'

describe('parseLocale', () => {
  test.each([
    ['es', 'es'],
    ['spa', 'es'],
    [' ES\n', 'es'],
    ['es-mx', 'es-MX'],
    ['es_MX', 'es-MX'],
    ['pt-br', 'pt-BR'],
    ['es-419', 'es-419'],
    ['ca-valencia', 'ca-valencia'],
    ['en-GB-oxendict', 'en-GB-oxendict'],
    ['en-US-u-ca-gregory', 'en-US'],
  ])('reads %j as %s', (input, locale) => expect(parseLocale(input)).toBe(locale))

  test.each([
    ['eng_Latn', 'en'],
    ['ENG_LATN', 'en'],
    ['cmn', 'zh'],
    ['zho_Hans', 'zh'],
    ['cmn_Hant', 'zh-Hant'],
    ['zh-Hant-TW', 'zh-TW'],
    ['zh-Hans-CN', 'zh-CN'],
    ['yue_Hant', 'yue'],
    ['srp_Cyrl', 'sr'],
    ['sr-Latn', 'sr-Latn'],
    ['pa-Arab-PK', 'pa-PK'],
    ['kor_Hang', 'ko'],
    ['ko-Hang-KR', 'ko-KR'],
  ])('keeps the script of %j only where it says something: %s', (input, locale) =>
    expect(parseLocale(input)).toBe(locale),
  )

  test.each([
    ['pbt', 'ps'],
    ['pbt_Arab', 'ps'],
    ['zlm', 'ms'],
    ['zsm', 'ms'],
    ['fuv', 'ff'],
    ['arb', 'ar'],
    ['arz', 'arz'],
    ['pes', 'fa'],
    ['prs', 'fa-AF'],
    ['swh', 'sw'],
    ['uzn', 'uz'],
    ['khk', 'mn'],
    ['azj', 'az'],
    ['lvs', 'lv'],
    ['npi', 'ne'],
    ['ory', 'or'],
    ['gaz', 'om'],
    ['tgl', 'fil'],
    ['iw', 'he'],
    ['no', 'no'],
    ['nob', 'nb'],
    ['ckb', 'ckb'],
    ['ast', 'ast'],
  ])('folds the single language %s into the tag people use: %s', (input, locale) =>
    expect(parseLocale(input)).toBe(locale),
  )

  test.each([
    ['xx', /^"xx" is not a language code\. /],
    ['', /^"" is not a language code\. Languages are written as /],
    ['!!', /^"!!" is not a language code\. Languages are written as /],
    ['und', /not a language code/],
    ['mul', /not a language code/],
    ['spanish', /Did you mean Spanish \(es\)\?/],
    ['Español', /Did you mean Spanish \(es\)\?/],
    ['Deutsch', /Did you mean German \(de\)\?/],
    ['日本語', /Did you mean Japanese \(ja\)\?/],
    ['spnish', /Did you mean Spanish \(es\)/],
    ['traditional chinese', /Did you mean Traditional Chinese \(zh-Hant\)\?/],
    ['cantonese', /Did you mean Cantonese \(yue\)\?/],
    ['jp', /Did you mean Japanese \(ja\)/],
    ['cz', /Did you mean Czech \(cs\)/],
    ['en-EN', /Did you mean English \(en\)\?/],
    ['eng_Latin', /Did you mean English \(en\)\?/],
    ['en_US.UTF-8', /Did you mean English \(en\)\?/],
  ])('refuses %j and helps', (input, message) => {
    const error = errorOf(() => parseLocale(input))
    expect(error).toMatchObject({ code: 'BAD_LOCALE' })
    expect(error.message).toMatch(message)
    expect(error.message).toContain('BCP-47 (es, pt-BR, zh-Hant)')
  })

  test('gives the same again for what it gave', () => {
    for (const code of Object.values(FLORES)) {
      const locale = parseLocale(code)
      expect(parseLocale(locale)).toBe(locale)
    }
  })

  test('throws nothing but BAD_LOCALE', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }), (input) => {
        try {
          parseLocale(`${input}-${input}`)
        } catch (error) {
          expect(error).toMatchObject({ code: 'BAD_LOCALE' })
        }
      }),
      { numRuns: 20 },
    )
  })
})

describe('code styles', () => {
  test.each([
    ['es', 'bcp47'],
    ['es-MX', 'bcp47'],
    ['ceb', 'bcp47'],
    ['en_US', 'underscore'],
    ['zh_Hant', 'underscore'],
    ['spa', 'iso639-3'],
    ['ENG', 'iso639-3'],
    ['tgl', 'iso639-3'],
    ['eng_Latn', 'flores'],
    ['cmn_Hant', 'flores'],
  ])('%s is written as %s', (input, style) => expect(codeStyle(input)).toBe(style))

  test.each([
    ['eng', 'es', 'spa'],
    ['eng', 'zh', 'zho'],
    ['eng', 'zh-Hant', 'zho_Hant'],
    ['eng', 'pt-BR', 'por'],
    ['eng', 'eo', 'eo'],
    ['en_US', 'es', 'es'],
    ['en_US', 'es-MX', 'es_MX'],
    ['en-US', 'es-MX', 'es-MX'],
    ['en', 'zh-TW', 'zh-TW'],
    ['eng_Latn', 'es', 'spa_Latn'],
    ['eng_Latn', 'zh-TW', 'zho_Hant'],
    ['eng_Latn', 'ko', 'kor_Hang'],
    ['eng_Latn', 'sr-Latn', 'sr-Latn'],
  ])('next to %s, %s is written %s', (like, locale, code) =>
    expect(formatLocale(locale, codeStyle(like))).toBe(code),
  )

  test('every style reads back as the same language in the same script', () => {
    for (const locale of [...Object.keys(FLORES), 'es-MX', 'zh-TW', 'sr-Latn', 'eo', 'tlh', 'ku']) {
      for (const style of ['bcp47', 'underscore', 'iso639-3', 'flores'] as const) {
        const back = parseLocale(formatLocale(locale, style))
        expect(matchLocale(locale, [back])).toBe(back)
      }
    }
  })
})

describe('matchLocale', () => {
  const supported = ['ar', 'ckb', 'en', 'es', 'fa', 'nb', 'nn', 'pt', 'sr', 'yue', 'zh', 'zh-Hant']

  test.each([
    ['es', 'es'],
    ['es-MX', 'es'],
    ['es-419', 'es'],
    ['pt-BR', 'pt'],
    ['pt-PT', 'pt'],
    ['en-GB-oxendict', 'en'],
    ['zh', 'zh'],
    ['zh-CN', 'zh'],
    ['zh-SG', 'zh'],
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['no', 'nb'],
    ['nb', 'nb'],
    ['nn', 'nn'],
    ['fa-AF', 'fa'],
    ['ku-IQ', 'ckb'],
    ['ku', undefined],
    ['sr-Latn', undefined],
    ['sr-ME', undefined],
    ['yue-Hans', undefined],
    ['de', undefined],
  ])('%s is served by %s', (wanted, found) => expect(matchLocale(wanted, supported)).toBe(found))

  test('prefers the exact tag to a more general one', () => {
    expect(matchLocale('pt-BR', ['pt', 'pt-BR'])).toBe('pt-BR')
    expect(matchLocale('pt', ['pt-BR', 'pt'])).toBe('pt')
  })

  test('finds the same language under its longer tag', () => {
    expect(matchLocale('pt', ['pt-PT', 'pt-BR'])).toBe('pt-BR')
    expect(matchLocale('nb', ['no'])).toBe('no')
    expect(matchLocale('zh-Hant', ['zh-TW'])).toBe('zh-TW')
  })

  test('never crosses scripts', () => {
    expect(matchLocale('zh-Hant', ['zh'])).toBeUndefined()
    expect(matchLocale('zh', ['zh-Hant', 'zh-TW'])).toBeUndefined()
    expect(matchLocale('az-Arab', ['az'])).toBeUndefined()
  })
})

describe('names for people', () => {
  test.each([
    ['zh-Hant', ['zh']],
    ['ku', ['ckb']],
    ['gsw', ['de']],
    ['mg', ['ms']],
  ])('near %s is %j', (wanted, nearest) => {
    expect(nearestLocales(wanted, ['ckb', 'de', 'fr', 'ja', 'ms', 'zh'], 1)).toEqual(nearest)
  })

  test('gives at most what there is', () => {
    expect(nearestLocales('ku', ['de', 'ckb'])).toEqual(['ckb', 'de'])
    expect(nearestLocales('ku', [])).toEqual([])
  })

  test.each([
    ['es', 'Spanish (es)'],
    ['zh-Hant', 'Traditional Chinese (zh-Hant)'],
    ['aaa', 'aaa'],
  ])('%s is called %s', (locale, name) => expect(displayName(locale)).toBe(name))

  test.each([
    ['en', 'Latn', 'ltr'],
    ['zh-TW', 'Hant', 'ltr'],
    ['ar', 'Arab', 'rtl'],
    ['he', 'Hebr', 'rtl'],
    ['dv', 'Thaa', 'rtl'],
    ['az-Arab', 'Arab', 'rtl'],
    ['pa-PK', 'Arab', 'rtl'],
    ['rhg', 'Rohg', 'rtl'],
    ['ff-Adlm', 'Adlm', 'rtl'],
    ['tlh', 'Zzzz', 'ltr'],
  ])('%s is written in %s, %s', (locale, script, dir) => {
    expect(localeScript(locale)).toBe(script)
    expect(direction(locale)).toBe(dir)
  })
})

function errorOf(run: () => unknown): PolyglotError {
  try {
    run()
  } catch (error) {
    if (error instanceof PolyglotError) return error
  }
  throw new Error('It should have thrown a PolyglotError.')
}
