import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { openCache } from '../../src/cache/index.ts'
import { sampleSegments } from './samples.ts'

/**
 * A second process for the tests. Each line on standard input is one order, answered with one or more lines:
 * `write FILE FIRST COUNT BATCH AT`: at the time `AT` (ms since 1970) opens the file, stores COUNT segments from
 * number FIRST on in batches, answers `stored N` as soon as each batch is stored, reads all back, closes,
 * and answers `done FOUND`.
 */
for await (const order of createInterface({ input: process.stdin })) {
  const [, file, ...numbers] = order.split(' ')
  const [first, count, batch, at] = numbers.map(Number) as [number, number, number, number]
  while (Date.now() < at) {}
  try {
    const cache = openCache(file!, '/', (message) => say(`warning ${message}`))
    const entries = sampleSegments(first, count)
    for (let start = 0; start < count; start += batch) {
      await cache.setSegments(entries.slice(start, start + batch))
      say(`stored ${first + Math.min(start + batch, count)}`)
    }
    const found = await cache.getSegments(entries.map(([key]) => key))
    await cache.close()
    say(`done ${found.filter(Boolean).length}`)
  } catch (error) {
    say(`failed ${(error as Error).message}`)
  }
}

function say(line: string): void {
  writeSync(1, `${line}\n`)
}
