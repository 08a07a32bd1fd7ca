import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { Token } from '../../src/types.ts'
import { markdown } from '../markdown/arbitrary.ts'
import { dialects, mdc, mdx } from '../markdown/arbitrary-dialects.ts'
import { type RewriteOptions, rewrite, rewriteTokens } from '../markdown/rewrite.ts'
import { answering, JUNK } from './hostile.ts'
import { mdxSkeleton } from './mdx.ts'
import { PARSERS } from './parsers.ts'
import { differences, firstDifference } from './proof.ts'
import { inAnyOrder } from './skeleton.ts'

/**
 * Made-up emphasis nests and touches as nobody writes it, and parsers disagree about such runs of marks. So GFM's own HTML
 * decides here; the other parsers read real documents and the specification.
 */
const GFM = { micromark: PARSERS.micromark }

const counts = { documents: 0, units: 0, reverted: 0, 'not MDX': 0 }
afterAll(() => console.log('Made-up documents:', JSON.stringify(counts)))

const answer = fc
  .array(fc.constantFrom(...JUNK, 'word', ' '), { maxLength: 6 })
  .map((list) => list.join(''))
const answers = fc.array(answer, { minLength: 1, maxLength: 5 })

/** Changes the words of one document to whatever comes; returns what is another page then. */
function spoil(text: string, answers: string[]): string[] {
  const spoilt = count(rewrite(text, answering(answers)))
  const problems = [...differences(text, spoilt, inAnyOrder, GFM), ...same(text)]
  return problems.length > 0 ? [spoilt, ...problems] : []
}

/**
 * The same for dialects, whose attributes and fences are prose to GFM: the blocks of the result are read anew. What other
 * programs make of them is tested in `test/failures/unknown-syntax.test.ts`.
 */
function spoilDialect(text: string, answers: string[]): string[] {
  const result = rewrite(text, answering(answers))
  const blocksOf = ({ document }: typeof result) =>
    document.outline.blocks.map(({ signature }) => signature)
  // What was recognised in the source is read the same way: its last component may have been a word in HTML.
  const { syntax } = result.document
  const again = rewrite(count(result), (words) => words, { syntax })
  const difference = firstDifference(blocksOf(result), blocksOf(again))
  const problems = [...(difference === undefined ? [] : [difference]), ...same(text)]
  return problems.length > 0 ? [result.text, ...problems] : []
}

function same(text: string, options?: RewriteOptions): string[] {
  const result = rewrite(text, (words) => words, options).text
  return result === text ? [] : [`identity: ${result}`]
}

/** What no escape takes its meaning from, so that it cannot be written. */
const TEMPLATE = /\{[{%]|<%/

function count({ text, units, reverted }: ReturnType<typeof rewrite>, answers: string[] = []) {
  counts.documents += 1
  if (answers.some((each) => TEMPLATE.test(each))) return text
  counts.units += units.length
  counts.reverted += reverted.length
  return text
}

const long = { timeout: 600_000 }

describe('whatever the words become, the page stays', () => {
  test('CommonMark and GFM', long, () => {
    const property = fc.property(markdown, answers, (text, words) => {
      expect(spoil(text, words)).toEqual([])
    })
    fc.assert(property, { numRuns: 8_000 })
  })

  test('every dialect of blogs', long, () => {
    const property = fc.property(dialects, answers, (text, words) => {
      expect(spoilDialect(text, words)).toEqual([])
    })
    fc.assert(property, { numRuns: 7_000 })
  })

  test('Nuxt MDC', long, () => {
    const property = fc.property(mdc, answers, (text, words) => {
      expect(spoilDialect(text, words)).toEqual([])
    })
    fc.assert(property, { numRuns: 2_000 })
  })

  test('MDX', long, async () => {
    const property = fc.asyncProperty(mdx, answers, async (text, words) => {
      const before = await mdxSkeleton(text)
      if (before === undefined) {
        counts['not MDX'] += 1
        return
      }
      const options = { path: 'page.mdx' }
      const result = rewrite(text, answering(words), options)
      const after = (await mdxSkeleton(count(result, words))) ?? ['does not compile']
      expect(firstDifference(inAnyOrder(before), inAnyOrder(after))).toBeUndefined()
      expect(same(text, options)).toEqual([])
    })
    await fc.assert(property, { numRuns: 3_000 })
  })

  test('tags in any order', long, () => {
    const property = fc.property(markdown, (text) => {
      // HTML blocks in running text nest as no reader sorts them.
      fc.pre(!text.includes('<'))
      const result = rewriteTokens(text, ({ tags }) => backwards(tags))
      expect(differences(text, count(result), inAnyOrder, GFM)).toEqual([])
    })
    fc.assert(property, { numRuns: 3_000 })
  })

  test('that was enough', () => {
    expect(counts.documents).toBeGreaterThan(20_000)
    // Among the words are templates, which nothing can be escaped from.
    expect(counts.reverted / counts.units).toBeLessThan(0.25)
  })
})

/** Tags side by side, last one first: a legal answer, and as far from the source as can be. */
function backwards(tags: { id: number; kind: 'pair' | 'atom' }[]): Token[] {
  const text = (value: string): Token => ({ type: 'text', value })
  const inside = tags.toReversed().flatMap(({ id, kind }): Token[] => {
    if (kind === 'atom') return [{ type: 'atom', id }, text(' und ')]
    return [{ type: 'open', id }, text('etwas'), { type: 'close', id }, text(' und ')]
  })
  return [text('Zuerst '), ...inside, text('Ende.')]
}
