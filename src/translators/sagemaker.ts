import { resolve } from 'node:path'
import { MODELS } from '../../deploy/models.ts'
import { PolyglotError } from '../errors.ts'
import type { Limits, Locale, Translator } from '../types.ts'
import { defineTranslator } from './define.ts'
import { readCodes } from './http/codes.ts'
import { codesOf, DEFAULT_MODEL, fingerprintOf } from './http/model.ts'
import { inRounds } from './http/rounds.ts'
import { type Endpoint, openEndpoint } from './sagemaker/endpoint.ts'
import { estimateOf } from './sagemaker/estimate.ts'
import { Fault } from './sagemaker/fault.ts'
import { openJournal } from './sagemaker/journal.ts'
import { readSettings } from './sagemaker/settings.ts'
import { createTransport } from './sagemaker/transport.ts'

export interface SagemakerOptions {
  /** Name of the endpoint. @default POLYGLOT_ENDPOINT in the environment, else in `.env` */
  endpoint?: string
  /** AWS region. @default AWS_REGION or AWS_DEFAULT_REGION in the environment, else AWS_REGION in `.env`, else that of the profile */
  region?: string
  /** Profile of `~/.aws/config`, SSO included. @default AWS_PROFILE */
  profile?: string
  /** How the endpoint answers; `auto` finds it out. @default POLYGLOT_ENDPOINT_MODE in the environment or in `.env`, else 'auto' */
  mode?: 'auto' | 'realtime' | 'async'
  /** The model behind it, for the fingerprint. @default POLYGLOT_MODEL in the environment or in `.env`, else 'seamless-m4t-v2-large' */
  model?: string
  /** Version of the model or of the endpoint's settings. Change it and everything is translated anew. @default none */
  revision?: string
  /** Language codes that the model speaks, or a table of your own by locale. @default those of the model */
  codes?: 'seamless' | 'flores' | 'bcp47' | Record<Locale, string>
  /** @default 300 segments, 40000 characters; 2 calls at once, or 4 for an endpoint known to be asynchronous */
  limits?: Partial<Limits>
  /** Longest time for one call, in milliseconds; an asynchronous endpoint may need ten minutes to start. @default 3600000 */
  timeout?: number
  /** Where requests are noted that may outlive the run; `false` notes none. @default '.polyglot/requests.json' */
  journal?: string | false
}

const HOUR = 3_600_000

/** The scheduler waits a little longer, so that this translator's own words are heard. */
const GRACE = 30_000

/**
 * Translates through a SageMaker endpoint, such as `polyglot endpoint up` makes: in real time, or asynchronously by way of S3,
 * whichever it is. It speaks the wire contract of `http`.
 *
 * Nothing of AWS is loaded or asked before there is something to send, so a build that finds everything in the cache
 * needs no credentials, no endpoint and no network. Credentials come from where every AWS tool looks for them.
 * An asynchronous endpoint needs the package `@aws-sdk/client-s3`; `@aws-sdk/client-sagemaker` makes errors better.
 *
 * An asynchronous request that the run does not live to see is collected by the next one. The file `journal` has hashes
 * of its texts, and where in S3 the answers will be; no text, no credentials.
 *
 * The fingerprint is `model@revision`, as with `http`: a model keeps its translations when its server moves. It is read
 * once, here: should another model stand in `.env` by the time that something is sent, nothing is. Where the endpoint itself
 * says that it runs another one, its answer is thrown away.
 *
 * `translate` rejects with PolyglotError TRANSLATOR_UNAVAILABLE where asking again is no use (no endpoint, no or expired
 * credentials, a missing permission, no connection, no result in time), TRANSLATOR_FAILED for what may pass (throttling, a container that
 * failed) or cannot be understood, MISSING_PACKAGE or UNSUPPORTED_LANGUAGE.
 * @throws PolyglotError BAD_OPTION for a mode, model, limit or number that cannot be used.
 */
export function sagemaker(options: SagemakerOptions = {}): Translator {
  const folder = process.cwd()
  const { timeout = HOUR } = options
  if (!Number.isSafeInteger(timeout) || timeout < 1)
    throw new PolyglotError(
      'BAD_OPTION',
      `sagemaker: timeout is ${timeout}; a whole number of milliseconds from 1 up is expected.`,
    )
  const known = readSettings(options, folder)
  const model = known.model ?? DEFAULT_MODEL
  const { languages, codeOf } = readCodes(options.codes ?? codesFor(model))
  const fingerprint = fingerprintOf(model, options.revision)
  const { journal: file = '.polyglot/requests.json' } = options
  const journal = openJournal(file && resolve(folder, file), (line) => process.emitWarning(line))
  let opened:
    | Promise<{ endpoint: Endpoint; send: ReturnType<typeof createTransport>['send'] }>
    | undefined

  /** Anew after a failure: an endpoint may come up, or somebody log in, while a dev server runs. */
  function open() {
    opened ??= connect().catch((error) => {
      opened = undefined
      throw error
    })
    return opened
  }

  async function connect() {
    const settings = readSettings(options, folder)
    if ((settings.model ?? DEFAULT_MODEL) !== model)
      throw new Fault(
        'final',
        `The model is ${settings.model ?? DEFAULT_MODEL} by now, and was ${model} when this was started ` +
          '(POLYGLOT_MODEL in the environment or in .env). Start again, so that their translations are kept apart.',
      )
    const endpoint = await openEndpoint(settings, options.profile)
    return { endpoint, send: createTransport(settings.mode).send }
  }

  return defineTranslator({
    name: 'sagemaker',
    fingerprint,
    tags: 'alignment',
    limits: {
      segments: 300,
      characters: 40_000,
      concurrency: known.mode === 'async' ? 4 : 2,
      ...options.limits,
    },
    timeout: timeout + GRACE,
    languages: languages && (() => languages),
    estimate: ({ characters }) => estimateOf(characters, known.mode),
    async translate({ texts, from, to }, { signal }) {
      const head = { source: codeOf(from), target: codeOf(to) }
      if (texts.length === 0) return []
      const { endpoint, send } = await open()
      const started = Date.now()
      const pair = { from, to }
      const until = started + timeout
      const context = { endpoint, journal, model, fingerprint, pair, signal, started, until }
      return inRounds(texts, (group) => send(head, group, context), {
        signal,
        tooMuch: (error) => error instanceof Fault && error.kind === 'model',
      })
    },
    async close() {
      const open = await opened?.catch(() => undefined)
      open?.endpoint.clients.close()
    },
  })
}

function codesFor(model: string): 'seamless' | 'bcp47' {
  const codes = codesOf(model)
  if (codes) return codes
  throw new PolyglotError(
    'BAD_OPTION',
    `sagemaker: the model '${model}' (option model, or POLYGLOT_MODEL in the environment or in .env) is none of ` +
      `${Object.keys(MODELS).join(', ')}. For a model of your own, say with the option codes which language codes it speaks.`,
  )
}
