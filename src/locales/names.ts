import { remembered } from '../remembered.ts'
import type { Locale } from '../types.ts'

/**
 * Scripts written from right to left (Unicode bidi classes R and AL).
 * A list of our own, since `Intl.Locale#getTextInfo` misses some of them on older ICU.
 */
const RTL_SCRIPTS = new Set(
  'Adlm Arab Aran Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa Yezi'.split(' '),
)

const englishNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

/** English name of a language, e.g. `Traditional Chinese`; undefined where CLDR has none. */
export function englishName(locale: Locale): string | undefined {
  return englishNames.of(locale)
}

/** A language for people: `Spanish (es)`, or the bare code where CLDR has no name. */
export function displayName(locale: Locale): string {
  const name = englishName(locale)
  return name === undefined ? locale : `${name} (${locale})`
}

/** ISO 15924 code of a language's script (`Latn`, `Hant`) by CLDR's likely subtags; `Zzzz` where unknown. */
export const localeScript = remembered(
  (locale: Locale): string => new Intl.Locale(locale).maximize().script ?? 'Zzzz',
)

/** Which way a language is written, by its script. */
export function direction(locale: Locale): 'ltr' | 'rtl' {
  return RTL_SCRIPTS.has(localeScript(locale)) ? 'rtl' : 'ltr'
}
