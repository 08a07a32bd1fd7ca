import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Token } from '../../src/types.ts'
import { markdown } from '../markdown/arbitrary.ts'
import { dialects, mdc, mdx } from '../markdown/arbitrary-dialects.ts'
import { type RewriteOptions, rewrite, rewriteTokens } from '../markdown/rewrite.ts'
import { answering, JUNK } from './hostile.ts'
import { mdxSkeleton } from './mdx.ts'
import { type bodyOf, PARSERS } from './parsers.ts'
import { bodyForParsers, COMPONENTS, PROGRAMS } from './programs.ts'
import { firstDifference } from './proof.ts'
import { inAnyOrder } from './skeleton.ts'

const counts = { documents: 0, units: 0, reverted: 0, 'not MDX': 0 }
/** The same at the start of a test. */
let before = { ...counts }
beforeEach(() => {
  before = { ...counts }
})

/** At most this share of the units that got words stands as in the source, because nothing else was sound. */
function expectFewReverted(most: number): void {
  const [units, reverted] = [counts.units - before.units, counts.reverted - before.reverted]
  expect(units).toBeGreaterThan(1000)
  console.log(`Left as they were: ${reverted} of ${units} units`)
  expect(reverted / units).toBeLessThan(most)
}

afterAll(() => console.log('Made-up documents:', JSON.stringify({ ...counts, readings })))

const answer = fc
  .array(fc.constantFrom(...JUNK, 'word', ' '), { maxLength: 6 })
  .map((list) => list.join(''))
const answers = fc.array(answer, { minLength: 1, maxLength: 5 })

type Programs = Record<string, (text: string) => string[]>

/** Changes the words of one document to whatever comes; returns what is another page then, by parser. */
function spoil(text: string, answers: string[]): string[] {
  const spoilt = count(rewrite(text, answering(answers)), answers)
  const problems = [...changes(text, spoilt), ...same(text)]
  return problems.length > 0 ? [spoilt, ...problems] : []
}

/**
 * The same for dialects. What fills in templates must find them all; what the other programs and the parsers see is counted:
 * where made-up marks of several dialects touch, each sees another one first.
 *
 * @param programs who else reads the document
 * @param body what a parser gets to see of it
 */
function spoilDialect(
  text: string,
  answers: string[],
  { templates, ...programs }: Programs,
  { body, ...options }: RewriteOptions & { body?: typeof bodyOf },
): string[] {
  const spoilt = count(rewrite(text, answering(answers), options), answers)
  const seen = Object.entries(programs).flatMap(([name, marksOf]) => {
    const before = marksOr(marksOf, text)
    // Some programs fail on documents that are nothing special.
    if (before === undefined) return []
    const difference = firstDifference(before, marksOr(marksOf, spoilt) ?? ['failure'])
    return difference === undefined ? [] : [`${name}: ${difference}`]
  })
  if (body) seen.push(...changes(body(text), body(spoilt)))
  if (seen.length > 0) seenOtherwise.push([text, spoilt, ...seen].join('\n'))
  const lost = firstDifference(templates!(text).toSorted(), templates!(spoilt).toSorted())
  return [...(lost === undefined ? [] : [spoilt, lost]), ...same(text, options)]
}

/** Documents of which some program sees something else after translation. */
let seenOtherwise: string[] = []

/** Runs documents of a dialect; at most a share of them may be seen otherwise. */
function assertDialect(runs: number, most: number, property: fc.IProperty<unknown>): void {
  seenOtherwise = []
  fc.assert(property, { numRuns: runs })
  console.log(`Seen otherwise by another program: ${seenOtherwise.length} of ${runs}`)
  expect(seenOtherwise.length / runs, seenOtherwise.slice(0, 5).join('\n\n')).toBeLessThan(most)
}

function marksOr(marksOf: Programs[string], text: string): string[] | undefined {
  try {
    return marksOf(text)
  } catch {
    return undefined
  }
}

/**
 * What is another page to GFM, and to each of the other parsers that reads the source as GFM does: marks nest and touch in
 * made-up documents as nobody writes them, and what is code or an address to one parser alone may be words to all others.
 */
function changes(before: string, after: string): string[] {
  const wanted = gfmView(PARSERS.micromark(before))
  // Where a bare address ends, linkify sees otherwise than GFM.
  const { markdownItLinks: _, ...parsers } = PARSERS
  return Object.entries(parsers).flatMap(([parser, skeletonOf]) => {
    const [source, target] = [skeletonOf(before), skeletonOf(after)]
    if (source === undefined || target === undefined) return []
    if (String(gfmView(source)) !== String(wanted)) return []
    // `~~` in `~~` is nobody's standard.
    if (parser === 'markdownIt' && /<s>(?:(?!<\/s>).)*<s>/.test(source.join(''))) return []
    readings[parser as keyof typeof readings] += 1
    const difference = firstDifference(inAnyOrder(source), inAnyOrder(target))
    return difference === undefined ? [] : [`${parser}: ${difference}`]
  })
}

/** Without what parsers write differently and mean alike. */
const gfmView = (skeleton: string[]) =>
  skeleton.map((piece) => piece.replace(/^(<\/?)s>$/, '$1del>'))

const readings = { commonmark: 0, markdownIt: 0, micromark: 0 }

function same(text: string, options?: RewriteOptions): string[] {
  const result = rewrite(text, (words) => words, options).text
  return result === text ? [] : [`identity: ${result}`]
}

/** What no escape takes its meaning from, so that it cannot be written. */
const TEMPLATE = /\{[{%]|<%/
/** Without one an answer is no words, and no attribute that is read aloud. */
const LETTER = /\p{L}/u

function count({ text, units, reverted }: ReturnType<typeof rewrite>, answers: string[] = []) {
  counts.documents += 1
  if (answers.some((each) => TEMPLATE.test(each) || !LETTER.test(each))) return text
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
    expectFewReverted(0.02)
  })

  test('every dialect of blogs', long, () => {
    const property = fc.property(dialects, answers, (text, words) => {
      // Lines right behind a tag are HTML, too, whatever they look like.
      fc.pre(!/>\n[^\n]/.test(text))
      expect(spoilDialect(text, words, PROGRAMS, { body: bodyForParsers })).toEqual([])
    })
    // Wikilinks, math and containers in each other: 4 %.
    assertDialect(7_000, 0.05, property)
    expectFewReverted(0.08)
  })

  test('Nuxt MDC', long, () => {
    const property = fc.property(mdc, answers, (text, all) => {
      fc.pre(!/>\n[^\n]/.test(text))
      // In labels of MDC brackets cannot be escaped.
      const words = all.map((answer) => answer.replace(/[[\]]/g, '|'))
      // Components are prose to parsers without them, so those are not asked.
      const options = { syntax: { components: true } }
      expect(spoilDialect(text, words, COMPONENTS, options)).toEqual([])
    })
    // Brackets in brackets in brackets.
    assertDialect(2_000, 0.025, property)
    expectFewReverted(0.03)
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
    expectFewReverted(0.02)
  })

  test('tags in any order', long, () => {
    const property = fc.property(markdown, (text) => {
      // HTML blocks in running text nest as no reader sorts them.
      fc.pre(!text.includes('<'))
      const result = rewriteTokens(text, ({ tags }) => backwards(tags))
      expect(changes(text, count(result))).toEqual([])
    })
    fc.assert(property, { numRuns: 3_000 })
  })

  test('that was enough', () => {
    expect(counts.documents).toBeGreaterThan(20_000)
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
