import { inspect } from 'node:util'
import type { Keyv } from 'keyv'
import { checkLinkRule } from './anchors/site-links.ts'
import { PolyglotError } from './errors.ts'
import { SYNTAX } from './markdown/syntax.ts'
import { didYouMean } from './nearest.ts'
import type { ResolvedOptions } from './options.ts'
import type { Output, PluginOptions } from './plugin-options.ts'
import type { Anchors, DocumentRequest, SlugStyle } from './types.ts'

/**
 * What types say of options and requests, said again for those who write JavaScript or JSON.
 * Every function throws PolyglotError BAD_OPTION with what was given and what is expected.
 */
export function checkValues(options: Omit<ResolvedOptions, 'translators' | 'translatorFor'>): void {
  const { from, to, cache, frontmatter, syntax, anchors, slugs, links, checks, onError, root } =
    options
  check('Option "from"', from, isText, "a language such as 'en'")
  check('Option "to"', to, isTexts, "a list of languages such as ['es', 'fr']")
  check('Option "cache"', cache, isCache, "a file such as '.polyglot/cache.sqlite' or a Keyv store")
  check('Option "frontmatter"', frontmatter, isTexts, "a list of paths such as ['seo.*']")
  check('Option "syntax"', syntax, isObject, 'an object such as { math: true, wikilinks: false }')
  for (const [name, value] of Object.entries(syntax)) checkSyntax(name, value)
  check('Option "anchors"', anchors, isOneOf(ANCHORS), "'rewrite', 'pin', 'pin-html' or 'off'")
  if (anchors === 'pin' && syntax.attributes === false) throw unreadablePins()
  check('Option "slugs"', slugs, isSlugStyle, "'github', 'nuxt', 'vitepress' or a function")
  if (links !== undefined) checkLinkRule(links)
  check('Option "checks"', checks, isObject, "an object such as { numbers: 'warning' }")
  check('Option "onError"', onError, isOnError, "'source' or 'fail'")
  check('Option "root"', root, isText, 'the path of a folder')
}

export function checkPluginValues({ output, dts }: Pick<PluginOptions, 'output' | 'dts'>): void {
  check('Option "output"', output, isOneOf(OUTPUTS), "'auto', 'string' or 'markdown'")
  const isPath = (value: unknown) => isText(value) && value !== ''
  check(
    'Option "dts"',
    dts,
    (value) => value === undefined || typeof value === 'boolean' || isPath(value),
    "true, false or a file such as 'src/polyglot.d.ts'",
  )
}

export function checkTranslators(given: unknown): void {
  const expected =
    "a translator, the name of one ('pseudo', 'apertium', 'http:URL', 'sagemaker') " +
    "or one for each language such as { es: 'apertium', '*': 'pseudo' }"
  check(
    'Option "translator"',
    given,
    (value) => isObject(value) && Object.keys(value).length > 0,
    expected,
  )
}

export function checkRequest(request: DocumentRequest): void {
  checkObject('The request', request, "{ text: '# Hello', to: 'es' }")
  const { text, to, from = '' } = request
  check('"text" of the request', text, isText, 'the markdown of a document')
  check('"to" of the request', to, isText, "a language such as 'es'")
  check('"from" of the request', from, isText, "a language such as 'en'")
}

/** A key that does not exist is refused with the nearest one. */
export function checkKey(key: string, known: Record<string, true>, what = 'an option'): void {
  if (Object.hasOwn(known, key)) return
  throw new PolyglotError(
    'BAD_OPTION',
    `"${key}" is not ${what}.${didYouMean(key, Object.keys(known))}`,
  )
}

/** @param example as one writes it in TypeScript */
export function checkObject(name: string, given: unknown, example: string): void {
  check(name, given, isObject, `an object such as ${example}`)
}

function check(
  name: string,
  given: unknown,
  isRight: (value: unknown) => boolean,
  expected: string,
): void {
  if (isRight(given)) return
  throw new PolyglotError('BAD_OPTION', `${name} is ${show(given)}; expected is ${expected}.`)
}

const ANCHORS = ['rewrite', 'pin', 'pin-html', 'off'] satisfies Anchors[]
const OUTPUTS = ['auto', 'string', 'markdown'] satisfies Output[]
const SLUG_STYLES = ['github', 'nuxt', 'vitepress'] satisfies SlugStyle[]

function checkSyntax(name: string, value: unknown): void {
  checkKey(name, SYNTAX, 'a construct of "syntax"')
  const isSwitch = (given: unknown) => given === undefined || typeof given === 'boolean'
  check(`"syntax.${name}"`, value, isSwitch, 'true or false')
}

function unreadablePins(): PolyglotError {
  return new PolyglotError(
    'BAD_OPTION',
    `Option "anchors" is 'pin', which writes {#id} into headings, but "syntax.attributes" is false, so they could not be read again. Use 'pin-html', or leave "syntax.attributes" out.`,
  )
}

const isOneOf = (values: string[]) => (value: unknown) => values.includes(value as string)
const isSlugStyle = (value: unknown) => typeof value === 'function' || isOneOf(SLUG_STYLES)(value)
const isText = (value: unknown) => typeof value === 'string'
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText)
const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isOnError = (value: unknown) => value === 'source' || value === 'fail'

function isCache(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== ''
  // Not by its class: it may come from another copy of the package.
  return isObject(value) && typeof (value as Keyv).getMany === 'function'
}

function show(value: unknown): string {
  const shown =
    typeof value === 'string'
      ? JSON.stringify(value)
      : inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY })
  return shown.length > 100 ? `${shown.slice(0, 100)}…` : shown
}
