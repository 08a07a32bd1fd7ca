import { PolyglotError } from '../errors.ts'
import type { Limits, Locale, Translator } from '../types.ts'
import { defineTranslator } from './define.ts'
import { readCodes } from './http/codes.ts'
import { codesOf, DEFAULT_MODEL, fingerprintOf, otherModel } from './http/model.ts'
import { post } from './http/post.ts'
import { readReply } from './http/reply.ts'
import { wireRequest } from './http/request.ts'
import { inRounds, MOST_ROUNDS } from './http/rounds.ts'

export interface HttpOptions {
  /** Address of the server; without a path, `/invocations` is added. */
  url: string
  /** The model behind the address, for the fingerprint. @default POLYGLOT_MODEL of the environment, or 'seamless-m4t-v2-large' */
  model?: string
  /** Version of the model or of the server's settings. Change it and everything is translated anew. @default none */
  revision?: string
  /** Language codes that the server speaks, or a table of your own by locale. @default those of the model, or 'seamless' */
  codes?: 'seamless' | 'flores' | 'bcp47' | Record<Locale, string>
  /** Sent with every request, e.g. `{ authorization: 'Bearer …' }`. @default {} */
  headers?: Record<string, string>
  /** Longest time for one request, in milliseconds. @default 70000 */
  timeout?: number
  /** How often a request is sent again after a failure that may pass. @default 3 */
  retries?: number
  /** @default 300 segments, 40000 characters, 2 calls at once */
  limits?: Partial<Limits>
}

/**
 * Translates through a server that speaks this library's wire contract, such as the one in `deploy/container`:
 *
 *     POST { source, target, texts, options: { alignment: true }, deadlineMs }
 *     200  { v: 1, model?, results: [{ text, alignment?, score? } | { error, retryable? } | null] }
 *     200  { error: { code, message } }    BAD_REQUEST: one of the texts may be at fault; any other code may pass
 *
 * `null` stands for a text that the server did not reach before the deadline: it is sent again. Alignments are in UTF-16
 * offsets. The fingerprint is `model@revision`: a model keeps its translations when its server moves, even to a SageMaker
 * endpoint (`sagemaker`) and back. A server that says it runs another model than that is refused.
 *
 * `translate` rejects with PolyglotError TRANSLATOR_UNAVAILABLE (no connection, access denied, wrong address),
 * TRANSLATOR_FAILED (anything else that the server says or does) or UNSUPPORTED_LANGUAGE.
 * @throws PolyglotError BAD_OPTION for an address or a number that cannot be used.
 */
export function http(options: HttpOptions): Translator {
  const { revision, headers = {} } = options
  const model = options.model || process.env.POLYGLOT_MODEL || DEFAULT_MODEL
  const timeout = wholeNumber('timeout', options.timeout ?? 70_000, 1)
  const retries = wholeNumber('retries', options.retries ?? 3, 0)
  const url = readUrl(options.url)
  const { languages, codeOf } = readCodes(options.codes ?? codesOf(model) ?? 'seamless')

  return defineTranslator({
    name: 'http',
    fingerprint: fingerprintOf(model, revision),
    tags: 'alignment',
    limits: { segments: 300, characters: 40_000, ...options.limits },
    // Several requests may make one call, and each has its own time-out.
    timeout: Math.min(MOST_ROUNDS * timeout, 86_400_000),
    languages: languages && (() => languages),
    async translate({ texts, from, to }, { signal }) {
      const head = {
        source: codeOf(from),
        target: codeOf(to),
        // The server's deadline leaves it time to answer with what it has.
        deadlineMs: Math.round(timeout * 0.7),
      }
      return inRounds(
        texts,
        async (texts) => {
          const body = wireRequest(head, texts)
          const reply = await post(url, body, { headers, timeout, retries, signal })
          const said = otherModel(reply, model)
          if (said) throw wrongModel(url, said, model)
          return readReply(reply, texts.length)
        },
        { signal },
      )
    },
  })
}

function wrongModel(url: URL, said: string, model: string): PolyglotError {
  return new PolyglotError(
    'TRANSLATOR_UNAVAILABLE',
    `The server at ${url.origin} runs ${said}, and ${model} is expected. Nothing of its answer is kept, so that translations ` +
      `of two models are not mixed. Set POLYGLOT_MODEL=${said}, or http({ url, model: '${said}' }).`,
  )
}

function readUrl(given: string): URL {
  const url = URL.parse(given)
  if (!url || !/^https?:$/.test(url.protocol))
    throw new PolyglotError(
      'BAD_OPTION',
      `http: the url '${given}' is not an address; one such as http://127.0.0.1:8080 is expected.`,
    )
  if (url.username || url.password)
    throw new PolyglotError(
      'BAD_OPTION',
      `http: the url of ${url.host} holds a user name or a password. Take them out, and pass ` +
        "headers: { authorization: 'Basic …' } instead.",
    )
  if (url.pathname === '/') url.pathname = '/invocations'
  return url
}

function wholeNumber(name: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value
  throw new PolyglotError(
    'BAD_OPTION',
    `http: ${name} is ${value}; a whole number from ${least} up is expected.`,
  )
}
