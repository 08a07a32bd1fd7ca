import { inspect } from 'node:util'
import { PolyglotError } from '../errors.ts'
import type { Locale } from '../types.ts'

/**
 * Where links within the site lead in a translation:
 * - `/[locale]`: `/blog/x` becomes `/es/blog/x`. `[lang]` is the language as it was written in the request.
 * - `/docs/[locale]`: only addresses below `/docs/`, with the language behind it: `/docs/x` becomes `/docs/es/x`.
 * - a function: gets every address but absolute ones (`https:`, `mailto:`, `//host`) and those within the page (`#x`);
 *   undefined leaves an address as it is. It is always given the address of the source.
 */
export type LinkRule = string | ((url: string, context: LinkContext) => string | undefined)

export interface LinkContext {
  /** Language of the reader. */
  locale: Locale
  /** Path of the document the link stands in, as it was given. */
  path: string | undefined
}

export interface LinkRequest extends LinkContext {
  rule: LinkRule
  /** The language as it was written in the request. @default locale */
  lang?: string
  /** All languages of the site, in all their spellings: an address with one of them leads to a language already. */
  locales: readonly string[]
}

/** A scheme or a host. Browsers read `\` as `/`. */
const ABSOLUTE = /^(?:[a-z][a-z\d+.-]*:|[\\/]{2})/i

/**
 * The address that a link of a translation has, in the reader's language where the rule says so.
 *
 * A pattern leaves alone what does not start with `/` (relative links keep leading to the neighbour in the same
 * language), what has a language already (in any case), and files: a last segment with an extension that is not
 * `.md`, `.mdx`, `.markdown`, `.html` or `.htm`. So the result of a pattern given again stays the same.
 *
 * @param url the address in the source
 * @throws PolyglotError BAD_OPTION when the rule is none, or the function gives something else than an address
 */
export function localizeLink(url: string, request: LinkRequest): string {
  const { rule, locale, path } = request
  if (url === '' || url.startsWith('#') || ABSOLUTE.test(url)) return url
  if (typeof rule !== 'function') return withLocale(url, request)
  const result = rule(url, { locale, path }) ?? url
  if (typeof result === 'string') return result
  throw new PolyglotError(
    'BAD_OPTION',
    `Option "links" made ${inspect(result)} of ${JSON.stringify(url)}; expected is an address, or undefined to leave it.`,
  )
}

const PATTERN = /^(\/|\/[^/[\]?#\\][^[\]?#\\]*\/)\[(locale|lang)\]\/?$/

/** @throws PolyglotError BAD_OPTION */
export function checkLinkRule(given: unknown): asserts given is LinkRule {
  if (typeof given === 'function' || (typeof given === 'string' && PATTERN.test(given))) return
  const shown = typeof given === 'string' ? JSON.stringify(given) : inspect(given, { depth: 1 })
  throw new PolyglotError(
    'BAD_OPTION',
    `Option "links" is ${shown}; expected is a path that ends in the language such as '/[locale]' or '/docs/[lang]', or a function.`,
  )
}

function withLocale(url: string, { rule, locale, lang = locale, locales }: LinkRequest): string {
  checkLinkRule(rule)
  const [, folder = '', token] = PATTERN.exec(rule as string)!
  const path = /^[^?#]*/.exec(url)![0]
  if (path === '' || !`${path}/`.startsWith(folder) || isFile(path)) return url
  const rest = path.slice(folder.length)
  const first = rest.split('/', 1)[0]!.toLowerCase()
  if ([locale, lang, ...locales].some((spelling) => spelling.toLowerCase() === first)) return url
  const localized = folder + (token === 'lang' ? lang : locale)
  const isBelow = path.length >= folder.length
  return `${localized}${isBelow ? '/' : ''}${rest}${url.slice(path.length)}`
}

const PAGES = new Set(['md', 'mdx', 'markdown', 'html', 'htm'])

function isFile(path: string): boolean {
  // `release-1.2` is a page: no extension has only digits.
  const extension = /\.(?!\d+$)([a-z\d]+)$/i.exec(path.slice(path.lastIndexOf('/') + 1))?.[1]
  return extension !== undefined && !PAGES.has(extension.toLowerCase())
}
