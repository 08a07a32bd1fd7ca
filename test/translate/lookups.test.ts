import { Keyv } from 'keyv'
import { expect, test } from 'vitest'
import { openCache } from '../../src/cache/index.ts'
import { openLookups } from '../../src/translate/lookups.ts'
import { createScheduler } from '../../src/translate/scheduler.ts'
import { defineTranslator } from '../../src/translators/index.ts'

const pair = { from: 'en', to: 'es' }
const wire = { text: 'Some words here.' }

test('invariant 11: an answer that the page could not take is kept, and asked for again', async () => {
  const store = new Keyv()
  const sent: string[] = []
  const open = () => {
    const cache = openCache(store, '.', () => {})
    const translator = defineTranslator({
      name: 'shout',
      async translate({ texts }) {
        sent.push(...texts)
        return texts.map((text) => text.toUpperCase())
      },
    })
    const scheduler = createScheduler({
      translator,
      check: () => [],
      store: (results) =>
        cache.setSegments(
          results.map(({ lookup, translation }) => [
            lookup.key,
            { ...pair, by: 'shout', source: lookup.text, ...translation },
          ]),
        ),
    })
    return openLookups(pair, [wire], { cache, scheduler, fingerprint: 'shout', check: () => [] })
  }
  const first = await open()
  await first.answer(wire)
  await first.reject([wire], 'structure')
  const [entry] = await openCache(store, '.', () => {}).getSegments([first.keyOf(wire)])
  expect(entry).toMatchObject({ text: 'SOME WORDS HERE.', rejected: 'structure' })
  const second = await open()
  expect(second.peek(wire)).toBeUndefined()
  await second.answer(wire)
  expect(sent).toHaveLength(2)
  expect((await open()).peek(wire)?.text).toBe('SOME WORDS HERE.')
})
