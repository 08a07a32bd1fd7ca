import { Keyv } from 'keyv'
import { expect, test } from 'vitest'
import { createPolyglot } from '../../src/polyglot.ts'
import { defineTranslator } from '../../src/translators/index.ts'

const answers: Record<string, string> = {
  'It rains.': '雨が降っています。',
  'We stay *inside*.': '中にいます。',
  'We stay inside.': '中にいます。',
  '雨が降っています。': 'It rains.',
  '中にいます。': 'We stay inside.',
}

async function translate(text: string, from: string, to: string): Promise<string> {
  const translator = defineTranslator({
    name: 'phrasebook',
    translate: async ({ texts }) => texts.map((source) => answers[source] ?? ''),
  })
  const polyglot = createPolyglot({
    cache: new Keyv(),
    translator,
    checks: { unchanged: 'off', script: 'off' },
  })
  return (await polyglot.translateDocument({ text, from, to })).text
}

test('sentences are joined as the target writes them: no space in Japanese, one in English', async () => {
  expect(await translate('It rains. We stay inside.\n', 'en', 'ja')).toBe(
    '雨が降っています。中にいます。\n',
  )
  expect(await translate('It rains.\nWe stay inside.\n', 'en', 'ja')).toBe(
    '雨が降っています。中にいます。\n',
  )
  expect(await translate('雨が降っています。中にいます。\n', 'ja', 'en')).toBe(
    'It rains. We stay inside.\n',
  )
  expect(
    await translate('**雨が降っています。**\n\n[中にいます。](u)雨が降っています。\n', 'ja', 'en'),
  ).toBe('**It rains.**\n\n[We stay inside.](u) It rains.\n')
})

test('what stands between sentences stays between them', async () => {
  expect(await translate('It rains. ![rain](r.png) We stay inside.\n', 'en', 'ja')).toContain(
    '。 ![rain](r.png) 中',
  )
  expect(await translate('It rains.[^1] We stay inside.\n\n[^1]: It rains.\n', 'en', 'ja')).toBe(
    '雨が降っています。[^1]中にいます。\n\n[^1]: 雨が降っています。\n',
  )
})

test('a sentence that stays in the source language keeps its space', async () => {
  expect(await translate('It rains. We go out. We stay inside.\n', 'en', 'ja')).toBe(
    '雨が降っています。 We go out. 中にいます。\n',
  )
})

test('emphasis that ends a sentence stays emphasis where no space follows', async () => {
  expect(await translate('**It rains.** We stay inside.\n', 'en', 'ja')).toBe(
    '**雨が降っています**。中にいます。\n',
  )
  expect(await translate('_It rains._ __We stay inside.__\n', 'en', 'ja')).toBe(
    '_雨が降っています。_**中にいます。**\n',
  )
})
