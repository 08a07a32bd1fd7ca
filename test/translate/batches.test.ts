import { expect, test } from 'vitest'
import { createQueue } from '../../src/translate/batches.ts'
import { createEntry } from '../../src/translate/entries.ts'
import { lookupOf } from './set-up.ts'

const limits = { segments: 16, characters: 1000, concurrency: 2 }

function queueOf(lengths: number[], own = limits) {
  const queue = createQueue({ from: 'en', to: 'es' }, own)
  for (const length of lengths) queue.add(createEntry(lookupOf('x'.repeat(length)), () => {}))
  return queue
}

function take(queue: ReturnType<typeof queueOf>, parts = 1): number[] {
  return queue.take(parts).map(({ lookup }) => lookup.text.length)
}

test('the longest texts leave first, up to either limit', () => {
  const byCharacters = queueOf([100, 500, 300, 200, 400])
  expect(byCharacters.full()).toBe(true)
  expect(take(byCharacters)).toEqual([500, 400])
  expect(take(byCharacters)).toEqual([300, 200, 100])
  expect(byCharacters.characters()).toBe(0)
  const bySegments = queueOf(Array.from({ length: 20 }, () => 2))
  expect(bySegments.full()).toBe(true)
  expect(take(bySegments)).toHaveLength(16)
  expect(bySegments.full()).toBe(false)
})

test('a text beyond the limit travels alone', () => {
  const queue = queueOf([5000, 10])
  expect(take(queue)).toEqual([5000])
  expect(take(queue)).toEqual([10])
})

test('parts are even, as long as they are no crumbs', () => {
  const queue = queueOf(Array.from({ length: 16 }, () => 20))
  expect(take(queue, 2)).toHaveLength(8)
  expect(take(queue, 1)).toHaveLength(8)
  const few = queueOf(Array.from({ length: 12 }, () => 5))
  expect(take(few, 2)).toHaveLength(12)
  const small = queueOf(Array.from({ length: 16 }, () => 5))
  expect(take(small, 16)).toHaveLength(8)
})

test('a few long texts are parted: they are no crumbs', () => {
  const queue = queueOf([200, 200, 200, 200])
  expect(take(queue, 2)).toEqual([200, 200])
})

test('a part leaves no more than the other parts can carry', () => {
  const queue = queueOf([
    ...Array.from({ length: 4 }, () => 200),
    ...Array.from({ length: 26 }, () => 5),
  ])
  expect(queue.calls()).toBe(2)
  expect(take(queue, 2)).toHaveLength(14)
  expect(take(queue, 1)).toHaveLength(16)
})

test('an entry can be dropped, and the rest taken at once', () => {
  const queue = queueOf([1, 2, 3])
  const shortest = queue.shortest()!
  expect(shortest.lookup.text).toBe('x')
  queue.drop(shortest)
  queue.drop(shortest)
  expect(queue.characters()).toBe(5)
  expect(queue.drain()).toHaveLength(2)
  expect(queue.characters()).toBe(0)
  expect(queue.shortest()).toBeUndefined()
})
