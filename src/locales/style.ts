import { FLORES } from '../translators/languages/flores.ts'
import type { Locale } from '../types.ts'
import { matchLocale } from './match.ts'
import { localeScript } from './names.ts'
import { parseLocale } from './parse.ts'

/** How a language code is spelled: `pt-BR`, `pt_BR`, `por` or `por_Latn`. */
export type CodeStyle = 'bcp47' | 'underscore' | 'iso639-3' | 'flores'

/**
 * The spelling of a code, for writing another language next to it in the same way.
 * Three letters count as ISO 639-3 only where BCP-47 would write the language differently: `spa` does, `ceb` does not.
 *
 * @throws PolyglotError BAD_LOCALE when it is not a language code.
 */
export function codeStyle(input: string): CodeStyle {
  const code = input.trim()
  const locale = parseLocale(code)
  if (/^[a-z]{3}_[a-z]{4}$/i.test(code)) return 'flores'
  if (code.includes('_')) return 'underscore'
  return /^[a-z]{3}$/i.test(code) && locale !== code.toLowerCase() ? 'iso639-3' : 'bcp47'
}

/**
 * A locale in a given spelling; `parseLocale` reads it back as the same language in the same script.
 * Where the three-letter code alone would say another script, the script is added (`zho_Hant`),
 * and a language that `FLORES` lacks is written as BCP-47.
 */
export function formatLocale(locale: Locale, style: CodeStyle): string {
  if (style === 'bcp47') return locale
  if (style === 'underscore') return locale.replaceAll('-', '_')
  const match = matchLocale(locale, Object.keys(FLORES))
  const flores = match === undefined ? undefined : FLORES[match]
  if (flores === undefined || style === 'flores') return flores ?? locale
  const language = flores.slice(0, 3)
  return localeScript(parseLocale(language)) === localeScript(locale) ? language : flores
}
