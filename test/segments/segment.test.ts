import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDocument, readUnits, segmentsOf } from '../../src/markdown/document.ts'
import { markdown } from '../markdown/arbitrary.ts'
import { read, rewrite } from '../markdown/rewrite.ts'

const segments = (text: string) =>
  readUnits(parseDocument(text, read), 'en', read).flatMap(segmentsOf)

test.each([
  ['see ![](x) here', 'see here', 'after'],
  ['see ![](x), here', 'see, here', 'before'],
  ['see![](x)here', 'see here', 'none'],
  ['see ![](x)here', 'see here', undefined],
  ['see![](x) here', 'see here', undefined],
])('%s is read as “%s”', (text, expected, space) => {
  const [segment] = segments(text)
  expect(segment?.text).toBe(expected)
  expect(segment?.tags[0]?.space).toBe(space)
})

test('whatever the markup, a text has no space at its ends, and ranges lie within it', () => {
  fc.assert(
    fc.property(markdown, (text) => {
      for (const { text: own, tags } of segments(text)) {
        expect(own).not.toMatch(/^ | $/)
        for (const { start, end, space } of tags) {
          expect(space === 'none' ? start - 1 : start).toBeGreaterThanOrEqual(0)
          expect(start).toBeLessThanOrEqual(end)
          expect(end).toBeLessThanOrEqual(own.length)
          if (space === 'none') expect(own[start - 1]).toBe(' ')
        }
      }
    }),
    { numRuns: 500 },
  )
})

test('a pair around a break alone stays in the pair that it stands in', () => {
  const text = '## *time*. _time *<br>*_.\n'
  expect(rewrite(text, (words) => words.toUpperCase()).text).toBe(text.replaceAll('time', 'TIME'))
})
