import { expect, test } from 'vitest'
import { learnModel } from '../../src/tags/ibm1.ts'
import { alignerOf } from '../../src/tags/model.ts'
import { packModel, unpackModel } from '../../src/tags/stored-model.ts'

const locales = { from: 'en', to: 'es' }
const pairs = [
  ['the red house', 'la casa roja'],
  ['the green house', 'la casa verde'],
  ['the red car', 'el coche rojo'],
  ['a green car', 'un coche verde'],
  ['a house 👩‍👩‍👧', 'una casa 👩‍👩‍👧'],
].map(([source = '', target = '']) => ({ source, target }))
const model = await learnModel(pairs, locales)
const stored = packModel(model)

test('a model that was packed and unpacked links the same words', () => {
  const unpacked = unpackModel(JSON.parse(JSON.stringify(stored)), locales)!
  expect(unpacked.sources.words).toEqual(model.sources.words)
  for (const [source, target] of [
    ['the green car', 'el coche verde'],
    ['a red installation', 'una instalación roja'],
  ] as const) {
    const [before, after] = [model, unpacked].map((each) => alignerOf(each)(source, target))
    const strong = before!.filter(([, , , , score]) => score! > 0.1)
    expect(strong.length).toBeGreaterThan(1)
    for (const [index, span] of strong.entries()) {
      const same = after!.find((other) => span.slice(0, 4).every((at, part) => at === other[part]))
      expect(same?.[4], `${source} ${index}`).toBeCloseTo(span[4]!, 2)
    }
  }
})

test('nothing learnt is packed as well', async () => {
  const nothing = unpackModel(packModel(await learnModel([], locales)), locales)!
  expect(alignerOf(nothing)('Vite 8', 'Vite 8')).toHaveLength(2)
})

test('a model of any size is bounded', async () => {
  const words = (letter: string, line: number) =>
    Array.from({ length: 15 }, (_, word) => `${letter}${line * 15 + word}`).join(' ')
  const lines = Array.from({ length: 3000 }, (_, line) => ({
    source: words('w', line),
    target: words('v', line),
  }))
  const { words: a, cells: b } = packModel(await learnModel(lines, locales))
  expect(a.length + b.length).toBeLessThan(2_000_000)
  expect(unpackModel({ words: a, cells: b }, locales)!.cells.forward).toHaveLength(100_000)
})

test('a damaged model is no model, whatever the damage', () => {
  const { words, cells } = stored
  const flipped = (text: string, at: number) =>
    `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`
  for (const bad of [
    { words: '', cells },
    { words, cells: '' },
    { words: cells, cells: words },
    { words, cells: cells.slice(0, -20) },
    { words: words.slice(0, 20), cells },
    { words: packModel({ ...model, targets: model.sources }).words, cells },
  ])
    expect(unpackModel(bad, locales)).toBeUndefined()
  let noticed = 0
  for (let at = 0; at < cells.length - 4; at++)
    if (!unpackModel({ words, cells: flipped(cells, at) }, locales)) noticed += 1
  // Of some characters of base64 only the upper bits count.
  expect(noticed / (cells.length - 4)).toBeGreaterThan(0.98)
})

test('training gives way to other work', async () => {
  let turns = 0
  const many = Array.from({ length: 3000 }, (_, line) => ({
    source: `line number ${line} of a long text that goes on for some time and says nothing new`,
    target: `línea número ${line} de un texto largo que sigue un buen rato y no dice nada nuevo`,
  }))
  await learnModel(many, locales, async () => {
    turns += 1
  })
  expect(turns).toBeGreaterThan(3)
})
