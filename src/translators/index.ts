import { closest } from 'fastest-levenshtein'
import { PolyglotError } from '../errors.ts'
import type { Translator } from '../types.ts'
import { apertium } from './apertium.ts'
import { defineTranslator } from './define.ts'
import { http } from './http.ts'
import { pseudo } from './pseudo.ts'
import { sagemaker } from './sagemaker.ts'

export { type ApertiumOptions, apertium, apertiumPairs } from './apertium.ts'
export { defineTranslator, type TranslatorDefinition } from './define.ts'
export { type HttpOptions, http } from './http.ts'
export { pseudo } from './pseudo.ts'
export { type SagemakerOptions, sagemaker } from './sagemaker.ts'

/**
 * The translator behind `options.translator` or `--translator`: one of your own, completed as `defineTranslator` does
 * where it was made without; `pseudo`; `apertium`;
 * `http:` and an address (`http:https://gpu.example/invocations`; the address alone will do);
 * or `sagemaker`, for the endpoint that environment or `.env` name, or `sagemaker:` and the name of another.
 * @throws PolyglotError BAD_OPTION for anything else.
 */
export function resolveTranslator(spec: string | Translator): Translator {
  if (typeof spec !== 'string') return completed(spec)
  if (spec === 'pseudo') return pseudo()
  if (spec === 'apertium') return apertium()
  if (spec === 'sagemaker') return sagemaker()
  if (spec.startsWith('sagemaker:')) return named(spec.slice('sagemaker:'.length))
  if (/^https?:\/\//.test(spec)) return http({ url: spec })
  if (spec.startsWith('http:')) return http({ url: spec.slice('http:'.length) })
  const hint =
    spec === 'http'
      ? 'It needs an address, such as http:http://127.0.0.1:8080.'
      : `Did you mean '${closest(spec, ['pseudo', 'apertium', 'http:URL', 'sagemaker'])}'?`
  throw new PolyglotError(
    'BAD_OPTION',
    `There is no translator '${spec}'. Built in are pseudo, apertium, http:URL and sagemaker. ${hint}`,
  )
}

/** The rules for names are those of AWS. */
function named(endpoint: string): Translator {
  if (/^[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,62}$/.test(endpoint)) return sagemaker({ endpoint })
  throw new PolyglotError(
    'BAD_OPTION',
    `The translator 'sagemaker:${endpoint}' does not name an endpoint: up to 63 letters, digits and '-' are expected, ` +
      'such as sagemaker:polyglot-main.',
  )
}

function completed(translator: Translator): Translator {
  if (typeof translator?.translate === 'function') return defineTranslator(translator)
  throw new PolyglotError(
    'BAD_OPTION',
    'The option translator is neither a name (pseudo, apertium, http:URL, sagemaker) nor a translator. Make one with ' +
      "defineTranslator({ name: 'mine', translate: async ({ texts, from, to }) => […] }).",
  )
}
