import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { languageFiles } from '../scripts/generate-languages.ts'
import { parseLocale } from '../src/locales.ts'
import { FLORES } from '../src/translators/languages/flores.ts'
import { languageCodes } from '../src/translators/languages/index.ts'
import { SEAMLESS } from '../src/translators/languages/seamless.ts'

/** The 98 language tokens of the SeamlessM4T v2 checkpoint (transformers, convert_fairseq2_to_hf.py). */
const CHECKPOINT = (
  'afr amh arb ary arz asm azj bel ben bos bul cat ceb ces ckb cmn cmn_Hant cym dan deu ell eng est eus fin fra fuv ' +
  'gaz gle glg guj heb hin hrv hun hye ibo ind isl ita jav jpn kan kat kaz khk khm kir kor lao lit lug luo lvs mai ' +
  'mal mar mkd mlt mni mya nld nno nob npi nya ory pan pbt pes pol por ron rus sat slk slv sna snd som spa srp swe ' +
  'swh tam tel tgk tgl tha tur ukr urd uzn vie yor yue zlm zul'
).split(' ')

describe('generated tables', () => {
  test.each(Object.entries(languageFiles()))(
    '%s is what npm run generate writes',
    (path, content) => {
      expect(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')).toBe(content)
    },
  )

  test('SEAMLESS has every language token of the checkpoint but Santali', () => {
    expect(Object.values(SEAMLESS).toSorted()).toEqual(CHECKPOINT.filter((code) => code !== 'sat'))
  })

  test('FLORES has the same languages and the speech-only ones', () => {
    const more = Object.keys(FLORES).filter((locale) => !(locale in SEAMLESS))
    expect(more).toEqual(['ast', 'kam', 'kea', 'lb', 'oc', 'xh'])
    expect(Object.keys(SEAMLESS).every((locale) => locale in FLORES)).toBe(true)
  })

  test('keys are canonical and codes read back as their key', () => {
    for (const [locale, code] of [...Object.entries(SEAMLESS), ...Object.entries(FLORES)]) {
      expect(parseLocale(locale)).toBe(locale)
      expect(parseLocale(code)).toBe(locale)
    }
  })
})

describe('codes for a translator', () => {
  const seamless = languageCodes(SEAMLESS)

  test.each([
    ['zh', 'cmn', 'zho_Hans'],
    ['zh-CN', 'cmn', 'zho_Hans'],
    ['zh-TW', 'cmn_Hant', 'zho_Hant'],
    ['zh-HK', 'cmn_Hant', 'zho_Hant'],
    ['yue', 'yue', 'yue_Hant'],
    ['ar', 'arb', 'arb_Arab'],
    ['fa', 'pes', 'pes_Arab'],
    ['no', 'nob', 'nob_Latn'],
    ['nn', 'nno', 'nno_Latn'],
    ['et', 'est', 'est_Latn'],
    ['lv', 'lvs', 'lvs_Latn'],
    ['sw', 'swh', 'swh_Latn'],
    ['uz', 'uzn', 'uzn_Latn'],
    ['mn', 'khk', 'khk_Cyrl'],
    ['az', 'azj', 'azj_Latn'],
    ['ps', 'pbt', 'pbt_Arab'],
    ['or', 'ory', 'ory_Orya'],
    ['ne', 'npi', 'npi_Deva'],
    ['om', 'gaz', 'gaz_Latn'],
    ['ff', 'fuv', 'fuv_Latn'],
    ['he', 'heb', 'heb_Hebr'],
    ['tl', 'tgl', 'tgl_Latn'],
    ['fil', 'tgl', 'tgl_Latn'],
    ['ms', 'zlm', 'zsm_Latn'],
    ['pt-BR', 'por', 'por_Latn'],
    ['pt-PT', 'por', 'por_Latn'],
    ['ko', 'kor', 'kor_Hang'],
    ['ckb', 'ckb', 'ckb_Arab'],
  ])('%s is %s for SeamlessM4T and %s for FLORES', (input, seamlessCode, floresCode) => {
    expect(seamless.codeOf(parseLocale(input))).toBe(seamlessCode)
    expect(languageCodes(FLORES).codeOf(parseLocale(input))).toBe(floresCode)
  })

  test.each(['sat', 'sq', 'si', 'eo', 'la', 'ht', 'mg', 'ast', 'xh', 'oc', 'lb', 'kmr', 'sr-Latn'])(
    'SeamlessM4T refuses %s',
    (input) => {
      expect(() => seamless.codeOf(parseLocale(input))).toThrow(
        expect.objectContaining({ code: 'UNSUPPORTED_LANGUAGE' }),
      )
    },
  )

  test('the refusal names what was asked and the nearest languages', () => {
    expect(() => seamless.codeOf('ku')).toThrow(
      /^Kurdish \(ku\) is not one of the 97 languages of this translator\. The nearest ones it has: Central Kurdish \(ckb\), /,
    )
  })

  test('lists its languages both ways', () => {
    expect(languageCodes({ en: 'x', es: 'y' }).languages).toEqual({
      from: ['en', 'es'],
      to: ['en', 'es'],
    })
  })
})
