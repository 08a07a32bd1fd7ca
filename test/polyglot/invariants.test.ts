import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { counting } from './counting.ts'

const everyday = readFileSync(new URL('../fixtures/documents/everyday.md', import.meta.url), 'utf8')
const to = 'es'

describe('invariant 4: nothing that failed a check is kept', () => {
  const text = 'The quick brown fox jumps over the lazy dog.\n\nA second sentence stands here.\n'

  test('a rejected answer is neither cached nor published, and the next run asks again for it alone', async () => {
    const bad = counting((source) =>
      source.includes('fox') ? 'FOX FOX FOX FOX FOX FOX FOX FOX FOX FOX FOX' : source.toUpperCase(),
    )
    const first = await bad.polyglot.translateDocument({ text, to })
    expect(first.text).toBe(
      'The quick brown fox jumps over the lazy dog.\n\nA SECOND SENTENCE STANDS HERE.\n',
    )
    expect(first.report.findings).toMatchObject([
      { severity: 'error', check: 'repetition', line: 1, locale: 'es' },
    ])
    const good = counting(undefined, { store: bad.store })
    await good.polyglot.translateDocument({ text, to })
    expect(good.sent).toEqual(['The quick brown fox jumps over the lazy dog.'])
  })

  test('a cached answer is checked again, without calling the translator, when checks become stricter', async () => {
    const loose = counting((source) => `${source.toUpperCase()} 42`)
    await loose.polyglot.translateDocument({ text, to })
    const strict = counting(undefined, { store: loose.store, checks: { numbersAdded: 'error' } })
    const { report } = await strict.polyglot.translateDocument({ text, to, dryRun: true })
    expect(report).toMatchObject({ cached: 0, sent: 2 })
    expect(strict.sent).toEqual([])
    const same = counting(undefined, { store: loose.store, checks: { numbersAdded: 'warning' } })
    expect((await same.polyglot.translateDocument({ text, to })).report).toMatchObject({
      cached: 2,
      sent: 0,
    })
  })
})

describe('invariant 5: a segment is known by its words, languages and translator, not by where or how it stands', () => {
  const base =
    'One **bold** move with [a link](https://a.example). It costs nothing.\n\nAnother paragraph of words.\n'
  const free: [string, string][] = [
    [
      're-wrapped',
      'One **bold** move\nwith [a link](https://a.example). It\ncosts nothing.\n\nAnother paragraph\nof words.\n',
    ],
    [
      'written with other markers',
      'One __bold__ move with [a link](https://a.example). It costs nothing.\n\nAnother paragraph of words.\n',
    ],
    [
      'linked elsewhere',
      'One **bold** move with [a link](/b "here"). It costs nothing.\n\nAnother paragraph of words.\n'.replace(
        ' "here"',
        '',
      ),
    ],
    [
      'in another order',
      'Another paragraph of words.\n\nOne **bold** move with [a link](https://a.example). It costs nothing.\n',
    ],
    [
      'in a list and a quote',
      '> One **bold** move with [a link](https://a.example). It costs nothing.\n\n- Another paragraph of words.\n',
    ],
    [
      'as a heading',
      '# Another paragraph of words.\n\nOne **bold** move with [a link](https://a.example). It costs nothing.\n',
    ],
  ]

  test.each(free)('%s costs nothing', async (_, text) => {
    const first = counting()
    await first.polyglot.translateDocument({ text: base, to, path: 'a.md' })
    const second = counting(undefined, { store: first.store })
    await second.polyglot.translateDocument({ text, to, path: 'elsewhere/b.md' })
    expect(second.sent).toEqual([])
  })

  test('stress on other words costs at most those words, never the sentence', async () => {
    const first = counting()
    await first.polyglot.translateDocument({ text: base, to })
    const second = counting(undefined, { store: first.store })
    await second.polyglot.translateDocument({
      text: base.replace('**bold** move', 'bold **move**'),
      to,
    })
    expect(second.sent.filter((text) => text !== 'move')).toEqual([])
  })

  test('an inserted paragraph costs its own sentences', async () => {
    const first = counting()
    await first.polyglot.translateDocument({ text: base, to })
    const second = counting(undefined, { store: first.store })
    await second.polyglot.translateDocument({ text: `Fresh words here.\n\n${base}`, to })
    expect(second.sent).toEqual(['Fresh words here.'])
  })

  test('other languages and another fingerprint are other segments', async () => {
    const first = counting()
    await first.polyglot.translateDocument({ text: base, to })
    for (const [options, request] of [
      [{ fingerprint: 'counting@2' }, { to }],
      [{}, { to: 'fr' }],
      [{}, { to, from: 'de' }],
    ] as const) {
      const second = counting(undefined, { ...options, store: first.store })
      const { report } = await second.polyglot.translateDocument({ text: base, ...request })
      expect(report).toMatchObject({ cached: 0, sent: 3 })
    }
  })
})

describe('invariant 6: a document in the cache needs nothing else', () => {
  test('no translator, no languages, no segments are asked', async () => {
    const first = counting()
    const cold = await first.polyglot.translateDocument({ text: everyday, to })
    const untouchable = counting(
      () => {
        throw new Error('asked')
      },
      { store: first.store },
    )
    const reads: unknown[] = []
    const { getMany } = first.store
    first.store.getMany = ((keys: string[]) => {
      reads.push(keys)
      return getMany.call(first.store, keys)
    }) as typeof getMany
    const get = first.store.get.bind(first.store)
    first.store.get = ((key: string) => {
      reads.push(key)
      return get(key)
    }) as typeof first.store.get
    const warm = await untouchable.polyglot.translateDocument({ text: everyday, to })
    expect(warm.text).toBe(cold.text)
    expect(warm.report).toMatchObject({
      sent: 0,
      cached: cold.report.sent,
      units: cold.report.units,
    })
    expect(reads).toHaveLength(1)
  })
})

describe('invariant 11: a page with a fallback is never final', () => {
  test('the next run asks for the missing segments only, and heals the page', async () => {
    const text = 'Good words stand here. Bad words stand there.\n\n- More good words.\n'
    const ill = counting((source) => {
      if (source.includes('Bad')) throw new Error('out of order')
      return source.toUpperCase()
    })
    const first = await ill.polyglot.translateDocument({ text, to })
    expect(first.text).toBe('GOOD WORDS STAND HERE. Bad words stand there.\n\n- MORE GOOD WORDS.\n')
    expect(first.report).toMatchObject({ complete: false })
    const well = counting(undefined, { store: ill.store })
    const second = await well.polyglot.translateDocument({ text, to })
    expect(well.sent).toEqual(['Bad words stand there.'])
    expect(second.text).toBe(
      'GOOD WORDS STAND HERE. BAD WORDS STAND THERE.\n\n- MORE GOOD WORDS.\n',
    )
    expect(second.report).toMatchObject({ complete: true, findings: [] })
  })

  test('pieces of a sentence are paid for once', async () => {
    const strange = (source: string) => [...source].reverse().join('')
    const text = 'Read [the guide](g.md) today.\n'
    const first = counting(strange)
    await first.polyglot.translateDocument({ text, to })
    expect(first.sent.length).toBeGreaterThan(1)
    const second = counting(strange, { store: first.store })
    await second.polyglot.translateDocument({ text: `${text}\nFresh words.\n`, to })
    expect(second.sent).toEqual(['Fresh words.'])
  })

  test('onError: fail names the place and the way out', async () => {
    const { polyglot } = counting(() => '', { onError: 'fail' })
    await expect(
      polyglot.translateDocument({ text: '# Some words\n', to, path: 'post.md' }),
    ).rejects.toThrow(/post\.md:1: not translated into es: .*onError to 'source'/)
  })
})
