import { Keyv } from 'keyv'
import type { Options } from '../../src/options.ts'
import { createPolyglot, type Polyglot } from '../../src/polyglot.ts'
import { defineTranslator, type TranslatorDefinition } from '../../src/translators/index.ts'

export interface Counting {
  polyglot: Polyglot
  /** Every text that was sent, in order. */
  sent: string[]
  store: Keyv
}

/** A polyglot with a translator of one line, and a list of what it was asked. */
export function counting(
  translate: (text: string) => string = (text) => text.toUpperCase(),
  options: Options & {
    tags?: TranslatorDefinition['tags']
    fingerprint?: string
    store?: Keyv
  } = {},
): Counting {
  const { tags = 'none', fingerprint = 'counting', store = new Keyv(), ...rest } = options
  const sent: string[] = []
  const translator = defineTranslator({
    name: 'counting',
    fingerprint,
    tags,
    async translate({ texts }) {
      sent.push(...texts)
      return texts.map(translate)
    },
  })
  const polyglot = createPolyglot({ cache: store, translator, ...rest }, () => {})
  return { polyglot, sent, store }
}

/** Upper case, tags of the wire left alone. */
export const upperXml = (text: string) =>
  text.replace(/(<[^>]*>|&\w+;)|[^<&]+/g, (part, tag) => tag ?? part.toUpperCase())
