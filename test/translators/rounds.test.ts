import { expect, test } from 'vitest'
import { inRounds } from '../../src/translators/http/rounds.ts'
import type { Answer } from '../../src/types.ts'

const { signal } = new AbortController()
const letters = (count: number) => Array.from({ length: count }, (_, index) => `t${index}`)

/** Sends to a function, and notes how many texts each request had. */
async function run(
  texts: string[],
  reply: (texts: string[], round: number) => (Answer | null)[],
  tooMuch?: (error: unknown) => boolean,
) {
  const sizes: number[] = []
  const send = async (group: string[]) => reply(group, sizes.push(group.length) - 1)
  const answers = await inRounds(texts, send, { signal, tooMuch }).catch((error) => error)
  return { answers, sizes }
}

test('nothing is sent for no texts', async () => {
  expect(await run([], () => [])).toEqual({ answers: [], sizes: [] })
})

test('answers stay with their texts, whatever comes back when', async () => {
  const { answers, sizes } = await run(letters(7), (texts) =>
    texts.map((text, index) => (index % 2 === 1 || texts.length === 1 ? `${text}!` : null)),
  )
  expect(answers).toEqual(letters(7).map((text) => `${text}!`))
  expect(sizes).toEqual([7, 4, 2, 1])
})

test('what is too much is halved twice, and no more', async () => {
  const fail = (limit: number) => (texts: string[]) => {
    if (texts.length > limit) throw new Error('out of memory')
    return texts
  }
  const isMemory = () => true
  expect(await run(letters(100), fail(50), isMemory)).toEqual({
    answers: letters(100),
    sizes: [100, 50, 50],
  })
  expect((await run(letters(100), fail(25), isMemory)).sizes).toEqual([100, 50, 25, 25, 25, 25])
  const { answers, sizes } = await run(letters(100), fail(10), isMemory)
  expect(answers).toEqual(new Error('out of memory'))
  expect(sizes).toEqual([100, 50, 25])
  expect((await run(letters(100), fail(50))).sizes).toEqual([100])
})

test('a failure after the first answers leaves those standing', async () => {
  const { answers, sizes } = await run(letters(3), (texts, round) => {
    if (round === 1) throw new Error('gone')
    return texts.map((text, index) => (index === 1 ? text : null))
  })
  expect(answers).toEqual([
    { error: 'gone', retryable: true },
    't1',
    { error: 'gone', retryable: true },
  ])
  expect(sizes).toEqual([3, 2])
})

test('the end of the run is never taken for a failure', async () => {
  const controller = new AbortController()
  const reason = new Error('the run is over')
  const send = async (texts: string[]) => {
    if (texts.length === 2) return ['a', null]
    controller.abort(reason)
    throw new Error('cut off')
  }
  await expect(inRounds(['a', 'b'], send, { signal: controller.signal })).rejects.toBe(reason)
})
