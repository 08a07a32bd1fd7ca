import { expect, test } from 'vitest'
import { DEFAULT_PATTERN, parsePattern } from '../../src/cli/pattern.ts'
import { planOutputs } from '../../src/cli/plan.ts'

const es = { locale: 'es', lang: 'es' }
const fr = { locale: 'fr', lang: 'fr' }
const plan = (paths: string[], pattern: string, targets = [es, fr]) =>
  planOutputs(
    paths.map((path) => ({ path, explicit: false })),
    targets,
    parsePattern(pattern, '/root'),
  )

test('every document in every language, one language after the other', () => {
  expect(plan(['a.md', 'b.md'], DEFAULT_PATTERN).map(({ output }) => output)).toEqual([
    'a.es.md',
    'b.es.md',
    'a.fr.md',
    'b.fr.md',
  ])
})

test('two languages in one file are refused', () => {
  expect(() => plan(['a.md'], 'out/[name][ext]')).toThrow(
    'a.md in es and a.md in fr would both be written to out/a.md. Put [locale] or [lang] into the output pattern out/[name][ext].',
  )
})

test('two documents in one file are refused', () => {
  expect(() => plan(['x/a.md', 'y/a.md'], '[locale]/[name][ext]')).toThrow(
    'x/a.md in es and y/a.md in es would both be written to es/a.md. Put [dir], [name] and [ext] into',
  )
})

test('a translation over a document is refused', () => {
  expect(() => plan(['a.md'], '[dir]/[name][ext]', [es])).toThrow(
    'a.md in es would be written over the document a.md.',
  )
})
