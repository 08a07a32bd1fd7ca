import { isAbsolute, posix } from 'node:path'
import { PolyglotError } from '../errors.ts'
import { didYouMean } from '../nearest.ts'
import type { Locale } from '../types.ts'

/** Where a translation goes when nothing else is said: `posts/hello.md` → `posts/hello.es.md`. */
export const DEFAULT_PATTERN = '[dir]/[name].[locale][ext]'

const TOKENS = ['dir', 'name', 'ext', 'locale', 'lang'] as const
type Token = (typeof TOKENS)[number]

/** How each token looks in a path that the pattern may have made. */
const SHAPES: Record<Token, string> = {
  dir: '.+',
  name: '[^/]+',
  ext: '\\.[^./]+',
  locale: '[A-Za-z0-9_-]+',
  lang: '[A-Za-z0-9_-]+',
}

/** A target language: canonical, and as it was written. */
export interface Target {
  locale: Locale
  lang: string
}

/** What a path says about the translation that may be in it. */
export interface ReadPath {
  /** Canonical or not; undefined when the pattern has neither `[locale]` nor `[lang]`. */
  language?: string
  /** The document it would come from; undefined when the pattern drops the folder. */
  source?: string
}

/** A checked output pattern. Paths are relative to the root, with `/`. */
export interface OutputPattern {
  text: string
  /** Where the translation of a source goes. */
  write(source: string, target: Target): string
  /** The reverse of `write`; undefined when the pattern cannot have made this path. */
  read(path: string): ReadPath | undefined
}

/**
 * @param root Absolute folder that paths are relative to.
 * @throws PolyglotError BAD_OPTION for an unknown token.
 */
export function parsePattern(text: string, root: string): OutputPattern {
  for (const [token, name = ''] of text.matchAll(/\[([^\]]*)\]/g)) {
    if (!isToken(name)) {
      throw new PolyglotError(
        'BAD_OPTION',
        `The output pattern ${text} has the unknown token ${token}.` +
          `${didYouMean(name, TOKENS)} It can have ${TOKENS.map((known) => `[${known}]`).join(' ')}.`,
      )
    }
  }
  const mayLeave = isAbsolute(text) || text.split('/').includes('..')
  const pattern = posix.normalize(isAbsolute(text) ? posix.relative(root, text) : text)
  const shape = shapeOf(pattern)

  return {
    text,
    write(source, target) {
      const { dir, name, ext } = posix.parse(source)
      if (!mayLeave && (dir === '..' || dir.startsWith('../')) && text.includes('[dir]')) {
        throw new PolyglotError(
          'BAD_OPTION',
          `${source} lies outside of the working folder, and so would its translation. ` +
            `Run the command there, or say where it goes: --out "out/[name].[locale][ext]"`,
        )
      }
      const values: Record<Token, string> = { dir: dir || '.', name, ext, ...target }
      return posix.normalize(pattern.replaceAll(/\[(\w+)\]/g, (_, token: Token) => values[token]))
    },
    read(path) {
      const found = shape.exec(path)?.groups
      if (found === undefined) return undefined
      const { dir = '', name, ext = '', locale, lang } = found
      const knowsSource = text.includes('[dir]') && name !== undefined
      return {
        language: locale ?? lang,
        ...(knowsSource && {
          source: posix.join(dir, `${name}${text.includes('[ext]') ? ext : '.md'}`),
        }),
      }
    },
  }
}

function isToken(name: string): name is Token {
  return (TOKENS as readonly string[]).includes(name)
}

function shapeOf(pattern: string): RegExp {
  const seen = new Set<string>()
  const body = pattern
    .split(/(\[dir\]\/|\[\w+\])/)
    .map((part) => {
      const token = /^\[(\w+)\]/.exec(part)?.[1]
      if (token === undefined || !isToken(token))
        return part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
      if (seen.has(token)) return `\\k<${token}>`
      seen.add(token)
      const group = `(?<${token}>${SHAPES[token]})`
      return part.endsWith('/') ? `(?:${group}/)?` : group
    })
    .join('')
  return new RegExp(`^${body}$`)
}
