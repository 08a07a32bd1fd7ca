import { parseLocale } from '../../locales.ts'
import type { HttpOptions } from '../http.ts'
import { FLORES } from '../languages/flores.ts'
import type { LanguageCodes } from '../languages/index.ts'
import { languageCodes } from '../languages/index.ts'
import { SEAMLESS } from '../languages/seamless.ts'

/**
 * The codes that a server speaks. Any language can be asked for in BCP-47, since there is no table then.
 * @throws PolyglotError BAD_LOCALE for a table with a key that is no locale.
 */
export function readCodes(
  codes: NonNullable<HttpOptions['codes']>,
): Partial<LanguageCodes> & Pick<LanguageCodes, 'codeOf'> {
  if (codes === 'bcp47') return { codeOf: (locale) => locale }
  if (codes === 'seamless') return languageCodes(SEAMLESS)
  if (codes === 'flores') return languageCodes(FLORES)
  return languageCodes(
    Object.fromEntries(Object.entries(codes).map(([locale, code]) => [parseLocale(locale), code])),
  )
}
