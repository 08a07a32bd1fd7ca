import { PolyglotError } from '../../errors.ts'
import { displayName, matchLocale, nearestLocales } from '../../locales.ts'
import type { Languages, Locale } from '../../types.ts'

/** The languages of a translator that goes from each into each, and its own codes for them. */
export interface LanguageCodes {
  /** For `Translator.languages`. */
  languages: Languages
  /**
   * The translator's code for a locale or for the nearest more general one (`es-MX` gets the code of `es`).
   * @throws PolyglotError UNSUPPORTED_LANGUAGE naming the nearest languages of the table.
   */
  codeOf(locale: Locale): string
}

/** Looks up a translator's codes in a table by locale, such as `SEAMLESS` or `FLORES`. */
export function languageCodes(table: Readonly<Record<Locale, string>>): LanguageCodes {
  const locales = Object.keys(table)
  return {
    languages: { from: locales, to: locales },
    codeOf(locale) {
      const match = matchLocale(locale, locales)
      if (match !== undefined) return table[match]!
      const nearest = nearestLocales(locale, locales).map(displayName).join(', ')
      throw new PolyglotError(
        'UNSUPPORTED_LANGUAGE',
        `${displayName(locale)} is not one of the ${locales.length} languages of this translator. ` +
          `The nearest ones it has: ${nearest}.`,
      )
    },
  }
}
