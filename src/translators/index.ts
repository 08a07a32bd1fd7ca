import { closest } from 'fastest-levenshtein'
import { PolyglotError } from '../errors.ts'
import type { Translator } from '../types.ts'
import { apertium } from './apertium.ts'
import { defineTranslator } from './define.ts'
import { http } from './http.ts'
import { pseudo } from './pseudo.ts'

export { type ApertiumOptions, apertium, apertiumPairs } from './apertium.ts'
export { defineTranslator, type TranslatorDefinition } from './define.ts'
export { type HttpOptions, http } from './http.ts'
export { pseudo } from './pseudo.ts'

/**
 * The translator behind `options.translator` or `--translator`: one of your own, completed as `defineTranslator` does
 * where it was made without; `pseudo`, `apertium`,
 * or `http:` and an address (`http:https://gpu.example/invocations`; the address alone will do).
 * @throws PolyglotError BAD_OPTION for anything else.
 */
export function resolveTranslator(spec: string | Translator): Translator {
  if (typeof spec !== 'string') return completed(spec)
  if (spec === 'pseudo') return pseudo()
  if (spec === 'apertium') return apertium()
  if (/^https?:\/\//.test(spec)) return http({ url: spec })
  if (spec.startsWith('http:')) return http({ url: spec.slice('http:'.length) })
  const hint =
    spec === 'http'
      ? 'It needs an address, such as http:http://127.0.0.1:8080.'
      : `Did you mean '${closest(spec, ['pseudo', 'apertium', 'http:URL'])}'?`
  throw new PolyglotError(
    'BAD_OPTION',
    `There is no translator '${spec}'. Built in are pseudo, apertium and http:URL. ${hint}`,
  )
}

function completed(translator: Translator): Translator {
  if (typeof translator?.translate === 'function') return defineTranslator(translator)
  throw new PolyglotError(
    'BAD_OPTION',
    'The option translator is neither a name (pseudo, apertium, http:URL) nor a translator. Make one with ' +
      "defineTranslator({ name: 'mine', translate: async ({ texts, from, to }) => […] }).",
  )
}
