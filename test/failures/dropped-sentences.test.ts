import { describe, expect, test } from 'vitest'
import { createPolyglot, defineTranslator } from '../../src/index.ts'
import { checksOf, knowing, openProject, translate } from './lab.ts'

/*
 * Elsewhere the translator left out whole sentences of a paragraph, and nobody noticed.
 * facebookresearch/seamless_communication #174 (the last two of five), facebookresearch/fairseq #5108,
 * winstxnhdw/nllb-api #79 (“Hi George.” is gone)
 */

const SENTENCES = [
  'The police law was changed in 2019.',
  'Some of the new rules reach far into private life.',
  'They led to protests in many towns.',
  'The report gives a first view of their use.',
  'That many of them were never used is a good sign.',
]
const SPANISH: Record<string, string> = {
  [SENTENCES[0]!]: 'La ley de policía cambió en 2019.',
  [SENTENCES[1]!]: 'Algunas de las nuevas reglas llegan lejos en la vida privada.',
  [SENTENCES[2]!]: 'Causaron protestas en muchas ciudades.',
  [SENTENCES[3]!]: 'El informe da una primera vista de su uso.',
  [SENTENCES[4]!]: 'Que muchas de ellas nunca se usaran es una buena señal.',
}
const paragraph = `${SENTENCES.join(' ')}\n`

/** Translates sentence by sentence and forgets all but the first so many. */
const forgetful = (kept: number) => (text: string) => {
  const found = SENTENCES.filter((sentence) => text.includes(sentence))
  return found
    .slice(0, kept)
    .map((sentence) => SPANISH[sentence])
    .join(' ')
}

describe('sentence by sentence', () => {
  test('a translator that keeps only the first sentence of a text has nothing to leave out', async () => {
    const page = await translate(paragraph, forgetful(1))
    expect(page.sent.toSorted()).toEqual(SENTENCES.toSorted())
    expect(page.text).toBe(`${Object.values(SPANISH).join(' ')}\n`)
    expect(page.report).toMatchObject({ complete: true, findings: [] })
  })

  test('a greeting is a sentence of its own', async () => {
    const answer = knowing({
      'Hi George.': 'Hola, George.',
      'I read your text.': 'Leí tu texto.',
      'Thank you for it!': '¡Gracias por él!',
    })
    const page = await translate('Hi George. I read your text. Thank you for it!\n', answer)
    expect(page.text).toBe('Hola, George. Leí tu texto. ¡Gracias por él!\n')
  })

  test.each(['', ' ', '\u200b', '.'])('an answer of “%s” is not published', async (nothing) => {
    const answer = (text: string) => (text === SENTENCES[3] ? nothing : SPANISH[text]!)
    const page = await translate(paragraph, answer)
    expect(page.text).toContain(SENTENCES[3])
    expect(page.text).toContain(SPANISH[SENTENCES[4]!])
    expect(page.report).toMatchObject({ complete: false, findings: [{ source: SENTENCES[3] }] })
  })

  test('an answer too few in a batch moves no answer to another sentence', async () => {
    const translator = defineTranslator({
      name: 'too few',
      translate: async ({ texts }) =>
        texts.filter((text) => text !== SENTENCES[1]).map((text) => SPANISH[text]!),
    })
    const polyglot = createPolyglot({ cache: openProject().cache, translator })
    const page = await polyglot.translateDocument({ text: paragraph, to: 'es' })
    await polyglot.close()
    expect(page.text).toBe(
      `${SENTENCES.map((sentence, index) => (index === 1 ? sentence : SPANISH[sentence])).join(' ')}\n`,
    )
    expect(checksOf(page)).toEqual(['translator'])
  })
})

describe('block by block', () => {
  const block = (kept: number) => translate(paragraph, forgetful(kept), { unit: 'block' })

  test('what is whole is published', async () => {
    const page = await block(5)
    expect(page.sent).toEqual([paragraph.trim()])
    expect(page.report).toMatchObject({ complete: true, findings: [] })
  })

  test('of nothing at all, nothing is published', async () => {
    const page = await block(0)
    expect(page.text).toBe(paragraph)
    expect(page.report.complete).toBe(false)
  })

  test('one of five sentences is far too short: the rest is asked for in shorter texts', async () => {
    const page = await block(1)
    expect(page.text).toBe(`${Object.values(SPANISH).join(' ')}\n`)
    expect(checksOf(page)).toContain('length')
  })

  test('two of five sentences are reported', async () => {
    expect(checksOf(await block(2))).toEqual(['lengthDoubtful'])
  })

  // Nothing counts sentences yet, so that only length gives them away. Whoever changes that, makes this a `test`.
  test.fails('three of five sentences are reported', async () => {
    expect(checksOf(await block(3))).not.toEqual([])
  })
})
