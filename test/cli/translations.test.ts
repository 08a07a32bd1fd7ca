import { expect, test } from 'vitest'
import type { Manifest } from '../../src/cli/manifest.ts'
import { DEFAULT_PATTERN, parsePattern } from '../../src/cli/pattern.ts'
import { setTranslationsAside } from '../../src/cli/translations.ts'
import { createFolder } from './run-cli.ts'

function sort(paths: string[], { pattern = DEFAULT_PATTERN, manifest = [] as string[] } = {}) {
  const folder = createFolder()
  for (const path of paths) folder.write(path, 'Hi')
  const { sources, ours, lookalikes } = setTranslationsAside(
    paths.map((path) => ({ path, explicit: false })),
    {
      from: 'en',
      targets: [{ locale: 'es', lang: 'spa' }],
      pattern: parsePattern(pattern, folder.path),
      manifest: new Map(
        manifest.map((path) => [path, { source: 'a.md', locale: 'es', sha256: '' }]),
      ) satisfies Manifest,
      root: folder.path,
    },
  )
  return { sources: sources.map(({ path }) => path), ours, lookalikes }
}

test('what the manifest lists is a translation, whatever its name', () => {
  expect(sort(['a.md', 'other.md'], { manifest: ['other.md'] })).toMatchObject({
    sources: ['a.md'],
    ours: ['other.md'],
  })
})

test('without a manifest the name tells, in the target language', () => {
  expect(sort(['a.md', 'a.es.md'])).toMatchObject({ sources: ['a.md'], ours: ['a.es.md'] })
})

test('without a manifest a translation into a language of an earlier run is told by its document', () => {
  expect(sort(['a.md', 'a.fr.md', 'b.fr.md'])).toMatchObject({
    sources: ['a.md', 'b.fr.md'],
    lookalikes: [{ path: 'a.fr.md', locale: 'fr' }],
  })
})

test('a file in the target language without a document is left out and told', () => {
  expect(sort(['about.es.md'])).toMatchObject({
    sources: [],
    lookalikes: [{ path: 'about.es.md', locale: 'es' }],
  })
})

test('names that only look a little like a language are documents', () => {
  const names = ['a.en.md', 'b.config.md', 'release-1.2.md', 'v2.0.md', 'es.md']
  expect(sort(names).sources).toEqual(names)
})

test('a pattern without the language tells by folder', () => {
  const paths = ['a.md', 'es/a.md', 'es/b.md']
  expect(sort(paths, { pattern: 'es/[dir]/[name][ext]' })).toMatchObject({
    sources: ['a.md', 'es/b.md'],
    ours: ['es/a.md'],
  })
})
