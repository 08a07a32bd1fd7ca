import { PolyglotError } from '../errors.ts'
import type { Locale } from '../types.ts'
import { displayName, englishName, localeScript } from './names.ts'
import { similarLanguages } from './spelling.ts'

/**
 * Codes that CLDR does not fold into the tag people use for the same language.
 * `zlm` is what SeamlessM4T calls Malay; the others are FLORES-200 codes (`Hang` is Hangul, `Kore` Hangul with Hanja).
 */
const ALIASES: Record<string, string> = {
  fuv: 'ff',
  'ko-Hang': 'ko',
  pbt: 'ps',
  quy: 'qu',
  zlm: 'ms',
}

/** Tags that CLDR knows and that name no single language. */
const NO_LANGUAGE = new Set(['mis', 'mul', 'und', 'zxx'])

/**
 * The canonical BCP-47 tag of a language code in any of the usual spellings:
 * `es`, `es-MX`, `es_MX` (BCP-47), `spa` (ISO 639-2/3), `spa_Latn`, `cmn_Hant` (FLORES, SeamlessM4T).
 * Case and surrounding blanks do not matter. A script that goes without saying is dropped
 * (`eng_Latn` is `en`, `cmn_Hans` is `zh`), and so are Unicode extensions.
 *
 * @throws PolyglotError BAD_LOCALE when it is not a code, or CLDR knows no such language, script, region or variant.
 */
export function parseLocale(input: string): Locale {
  const tag = canonicalTag(input)
  if (tag === undefined) throw unknownCode(input)
  return withoutLikelyScript(tag)
}

function canonicalTag(input: string): string | undefined {
  let tag: string
  try {
    tag = new Intl.Locale(input.trim().replaceAll('_', '-')).baseName
  } catch {
    return undefined
  }
  const alias = Object.keys(ALIASES).find((code) => `${tag}-`.startsWith(`${code}-`))
  if (alias !== undefined) tag = ALIASES[alias] + tag.slice(alias.length)
  return isKnown(tag) ? tag : undefined
}

function isKnown(tag: string): boolean {
  const [language = '', ...rest] = tag.split('-')
  if (NO_LANGUAGE.has(language)) return false
  // CLDR names only some hundred languages, but knows the usual script of nearly all of ISO 639-3.
  const languageKnown = englishName(language) !== undefined || localeScript(language) !== 'Zzzz'
  // English with the same script, region and variants: there is a name only if each of them has one.
  return languageKnown && englishName(['en', ...rest].join('-')) !== undefined
}

function withoutLikelyScript(tag: string): Locale {
  const { script } = new Intl.Locale(tag)
  if (script === undefined) return tag
  const shorter = tag.replace(`-${script}`, '')
  return localeScript(shorter) === script ? shorter : tag
}

function unknownCode(input: string): PolyglotError {
  const language = canonicalTag(input.trim().split(/[-_]/, 1)[0] ?? '')
  const near = language === undefined ? similarLanguages(input) : [language]
  const hint = near.length > 0 ? `Did you mean ${near.map(displayName).join(', ')}? ` : ''
  return new PolyglotError(
    'BAD_LOCALE',
    `${JSON.stringify(input)} is not a language code. ${hint}` +
      'Languages are written as BCP-47 (es, pt-BR, zh-Hant), ISO 639-3 (spa) or FLORES (spa_Latn) codes.',
  )
}
