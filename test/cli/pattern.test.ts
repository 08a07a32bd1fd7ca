import { describe, expect, test } from 'vitest'
import { DEFAULT_PATTERN, parsePattern } from '../../src/cli/pattern.ts'

const spanish = { locale: 'es', lang: 'spa' }
const write = (pattern: string, source: string) =>
  parsePattern(pattern, '/root').write(source, spanish)

describe('output pattern', () => {
  test('puts the language before the extension by default', () => {
    expect(write(DEFAULT_PATTERN, 'posts/hello.md')).toBe('posts/hello.es.md')
    expect(write(DEFAULT_PATTERN, 'hello.md')).toBe('hello.es.md')
    expect(write(DEFAULT_PATTERN, 'a/b.c/READ ME ñ')).toBe('a/b.c/READ ME ñ.es')
  })

  test('knows every token, any number of times', () => {
    expect(write('i18n/[locale]/[dir]/[name][ext]', 'posts/hello.md')).toBe(
      'i18n/es/posts/hello.md',
    )
    expect(write('i18n/[lang]/[dir]/[name][ext]', 'hello.md')).toBe('i18n/spa/hello.md')
    expect(write('[lang]/[name]/[name].[locale].txt', 'x/hello.md')).toBe('spa/hello/hello.es.txt')
  })

  test('takes names apart literally, whatever is in them', () => {
    expect(write(DEFAULT_PATTERN, 'posts/$& $1 [slug].md')).toBe('posts/$& $1 [slug].es.md')
  })

  test('refuses a token it does not know and names the nearest', () => {
    expect(() => parsePattern('[dir]/[nam].md', '/root')).toThrow(
      'The output pattern [dir]/[nam].md has the unknown token [nam]. Did you mean name? It can have [dir] [name] [ext] [locale] [lang].',
    )
  })

  test('leaves the root only when the pattern says so', () => {
    expect(() => write(DEFAULT_PATTERN, '../other/a.md')).toThrow('lies outside')
    expect(() => write('out/[dir]/[name].[locale][ext]', '../a.md')).toThrow('lies outside')
    expect(write('out/[name].[locale][ext]', '../other/a.md')).toBe('out/a.es.md')
    expect(write('../site/[name].[locale][ext]', 'a.md')).toBe('../site/a.es.md')
    expect(write('/root/out/[name].[locale][ext]', 'a.md')).toBe('out/a.es.md')
    expect(write('/elsewhere/[name].[locale][ext]', 'a.md')).toBe('../elsewhere/a.es.md')
  })

  test('recognises what it could have written, and what from', () => {
    const cases: [pattern: string, path: string, expected: unknown][] = [
      [DEFAULT_PATTERN, 'a.es.md', { language: 'es', source: 'a.md' }],
      [DEFAULT_PATTERN, 'x/y/a.b.zh-Hant.md', { language: 'zh-Hant', source: 'x/y/a.b.md' }],
      [DEFAULT_PATTERN, 'x/a.md', undefined],
      ['i18n/[lang]/[dir]/[name][ext]', 'i18n/spa/a.md', { language: 'spa', source: 'a.md' }],
      ['i18n/[lang]/[dir]/[name][ext]', 'i18n/spa/x/a.md', { language: 'spa', source: 'x/a.md' }],
      ['i18n/[lang]/[dir]/[name][ext]', 'i18nXspa/x/a.md', undefined],
      ['[locale]/[name].[locale].md', 'es/a.es.md', { language: 'es' }],
      ['[locale]/[name].[locale].md', 'es/a.fr.md', undefined],
      ['es/[dir]/[name][ext]', 'es/a.md', { language: undefined, source: 'a.md' }],
    ]
    for (const [pattern, path, expected] of cases) {
      expect(parsePattern(pattern, '/root').read(path), `${pattern} ${path}`).toEqual(expected)
    }
  })
})
