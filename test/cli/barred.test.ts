import { Keyv } from 'keyv'
import { expect, test } from 'vitest'
import { withoutSending } from '../../src/cli/frozen.ts'
import { createPolyglot } from '../../src/polyglot.ts'
import { defineTranslator } from '../../src/translators/index.ts'

test('a translator that is barred never sends, and says so at once, whichever language it is for', async () => {
  let calls = 0
  const real = defineTranslator({
    name: 'real',
    fingerprint: 'real:1',
    async translate({ texts }) {
      calls += 1
      return texts
    },
  })
  for (const translator of [real, { es: real, '*': 'pseudo' }]) {
    const { options, signal } = withoutSending({ translator, cache: new Keyv() })
    const polyglot = createPolyglot(options)
    expect(polyglot.options.translatorFor('es')).toMatchObject({ fingerprint: 'real:1' })
    const { report } = await polyglot.translateDocument({ text: 'Hello there.', to: 'es' })
    expect(report).toMatchObject({ complete: false })
    expect(signal.reason).toMatchObject({
      code: 'CACHE',
      message: expect.stringContaining('nothing was sent. Run it again.'),
    })
    await polyglot.close()
  }
  expect(calls).toBe(0)
})
