import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createOutage } from '../../src/adapters/outage.ts'

/** Documents that can be asked for again, and a translator that is down until the test says otherwise. */
function fakes(pauses = [20, 40]) {
  const said: string[] = []
  const asked: string[] = []
  const say = (line: string) => void said.push(line)
  const outage = createOutage({ info: say, warn: say }, pauses)
  const translator = { works: false }
  const ask = async (id: string) => {
    asked.push(id)
    if (translator.works) outage.over()
    else hit(id)
  }
  const hit = (id: string) => outage.hit(id, `polyglot: ${id} failed.`, () => ask(id))
  return { outage, hit, said, asked, translator }
}

test('a translator that is down is one line, whatever the number of documents', async () => {
  const { hit, said, outage } = fakes()
  for (const id of ['a', 'b', 'c']) hit(id)
  await pause(200)
  expect(said).toEqual(['polyglot: a failed. Pages show what there is until it answers.'])
  outage.stop()
})

test('one document at a time is asked for again, each in its turn', async () => {
  const { hit, asked, outage } = fakes()
  for (const id of ['a', 'b', 'c']) hit(id)
  await expect.poll(() => asked.length).toBeGreaterThan(3)
  expect(asked.slice(0, 4)).toEqual(['a', 'b', 'c', 'a'])
  outage.stop()
})

test('when it answers, that is one line, and every document that waits is asked for at once', async () => {
  const { hit, said, asked, translator } = fakes([20, 60_000])
  for (const id of ['a', 'b', 'c']) hit(id)
  translator.works = true
  await expect.poll(() => asked).toEqual(['a', 'b', 'c'])
  expect(said.slice(1)).toEqual(['polyglot: The translator answers again.'])
})

test('an answer to anybody is the end of it, and a later failure is said again', async () => {
  const { hit, said, asked, outage } = fakes([60_000])
  hit('a')
  outage.over()
  expect(asked).toEqual(['a'])
  expect(said.map((line) => line.slice(0, 25))).toEqual([
    'polyglot: a failed. Pages',
    'polyglot: The translator ',
    'polyglot: a failed. Pages',
  ])
  outage.stop()
})

test('an answer where nothing has failed is no news', () => {
  const { said, outage } = fakes()
  outage.over()
  expect(said).toEqual([])
})

test('nothing is asked for after the end', async () => {
  const { hit, asked, outage } = fakes()
  hit('a')
  outage.stop()
  await pause(100)
  expect(asked).toEqual([])
})
