/** Language codes: everything inside the library is canonical BCP-47; these functions read and write the other spellings. */
export { matchLocale, nearestLocales } from './locales/match.ts'
export { direction, displayName, localeScript } from './locales/names.ts'
export { parseLocale } from './locales/parse.ts'
export { type CodeStyle, codeStyle, formatLocale } from './locales/style.ts'
