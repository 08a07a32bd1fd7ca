import { expect, test } from 'vitest'
import { createProgress } from '../../src/cli/progress.ts'

function progressOn({ live, columns = 80 }: { live: boolean; columns?: number }) {
  let time = 0
  const printed: string[] = []
  const progress = createProgress({
    total: 40,
    usage: () => ({
      ...{ documents: 0, units: 0, segments: 0, requests: 0, sentCharacters: 0 },
      ...{ cached: 310, sent: 52 },
    }),
    stream: { columns, write: (text) => printed.push(text) },
    live,
    now: () => time,
  })
  return {
    printed,
    progress,
    at(milliseconds: number, done: number) {
      time = milliseconds
      progress.update(done)
    },
  }
}

test('a terminal gets one line that is drawn anew, and taken away at the end', () => {
  const { at, printed, progress } = progressOn({ live: true })
  at(10, 1)
  at(20, 2)
  at(3_000, 10)
  progress.end()
  expect(printed).toEqual([
    '\r\u001B[K1 of 40 documents · 310 segments cached · 52 sent',
    '\r\u001B[K10 of 40 documents · 310 segments cached · 52 sent · about 9 s left',
    '\r\u001B[K',
  ])
})

test('a narrow terminal gets a shorter line, never a second one', () => {
  const { at, printed } = progressOn({ live: true, columns: 20 })
  at(10, 1)
  expect(printed).toEqual(['\r\u001B[K1 of 40 documents ·'])
})

test('elsewhere a plain line comes now and then, and none in a short run', () => {
  const { at, printed, progress } = progressOn({ live: false })
  at(5_000, 1)
  at(12_000, 2)
  at(13_000, 3)
  at(30_000, 20)
  progress.end()
  expect(printed).toEqual([
    '2 of 40 documents · 310 segments cached · 52 sent · about 4 min left\n',
    '20 of 40 documents · 310 segments cached · 52 sent · about 30 s left\n',
  ])
})
