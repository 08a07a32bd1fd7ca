import { Keyv } from 'keyv'
import { expect, test } from 'vitest'
import { createPolyglot } from '../../src/polyglot.ts'
import { pseudo } from '../../src/translators/pseudo.ts'
import { differences, emptyTally, print, SHOWN } from './proof.ts'
import { withoutWords } from './skeleton.ts'
import { markdownFiles } from './sources.ts'

test('every README of node_modules through everything, with the pseudo translator', {
  timeout: 600_000,
}, async () => {
  const polyglot = createPolyglot({ cache: new Keyv(), translator: pseudo(), anchors: 'off' })
  const tally = emptyTally()
  const lost: string[] = []
  for (const { path, text } of markdownFiles('node_modules')) {
    const result = await polyglot.translateDocument({ text, path, to: 'es' })
    const { skipped, units, segments, findings } = result.report
    if (skipped === undefined) tally.documents += 1
    tally.units += units
    tally.segments += segments
    const problems = findings.filter(({ severity }) => severity === 'error')
    tally.reverted += problems.length
    lost.push(...problems.map(({ line, check, source }) => `${path}:${line} ${check}: ${source}`))
    const found = differences(text, result.text, withoutWords)
    tally.structure.push(...found.map((each) => `${path}: ${each}`))
  }
  print('READMEs, pseudo', tally)
  expect(tally.documents).toBeGreaterThan(300)
  expect(tally.segments).toBeGreaterThan(20_000)
  expect(tally.structure.slice(0, SHOWN)).toEqual([])
  // What a check refuses stays in the source language: texts that look broken before anybody touches them.
  expect(tally.reverted / tally.segments, lost.slice(0, 50).join('\n')).toBeLessThan(0.002)
})
