import { messageOf, PolyglotError } from './errors.ts'
import { displayName, matchLocale, nearestLocales } from './locales.ts'
import type { LanguagePair, Languages, Locale, Translator } from './types.ts'

/**
 * Finds the pair in the translator's own terms: `es-MX` becomes `es` where that is what it knows, so that both share
 * one cache entry.
 *
 * @throws PolyglotError UNSUPPORTED_LANGUAGE naming the nearest languages that it knows
 */
export function pairResolver(
  translator: Translator,
): (pair: LanguagePair) => Promise<LanguagePair> {
  let languages: Promise<Languages | undefined> | undefined

  /** A translator that cannot be reached cannot tell; what is cached is good all the same. */
  async function ask(): Promise<Languages | undefined> {
    try {
      return await translator.languages?.()
    } catch (error) {
      if (error instanceof PolyglotError && error.code === 'TRANSLATOR_UNAVAILABLE')
        return undefined
      throw new PolyglotError(
        'TRANSLATOR_FAILED',
        `${translator.name} could not say which languages it knows: ${messageOf(error)}`,
        { cause: error },
      )
    }
  }

  const resolved = new Map<string, LanguagePair>()

  return async (pair) => {
    const name = `${pair.from} ${pair.to}`
    const before = resolved.get(name)
    if (before) return before
    languages ??= ask()
    const known = await languages
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
