import { expect, test } from 'vitest'
import { type ChangeName, HOSTILE } from './hostile.ts'
import { COMPLETE, print, prove, SHOWN } from './proof.ts'
import { markdownFiles, type Source } from './sources.ts'

const sources = markdownFiles('node_modules')

const CASES: [string, (source: Source) => ChangeName[]][] = [
  ['identity', () => ['identity']],
  ['upper case', () => ['upperCase']],
  ['hostile', ({ hash }) => (COMPLETE ? HOSTILE : [HOSTILE[hash % HOSTILE.length]!])],
]

test.each(CASES)('every README of node_modules, %s', { timeout: 600_000 }, (name, changesOf) => {
  const tally = prove(sources, changesOf)
  print(`READMEs, ${name}`, tally)
  expect(tally.documents).toBeGreaterThan(300)
  expect(tally.segments).toBeGreaterThan(20_000)
  expect(tally.bytes.slice(0, SHOWN)).toEqual([])
  expect(tally.structure.slice(0, SHOWN)).toEqual([])
  expect(tally.reverted / tally.units).toBeLessThan(0.005)
})
