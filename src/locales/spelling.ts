import { distance } from 'fastest-levenshtein'
import type { Locale } from '../types.ts'
import { englishName } from './names.ts'

/**
 * The languages whose code, English name or own name is spelled most like the input, best first;
 * a country's code (`jp`) also means the language spoken there.
 * Some 20 ms, since it asks CLDR for every code of two letters: for error messages only.
 */
export function similarLanguages(input: string, count = 3): Locale[] {
  const wanted = input.trim().toLowerCase()
  const spoken = languageOfRegion(wanted)
  const ranked = allLanguages()
    .map(({ locale, spellings }) => ({
      locale,
      edits:
        locale === spoken
          ? 0
          : Math.min(...spellings.map((spelling) => distance(wanted, spelling))),
    }))
    .sort((a, b) => a.edits - b.edits || a.locale.length - b.locale.length)
  const fewest = ranked[0]?.edits ?? 0
  // Beyond half of the word it is another word, and next to a close spelling far ones only distract.
  const most = Math.min(fewest * 2, wanted.length / 2)
  return ranked
    .filter(({ edits }) => edits <= most)
    .slice(0, count)
    .map(({ locale }) => locale)
}

function languageOfRegion(code: string): Locale | undefined {
  if (!/^[a-z]{2}$/.test(code)) return undefined
  const region = code.toUpperCase()
  const regionNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  return regionNames.of(region) && new Intl.Locale(`und-${region}`).maximize().language
}

/** Languages without a two-letter code, and scripts with a name of their own, that people write blogs in or ask for. */
const MORE_CODES =
  'ary arz ast bho ceb chr ckb csb dsb fil frr fur gsw haw hsb kab kea kok lij lmo mai mni mwl nds pms rhg sah sat ' +
  'scn sco smn szl tlh tok vec vro war wuu yue zgh zh-Hans zh-Hant'

/** Languages worth a suggestion, with all spellings in lower case: code, English name and own name. */
function allLanguages(): { locale: Locale; spellings: string[] }[] {
  return [...twoLetterCodes(), ...MORE_CODES.split(' ')].flatMap((locale) => {
    const name = englishName(locale)
    if (name === undefined || Intl.getCanonicalLocales(locale)[0] !== locale) return []
    const ownName = new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? name
    return { locale, spellings: [locale, name, ownName].map((spelling) => spelling.toLowerCase()) }
  })
}

function twoLetterCodes(): string[] {
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  return letters.flatMap((first) => letters.map((second) => first + second))
}
