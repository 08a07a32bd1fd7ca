import type { Keyv } from 'keyv'
import { validateChecks } from './checks/index.ts'
import { PolyglotError } from './errors.ts'
import { displayName, matchLocale, parseLocale } from './locales.ts'
import { checkKey, checkObject, checkTranslators, checkValues } from './option-values.ts'
import { remembered } from './remembered.ts'
import { resolveTranslator } from './translators/index.ts'
import type { Anchors, LinkRule, Locale, Severity, SlugStyle, Syntax, Translator } from './types.ts'

/** A translator, or the name of a built-in one. */
export type TranslatorOption = Translator | string

/** What `createPolyglot`, the plugin and `polyglot.config.ts` take. */
export interface Options {
  /** Language the documents are written in, any code style. @default 'en' */
  from?: string
  /** Languages to translate into, any code style. @default [] */
  to?: string[]
  /**
   * A translator, or the name of a built-in one: `pseudo`, `apertium`, `http:URL`, `sagemaker`. Or one for each target
   * language, with `*` for all others: `{ es: 'apertium', '*': http({ url }) }`.
   * @default 'pseudo'
   */
  translator?: TranslatorOption | Record<string, TranslatorOption>
  /** A file for the SQLite cache, or any Keyv store. @default '.polyglot/cache.sqlite' in the project root */
  cache?: string | Keyv
  /**
   * Front matter keys to translate, as dotted paths with `*` (one level) and `**` (any depth), beside the built-in list;
   * a leading `!` takes one out.
   * @default [] (see DEFAULT_FRONTMATTER)
   */
  frontmatter?: string[]
  /** Markdown constructs to read everywhere (`true`) or nowhere (`false`). @default {}, see `Syntax` */
  syntax?: Syntax
  /**
   * Links to headings (`#setup`, `./other.md#setup`), whose ids a translation changes: `rewrite` leads them to the new ids;
   * `pin` writes the old ids into the headings as `{#setup}` (in MDX `{/* #setup *\/}`), `pin-html` as `<a id="setup"></a>`;
   * `off` leaves both alone.
   * @default 'rewrite'
   */
  anchors?: Anchors
  /** How the site makes ids of headings. @default 'github' */
  slugs?: SlugStyle
  /**
   * Where links within the site lead in a translation: a path such as `/[locale]`, or a function.
   * @default none: they stay as they are
   */
  links?: LinkRule
  /** Severity of single checks, or `off`. @default each check's own, see the README */
  checks?: Record<string, Severity | 'off'>
  /** When a segment has no good translation: publish its `source` and report it, or `fail` the document. @default 'source' */
  onError?: 'source' | 'fail'
  /** Folder that relative paths start from. @default process.cwd() */
  root?: string
}

/** Options with every default filled in and every locale canonical. */
export interface ResolvedOptions {
  from: Locale
  to: Locale[]
  /** All translators, each once. */
  translators: Translator[]
  /** @throws PolyglotError UNSUPPORTED_LANGUAGE when no translator was given for a language */
  translatorFor(to: Locale): Translator
  cache: string | Keyv
  frontmatter: string[]
  syntax: Syntax
  anchors: Anchors
  slugs: SlugStyle
  links: LinkRule | undefined
  checks: Record<string, Severity | 'off'>
  onError: 'source' | 'fail'
  root: string
}

export const DEFAULT_OPTIONS = {
  from: 'en',
  to: [] as string[],
  translator: 'pseudo' as TranslatorOption | Record<string, TranslatorOption>,
  cache: '.polyglot/cache.sqlite' as string | Keyv,
  frontmatter: [] as string[],
  syntax: {} as Syntax,
  anchors: 'rewrite' as Anchors,
  slugs: 'github' as SlugStyle,
  links: undefined as LinkRule | undefined,
  checks: {} as Record<string, Severity | 'off'>,
  onError: 'source' as 'source' | 'fail',
} satisfies Options

/** Every key of `Options`; the type makes a missing or surplus one a compile error. */
export const OPTION_KEYS: Record<keyof Options, true> = {
  from: true,
  to: true,
  translator: true,
  cache: true,
  frontmatter: true,
  syntax: true,
  anchors: true,
  slugs: true,
  links: true,
  checks: true,
  onError: true,
  root: true,
}

/**
 * Reads raw options, once.
 *
 * @throws PolyglotError BAD_OPTION that names the option, what was given and what is expected; BAD_LOCALE
 */
export function resolveOptions(options: Options = {}): ResolvedOptions {
  checkObject('The options object', options, "{ to: ['es'], translator: 'apertium' }")
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  for (const [key] of given) checkKey(key, OPTION_KEYS)
  const { translator, ...merged } = {
    ...DEFAULT_OPTIONS,
    root: process.cwd(),
    ...Object.fromEntries(given),
  } as Required<Options>
  checkValues(merged)
  validateChecks(merged.checks)
  return {
    ...merged,
    from: parseLocale(merged.from),
    to: [...new Set(merged.to.map(parseLocale))],
    ...resolveTranslators(translator),
  }
}

/** `*` stands for every language that has no translator of its own. */
function resolveTranslators(
  option: TranslatorOption | Record<string, TranslatorOption>,
): Pick<ResolvedOptions, 'translators' | 'translatorFor'> {
  const single = typeof option === 'string' || typeof option?.translate === 'function'
  const given = single ? { '*': option as TranslatorOption } : option
  checkTranslators(given)
  // The same one for two languages stays one.
  const resolved = new Map<TranslatorOption, Translator>()
  const byLocale = new Map<string, Translator>()
  for (const [code, each] of Object.entries(given as Record<string, TranslatorOption>)) {
    const translator = resolved.get(each) ?? resolveTranslator(each)
    resolved.set(each, translator)
    byLocale.set(code === '*' ? code : parseLocale(code), translator)
  }
  return {
    translators: [...new Set(byLocale.values())],
    translatorFor: remembered((to: Locale) => {
      const own = matchLocale(
        to,
        [...byLocale.keys()].filter((locale) => locale !== '*'),
      )
      const found = byLocale.get(own ?? '*')
      if (found) return found
      throw new PolyglotError(
        'UNSUPPORTED_LANGUAGE',
        `Option "translator" has none for ${displayName(to)}; it has ${[...byLocale.keys()].join(', ')}. Add one, or "*" for all others.`,
      )
    }),
  }
}
