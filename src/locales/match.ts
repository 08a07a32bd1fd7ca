import { distance } from 'fastest-levenshtein'
import type { Locale } from '../types.ts'
import { englishName, localeScript } from './names.ts'

/** Tags that stand for the same written language although CLDR keeps them apart. */
const EQUIVALENTS: [Locale, Locale][] = [
  ['no', 'nb'],
  ['ku-Arab', 'ckb'],
]

/**
 * The supported locale that serves a wanted one: the same tag, then ever shorter ones (RFC 4647 lookup:
 * `es-MX` finds `es`), each also in its other spellings (`zh-TW` finds `zh-Hant`, `no` finds `nb`).
 * Never one in another script: `zh-Hant` does not find `zh`.
 */
export function matchLocale(wanted: Locale, supported: Locale[]): Locale | undefined {
  const script = localeScript(wanted)
  for (const candidate of fallbacks(wanted, script)) {
    if (localeScript(candidate) !== script) continue
    const found = supported.includes(candidate) ? candidate : sameLanguage(candidate, supported)
    if (found !== undefined) return found
  }
  return undefined
}

function* fallbacks(wanted: Locale, script: string): Generator<Locale> {
  const subtags = wanted.split('-')
  for (let length = subtags.length; length > 0; length--) yield subtags.slice(0, length).join('-')
  const inScript = `${subtags[0]}-${script}`
  if (script !== 'Zzzz') yield inScript
  for (const [one, other] of EQUIVALENTS) {
    if (maximized(inScript) === maximized(one)) yield other
    if (maximized(inScript) === maximized(other)) yield one
  }
}

function sameLanguage(wanted: Locale, supported: Locale[]): Locale | undefined {
  const [language] = wanted.split('-')
  const full = maximized(wanted)
  return supported.find((locale) => locale.split('-')[0] === language && maximized(locale) === full)
}

function maximized(locale: Locale): string {
  return new Intl.Locale(locale).maximize().toString()
}

/**
 * The supported locales nearest to a wanted one, best first, for error messages: the same language in another
 * script or region, then a language whose English name holds the other's (Kurdish, Central Kurdish), then
 * those spelled alike.
 */
export function nearestLocales(wanted: Locale, supported: Locale[], count = 3): Locale[] {
  return supported
    .map((locale) => ({ locale, rank: remoteness(wanted, locale) }))
    .sort((a, b) => a.rank - b.rank || a.locale.localeCompare(b.locale, 'en'))
    .slice(0, count)
    .map(({ locale }) => locale)
}

/** From 0 (same language) over 1 (one name within the other) to between 2 and 3 (by edits per character). */
function remoteness(a: Locale, b: Locale): number {
  if (a.split('-')[0] === b.split('-')[0]) return 0
  const nameA = languageName(a)
  const nameB = languageName(b)
  if (` ${nameA} `.includes(` ${nameB} `) || ` ${nameB} `.includes(` ${nameA} `)) return 1
  return 2 + distance(nameA, nameB) / Math.max(nameA.length, nameB.length)
}

function languageName(locale: Locale): string {
  const [language = ''] = locale.split('-')
  return englishName(language) ?? language
}
