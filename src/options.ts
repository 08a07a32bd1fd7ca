import type { Keyv } from 'keyv'
import { validateChecks } from './checks/index.ts'
import { PolyglotError } from './errors.ts'
import { parseLocale } from './locales.ts'
import { resolveTranslator } from './translators/index.ts'
import type { Locale, Severity, Translator } from './types.ts'

/** What `createPolyglot`, the plugin and `polyglot.config.ts` take. */
export interface Options {
  /** Language the documents are written in, any code style. @default 'en' */
  from?: string
  /** Languages to translate into, any code style. @default [] */
  to?: string[]
  /** A translator, or the name of a built-in one: `pseudo`, `apertium`, `http:URL`. @default 'pseudo' */
  translator?: Translator | string
  /** A file for the SQLite cache, or any Keyv store. @default '.polyglot/cache.sqlite' in the project root */
  cache?: string | Keyv
  /**
   * Front matter keys to translate, as dotted paths with `*` (one level) and `**` (any depth), beside the built-in list;
   * a leading `!` takes one out.
   * @default [] (see DEFAULT_FRONTMATTER)
   */
  frontmatter?: string[]
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
  translator: Translator
  cache: string | Keyv
  frontmatter: string[]
  checks: Record<string, Severity | 'off'>
  onError: 'source' | 'fail'
  root: string
}

export const DEFAULT_OPTIONS = {
  from: 'en',
  to: [] as string[],
  translator: 'pseudo' as Translator | string,
  cache: '.polyglot/cache.sqlite' as string | Keyv,
  frontmatter: [] as string[],
  checks: {} as Record<string, Severity | 'off'>,
  onError: 'source' as 'source' | 'fail',
} satisfies Options

/**
 * Reads raw options, once.
 *
 * @throws PolyglotError BAD_OPTION or BAD_LOCALE that names the option, what was given and what is expected
 */
export function resolveOptions(options: Options = {}): ResolvedOptions {
  const given = Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  )
  const { translator, ...merged } = {
    ...DEFAULT_OPTIONS,
    root: process.cwd(),
    ...given,
  } as Required<Options>
  validateChecks(merged.checks)
  if (merged.onError !== 'source' && merged.onError !== 'fail') {
    throw bad('onError', merged.onError, "'source' or 'fail'")
  }
  if (!Array.isArray(merged.to))
    throw bad('to', merged.to, "a list of languages such as ['es', 'fr']")
  if (!Array.isArray(merged.frontmatter)) {
    throw bad('frontmatter', merged.frontmatter, "a list of paths such as ['seo.*']")
  }
  return {
    ...merged,
    from: parseLocale(merged.from),
    to: [...new Set(merged.to.map(parseLocale))],
    translator: resolveTranslator(translator),
  }
}

function bad(option: string, given: unknown, expected: string): PolyglotError {
  return new PolyglotError(
    'BAD_OPTION',
    `Option "${option}" is ${JSON.stringify(given)}; expected ${expected}.`,
  )
}
