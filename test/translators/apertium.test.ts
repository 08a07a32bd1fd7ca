import { describe, expect, test } from 'vitest'
import { alignWords } from '../../src/translators/apertium/alignment.ts'
import { type Mode, modeFor } from '../../src/translators/apertium/modes.ts'
import { numberWords, readRecords, writeRecords } from '../../src/translators/apertium/stream.ts'
import { tidy } from '../../src/translators/apertium/tidy.ts'
import { apertium, apertiumPairs } from '../../src/translators/apertium.ts'
import type { Translator } from '../../src/types.ts'
import { ask, readTranslation, translatorContract } from '../contract/translator.ts'

const pair = { from: 'en', to: 'es' }
const installed = (await apertiumPairs()).some(([from, to]) => from === 'en' && to === 'es')
const skipped = !installed && !process.env.CI
if (skipped)
  console.log(
    'SKIPPED: test/translators/apertium.test.ts, the tests with the real program: install the Debian packages ' +
      'apertium and apertium-eng-spa to run them.',
  )

describe.skipIf(skipped)('the apertium program', () => {
  translatorContract('apertium', () => apertium(), {
    pair,
    unsupported: { from: 'en', to: 'tlh' },
  })

  async function spanishOf(text: string) {
    return readTranslation((await ask(apertium(), pair, [text]))[0]!)
  }

  test('translates', async () => {
    expect((await spanishOf('The white house is big.')).text).toBe('La casa blanca es grande.')
  })

  test('says which word became which, across a change of order', async () => {
    const source = 'I saw the white house of the old man.'
    const { text, alignment } = await spanishOf(source)
    const words = alignment!.map(([start, end, targetStart, targetEnd]) => [
      source.slice(start, end),
      text.slice(targetStart, targetEnd),
    ])
    expect(words).toContainEqual(['white', 'blanca'])
    expect(words).toContainEqual(['house', 'casa'])
    expect(words).toContainEqual(['old', 'viejo'])
  })

  test('aligns nine words of ten, though numbers change some of the translations', async () => {
    const sources = [
      'You can use this library in order to read files as well as to write them.',
      'If you want to know more about it, there are a number of good books.',
      'Each property indicates whether or not the links are supported.',
      'The key differences between the two projects are the following ones.',
      'As a result, the time was reduced from 30 seconds to 5 seconds.',
      'Before you begin, make sure that the latest version is installed.',
    ]
    let words = 0
    let aligned = 0
    for (const answer of await ask(apertium(), pair, sources)) {
      const { text, alignment } = readTranslation(answer)
      for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}]+/gu)) {
        words++
        if (alignment!.some(([, , start, end]) => start < index + word.length && end > index))
          aligned++
      }
    }
    expect(aligned / words).toBeGreaterThan(0.9)
  })

  test('keeps every special character where it belongs', async () => {
    const { text } = await spanishOf(
      'The [red] house costs 3.50$ (50 % off) & more <b> ^_^ a/b \\ back.',
    )
    expect(text).toMatch(/^\S+ \[rojo\] .*3\.50\$ \(50 % .*\) & más <b> \^_\^ \S+\/b \\ \S+\.$/)
  })

  test('serves a region with the language that is installed', async () => {
    const [answer] = await ask(apertium(), { from: 'en-GB', to: 'es-MX' }, ['The house.'])
    expect(readTranslation(answer!).text).toBe('La casa.')
  })

  test('does not let unknown words of one text change the next', async () => {
    const before = 'This lets you mix known and unknown options.'
    const target =
      'Mapper functions that were already scheduled still run, and their results are discarded.'
    const [, after] = await ask(apertium(), pair, [before, target])
    expect(after).toEqual(await spanishOf(target))
  })

  test('ends its processes when the run ends', async () => {
    const run = new AbortController()
    const answering = ask(apertium(), pair, new Array(250).fill('The house is big.'), run.signal)
    setTimeout(() => run.abort(new Error('enough')), 300)
    await expect(answering).rejects.toThrow('enough')
  })
})

describe('apertium without its program', () => {
  const missing = { command: 'apertium-that-is-not-there' }

  test('has a fingerprint', () => {
    expect(apertium(missing).fingerprint).toBe('apertium')
    expect(apertium({ ...missing, revision: '0.8.1' }).fingerprint).toBe('apertium@0.8.1')
  })

  test('names the packages to install', async () => {
    const translator: Translator = apertium(missing)
    for (const attempt of [translator.languages!(), ask(translator, pair, ['a'])])
      await expect(attempt).rejects.toMatchObject({
        code: 'TRANSLATOR_UNAVAILABLE',
        message: expect.stringContaining('sudo apt-get install apertium apertium-eng-spa'),
      })
  })

  test('has no pairs', async () => {
    expect(await apertiumPairs(missing)).toEqual([])
  })
})

describe('the mode for a pair', () => {
  const modes: Mode[] = [
    { name: 'spa-eng', from: 'es', to: 'en' },
    { name: 'spa-eng_US', from: 'es', to: 'en-US' },
  ]

  test('is the closest one', () => {
    expect(modeFor(modes, 'es', 'en').name).toBe('spa-eng')
    expect(modeFor(modes, 'es', 'en-US').name).toBe('spa-eng_US')
    expect(modeFor(modes, 'es-AR', 'en-GB').name).toBe('spa-eng')
  })

  test('is an error that names the installed pairs where there is none', () => {
    const words =
      /from English \(en\) to Spanish \(es\).*Installed: Spanish \(es\) to English \(en\)/
    expect(() => modeFor(modes, 'en', 'es')).toThrow(words)
    expect(() => modeFor([], 'en', 'es')).toThrow(/Installed: none/)
  })
})

describe('what Apertium writes', () => {
  test('is read by the numbers, and nothing is guessed around a lost one', () => {
    expect(writeRecords(['a', 'b'])).toBe('a[#0]\0b[#1]\0')
    expect([...readRecords('a[#0]\0\0b c[#2]\0d[#3]\0\0')]).toEqual([
      [0, 'a'],
      [3, 'd'],
    ])
  })

  test('is tidied where words were left out', () => {
    expect(tidy('There is a house.', '  hay  una casa .')).toBe('Hay una casa.')
    expect(tidy('Npm and a .env file', ' npm y un archivo .env')).toBe('Npm y un archivo .env')
    expect(tidy('The useState', 'useState')).toBe('useState')
  })

  test('is aligned word for word where the numbers changed a word', () => {
    const source = 'the links are supported'
    const spans = alignWords(
      source,
      'los enlaces se mantienen',
      '[[t:w:0]]los[[/]] [[t:w:1]]enlaces[[/]] [[t:w:2]]están[[/]] [[t:w:3]]apoyados[[/]]',
    )
    expect(spans).toEqual([
      [0, 3, 0, 3, 1],
      [4, 9, 4, 11, 1],
      [10, 13, 12, 14, 0.5],
      [14, 23, 15, 24, 0.5],
    ])
  })

  test('is aligned as a whole where the numbers broke an expression apart', () => {
    expect(numberWords('in order to')).toBe('[[t:w:0]]in[[/]] [[t:w:1]]order[[/]] [[t:w:2]]to[[/]]')
    const spans = alignWords(
      'in order to',
      'para',
      '[[t:w:0]]en[[/]] [[t:w:1]]orden[[/]] [[t:w:2]]a[[/]]',
    )
    expect(spans).toEqual([
      [0, 2, 0, 4, 0.5],
      [3, 8, 0, 4, 0.5],
      [9, 11, 0, 4, 0.5],
    ])
  })
})
