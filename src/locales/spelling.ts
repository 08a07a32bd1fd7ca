import { distance } from 'fastest-levenshtein'
import type { Locale } from '../types.ts'
import { englishName, NO_LANGUAGE } from './names.ts'

/**
 * The languages whose code, English name or own name is spelled most like the input, best first;
 * a country's code (`jp`) also means the language spoken there.
 * Slow (about half a second, it asks CLDR for every possible code): only for error messages.
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

/** Every language with an English name in CLDR, with all spellings of it in lower case. */
function allLanguages(): { locale: Locale; spellings: string[] }[] {
  const codes = new Map<Locale, string[]>()
  for (const code of possibleCodes()) {
    const locale = Intl.getCanonicalLocales(code)[0] ?? code
    if (englishName(locale) === undefined || NO_LANGUAGE.has(locale)) continue
    codes.set(locale, [...(codes.get(locale) ?? []), code])
  }
  return [...codes].map(([locale, spellings]) => {
    const ownName = new Intl.DisplayNames(locale, { type: 'language' }).of(locale)
    const names = [englishName(locale), ownName].filter((name) => name !== undefined)
    return { locale, spellings: [...spellings, ...names.map((name) => name.toLowerCase())] }
  })
}

/** All codes of two and three letters, and the two tags with a script that have names of their own in everyday use. */
function* possibleCodes(): Generator<string> {
  yield* ['zh-Hans', 'zh-Hant']
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  for (const first of letters) {
    for (const second of letters) {
      yield first + second
      for (const third of letters) yield first + second + third
    }
  }
}
