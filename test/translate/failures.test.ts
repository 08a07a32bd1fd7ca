import { expect, test } from 'vitest'
import type { Problem } from '../../src/checks/index.ts'
import { createFailures } from '../../src/translate/failures.ts'
import { sleep } from './set-up.ts'

const problem: Problem = { check: 'translator', severity: 'error', message: 'No.' }

test('a failure is remembered until its time is over', async () => {
  const failures = createFailures(20)
  failures.add('a', problem)
  expect(failures.get('a')).toEqual(problem)
  expect(failures.get('b')).toBeUndefined()
  await sleep(25)
  expect(failures.get('a')).toBeUndefined()
})

test('of very many only the latest are kept', () => {
  const failures = createFailures(10_000)
  for (let index = 0; index < 50_000; index++) failures.add(`${index}`, problem)
  const kept = Array.from({ length: 50_000 }, (_, index) => index).filter((index) =>
    failures.get(`${index}`),
  )
  expect(kept.length).toBeGreaterThan(1_000)
  expect(kept.length).toBeLessThanOrEqual(10_000)
  expect(kept.at(-1)).toBe(49_999)
})

test('a failure that comes again is remembered from then on', async () => {
  const failures = createFailures(40)
  failures.add('a', problem)
  await sleep(25)
  failures.add('a', problem)
  await sleep(25)
  expect(failures.get('a')).toEqual(problem)
})
