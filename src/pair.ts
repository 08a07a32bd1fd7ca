import { messageOf, PolyglotError } from './errors.ts'
import { displayName, matchLocale, nearestLocales, parseLocale } from './locales.ts'
import { remembered } from './remembered.ts'
import type { LanguagePair, Languages, Locale, Translator } from './types.ts'

/**
 * Finds the pair in the translator's own terms: `es-MX` becomes `es` where that is what it knows, so that both share
 * one cache entry. The translator is asked for its languages once; where it could not tell, the next call asks again.
 *
 * @throws PolyglotError UNSUPPORTED_LANGUAGE naming the nearest languages that it knows,
 *   TRANSLATOR_FAILED when it fails to say which
 */
export function pairResolver(
  translator: Translator,
): (pair: LanguagePair) => Promise<LanguagePair> {
  let languages: Promise<Languages | undefined> | undefined

  function ask(): Promise<Languages | undefined> {
    languages ??= languagesOf(translator).catch((error) => {
      languages = undefined
      // A translator that cannot be reached cannot tell; what is cached is good all the same.
      if (error instanceof PolyglotError && error.code === 'TRANSLATOR_UNAVAILABLE')
        return undefined
      throw new PolyglotError(
        'TRANSLATOR_FAILED',
        `${translator.name} could not say which languages it knows: ${messageOf(error)}`,
        { cause: error },
      )
    })
    return languages
  }

  const resolved = new Map<string, LanguagePair>()

  return async (pair) => {
    const name = `${pair.from} ${pair.to}`
    const before = resolved.get(name)
    if (before) return before
    const known = await ask()
    if (!known) return { from: pair.from, to: pair.to }
    const sources = 'pairs' in known ? known.pairs.map(([from]) => from) : known.from
    const from =
      matchLocale(pair.from, sources) ??
      unsupported(translator, 'from', pair.from, sources, known.hint)
    const targets =
      'pairs' in known
        ? known.pairs.flatMap(([source, to]) => (source === from ? [to] : []))
        : known.to
    const to =
      matchLocale(pair.to, targets) ?? unsupported(translator, 'into', pair.to, targets, known.hint)
    resolved.set(name, { from, to })
    return { from, to }
  }
}

/** In canonical spelling; nothing where any pair may be tried. */
async function languagesOf(translator: Translator): Promise<Languages | undefined> {
  if (!translator.languages) return undefined
  const given: unknown = await translator.languages()
  const known = (given ?? {}) as Partial<Record<'from' | 'to' | 'pairs', unknown>> & {
    hint?: string
  }
  const { hint } = known
  const canonical = remembered(parseLocale)
  if (isList(known.pairs, isPair))
    return { hint, pairs: known.pairs.map(([from, to]) => [canonical(from), canonical(to)]) }
  if (isList(known.from, isText) && isList(known.to, isText))
    return { hint, from: known.from.map(canonical), to: known.to.map(canonical) }
  throw new Error(
    `its languages() gave ${JSON.stringify(given)?.slice(0, 100)}; ` +
      "expected is { from: ['en'], to: ['es', 'fr'] } or { pairs: [['en', 'es'], ['en', 'fr']] }.",
  )
}

const isText = (value: unknown) => typeof value === 'string'

const isPair = (value: unknown): value is [string, string] =>
  isList(value, isText) && value.length === 2

const isList = <Item>(value: unknown, isItem: (item: unknown) => item is Item): value is Item[] =>
  Array.isArray(value) && value.every(isItem)

function unsupported(
  translator: Translator,
  direction: 'from' | 'into',
  locale: Locale,
  supported: Locale[],
  hint = '',
): never {
  const named = (each: Locale) => `${each} (${displayName(each)})`
  const nearest = nearestLocales(locale, [...new Set(supported)])
    .map(named)
    .join(', ')
  throw new PolyglotError(
    'UNSUPPORTED_LANGUAGE',
    `${translator.name} does not translate ${direction} ${displayName(locale)}. Nearest that it knows: ${nearest || 'none'}. ${hint}`.trim(),
  )
}
