import { afterEach, describe, expect, test, vi } from 'vitest'
import type { PolyglotError } from '../../../src/errors.ts'
import { sagemaker } from '../../../src/translators/sagemaker.ts'
import { ask } from '../../contract/translator.ts'
import type { Aws } from './aws.ts'
import type { Turn } from './line.ts'
import { newFolder, rig, setEnvironment } from './set-up.ts'

const pair = { from: 'en', to: 'es' }
const realtime = { mode: 'realtime' } as const

/** What one call for two texts comes to, and with how many requests. */
async function callWith(turn: Turn | ((number: number) => Turn), settings: Partial<Aws> = {}) {
  const { aws, translator } = await rig(
    {
      ...settings,
      turn: (_, number) => (typeof turn === 'function' ? turn(number) : turn),
    },
    realtime,
  )
  const error: PolyglotError = await ask(translator, pair, ['One house', 'Two']).then(
    (answers) => expect.fail(JSON.stringify(answers)),
    (error) => error,
  )
  return { error, requests: aws.invocations.length, aws, translator }
}

const notFound = {
  status: 400,
  type: 'ValidationError',
  text: 'Endpoint polyglot-main of account 123456789012 not found.',
}

describe('asking again is no use', () => {
  test.each<[string, Turn, RegExp]>([
    [
      'after the credentials have expired',
      { status: 403, type: 'ExpiredTokenException', text: 'The security token is expired' },
      /have expired.*kept.*log in again.*role-duration-seconds/,
    ],
    [
      'for credentials that nobody knows',
      { status: 403, type: 'UnrecognizedClientException', text: 'The security token is invalid' },
      /does not know these credentials.*AWS_PROFILE/,
    ],
    [
      'for a wrong secret',
      { status: 403, type: 'InvalidSignatureException', text: 'does not match' },
      /does not know these credentials.*clock/,
    ],
    [
      'without the permission',
      {
        status: 403,
        type: 'AccessDeniedException',
        text: 'User: arn:aws:iam::123:user/x is not authorized to perform: sagemaker:InvokeEndpoint on resource: arn:x',
      },
      /they need the permission sagemaker:InvokeEndpoint.*polyglot endpoint policy --ci/,
    ],
  ])('%s', async (_, turn, message) => {
    const { error, requests } = await callWith(turn)
    expect(error.message).toMatch(message)
    expect(error).toMatchObject({ code: 'TRANSLATOR_UNAVAILABLE', retryable: false })
    expect(requests).toBe(1)
  })

  test.each<[Aws['described'], RegExp]>([
    ['absent', /no endpoint 'polyglot-main' in eu-central-1.*polyglot endpoint up.*AWS_REGION/],
    ['denied', /no endpoint 'polyglot-main' in eu-central-1.*polyglot endpoint up.*AWS_REGION/],
    [{ EndpointStatus: 'Creating' }, /still being created.*polyglot endpoint status/],
    [{ EndpointStatus: 'Deleting' }, /being deleted.*polyglot endpoint up/],
    [
      { EndpointStatus: 'Failed', FailureReason: 'CapacityError: no ml.g4dn.xlarge' },
      /could not be started.*“CapacityError: no ml.g4dn.xlarge”.*endpoint down.*--instance/,
    ],
    [{ EndpointStatus: 'OutOfService' }, /out of service/],
  ])('while AWS says of the endpoint %j', async (described, message) => {
    const { error, requests } = await callWith(notFound, { described })
    expect(error.message).toMatch(message)
    expect(error.code).toBe('TRANSLATOR_UNAVAILABLE')
    expect(requests).toBe(1)
  })

  test('where nobody listens, and no longer than the client of AWS tries', async () => {
    const { aws, translator } = await rig({}, realtime)
    await aws.stop()
    await expect(ask(translator, pair, ['One'])).rejects.toMatchObject({
      code: 'TRANSLATOR_UNAVAILABLE',
      message: expect.stringMatching(/No connection to AWS \(ECONNREFUSED.*eu-central-1/),
    })
  })

  test.each<[string, Record<string, string>, RegExp]>([
    [
      'credentials',
      { AWS_REGION: 'eu-central-1' },
      /no AWS credentials.*AWS_PROFILE.*aws sso login/,
    ],
    [
      'a region',
      { AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: 'B' },
      /in which AWS region.*AWS_REGION=eu-central-1/,
    ],
    [
      'a profile that exists',
      { AWS_PROFILE: 'nobody', AWS_REGION: 'eu-central-1' },
      /no AWS credentials/,
    ],
  ])('without %s', async (_, environment, message) => {
    const { aws } = await rig()
    setEnvironment({
      AWS_ENDPOINT_URL: aws.url,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: `${newFolder()}/config`,
      AWS_SHARED_CREDENTIALS_FILE: `${newFolder()}/credentials`,
      ...environment,
    })
    const translator = sagemaker({ endpoint: 'polyglot-main', mode: 'realtime', journal: false })
    await expect(ask(translator, pair, ['One'])).rejects.toMatchObject({
      code: 'TRANSLATOR_UNAVAILABLE',
      message: expect.stringMatching(message),
    })
    expect(aws.invocations).toEqual([])
  })
})

describe('what may pass is tried again', () => {
  /** Pauses are drawn by lot; here they come out short. */
  const short = () => vi.spyOn(Math, 'random').mockReturnValue(0.02)
  afterEach(() => void vi.restoreAllMocks())

  /** Faults, and how many requests are made at most where they do not pass: by the client of AWS (5), and by us. */
  const FAULTS: [string, Turn, number][] = [
    ['throttling', { status: 400, type: 'ThrottlingException', text: 'Rate exceeded' }, 10],
    [
      'throttling without words',
      { status: 400, type: 'ThrottlingException', body: { message: null } },
      10,
    ],
    ['503', { status: 503, type: 'ServiceUnavailable', text: 'busy' }, 10],
    ['500', { status: 500, type: 'InternalFailure', text: 'oops' }, 10],
    ['530', { status: 530, type: 'InternalDependencyException', text: 'oops' }, 6],
    ['a reset', 'reset', 10],
    ['an answer that breaks off', 'half', 10],
  ]

  test.each(FAULTS)('after %s', async (_, turn) => {
    short()
    const { aws, translator } = await rig(
      { turn: (_, number) => (number < 2 ? turn : 'answer') },
      realtime,
    )
    expect(await ask(translator, pair, ['One house'])).toMatchObject([{ text: 'house One' }])
    expect(aws.invocations).toHaveLength(3)
  })

  test.each(FAULTS)('after %s, but not for ever', async (_, turn, most) => {
    short()
    const { error, requests } = await callWith(turn)
    expect(error).toMatchObject({ code: 'TRANSLATOR_FAILED', retryable: true })
    expect(error.message).toMatch(/endpoint 'polyglot-main' in eu-central-1/)
    expect(error.message).not.toMatch(/undefined|null/)
    expect(requests).toBe(most)
  })

  test('unless the run ends meanwhile', async () => {
    const { aws, translator } = await rig({ turn: () => FAULTS[4]![1] }, realtime)
    const run = new AbortController()
    const reason = new Error('the run is over')
    const asking = ask(translator, pair, ['One'], run.signal)
    setTimeout(() => run.abort(reason), 150)
    const started = performance.now()
    await expect(asking).rejects.toBe(reason)
    expect(performance.now() - started).toBeLessThan(600)
    expect(aws.invocations.length).toBeLessThan(4)
  })
})

describe('a container', () => {
  const outOfMemory = {
    status: 424,
    type: 'ModelError',
    body: {
      Message: 'Received server error (500) from primary',
      OriginalMessage: 'CUDA out of memory',
      OriginalStatusCode: 500,
      LogStreamArn: 'arn:aws:logs:x',
    },
  }

  test('that fails on many texts gets half of them, and half of that', async () => {
    const texts = Array.from({ length: 40 }, (_, index) => `Text ${index}`)
    const { aws, translator } = await rig(
      { turn: ({ texts }) => (texts.length > 10 ? outOfMemory : 'answer') },
      realtime,
    )
    const answers = await ask(translator, pair, texts)
    expect(answers).toMatchObject(texts.map((_, index) => ({ text: `${index} Text` })))
    expect(aws.invocations.map(({ texts }) => texts.length)).toEqual([40, 20, 10, 10, 10, 10])
  })

  test('that gave no answer within a minute gets half, too', async () => {
    const late = {
      status: 424,
      type: 'ModelError',
      body: { Message: 'timed out', OriginalStatusCode: 0 },
    }
    const { aws, translator } = await rig(
      { turn: ({ texts }) => (texts.length > 1 ? late : 'answer') },
      realtime,
    )
    expect(await ask(translator, pair, ['One', 'Two'])).toHaveLength(2)
    expect(aws.invocations.map(({ texts }) => texts.length)).toEqual([2, 1, 1])
  })

  test('that always fails is left alone after three requests, with its words and its log', async () => {
    const { aws, translator } = await rig({ turn: () => outOfMemory }, realtime)
    const texts = Array.from({ length: 40 }, (_, index) => `Text ${index}`)
    await expect(ask(translator, pair, texts)).rejects.toMatchObject({
      code: 'TRANSLATOR_FAILED',
      message: expect.stringMatching(/status 500: “CUDA out of memory”.*log is arn:aws:logs:x/),
      retryable: true,
    })
    expect(aws.invocations.map(({ texts }) => texts.length)).toEqual([40, 20, 10])
  })

  test('that does not understand the request is not asked again', async () => {
    const turn = {
      status: 424,
      type: 'ModelError',
      body: { Message: 'no', OriginalMessage: 'KeyError', OriginalStatusCode: 400 },
    }
    const { error, requests } = await callWith(turn)
    expect(error).toMatchObject({ code: 'TRANSLATOR_FAILED', retryable: false })
    expect(error.message).toMatch(/status 400: “KeyError”/)
    expect(requests).toBe(1)
  })

  test.each<[string, unknown, RegExp]>([
    ['too few results', { results: [{ text: 'a' }] }, /1 results for 2 texts/],
    ['a list', ['a', 'b'], /not a JSON object/],
    ['an error of its own', { error: { code: 'INTERNAL', message: 'CUDA' } }, /INTERNAL: CUDA/],
  ])('that answers with %s has failed', async (_, reply, message) => {
    const { error, requests } = await callWith({ reply })
    expect(error.code).toBe('TRANSLATOR_FAILED')
    expect(error.message).toMatch(message)
    expect(requests).toBe(1)
  })

  test('that reaches its deadline is asked for the rest', async () => {
    const { aws, translator } = await rig(
      {
        turn: ({ texts }) => ({
          reply: {
            v: 1,
            results: texts.map((text, at) => (at < 2 ? { text: `¡${text}!` } : null)),
          },
        }),
      },
      realtime,
    )
    const answers = await ask(translator, pair, ['a', 'b', 'c', 'd', 'e'])
    expect(answers).toEqual(['a', 'b', 'c', 'd', 'e'].map((text) => ({ text: `¡${text}!` })))
    expect(aws.invocations.map(({ texts }) => texts.join(''))).toEqual(['abcde', 'cde', 'e'])
  })

  test('that does not answer in time is not asked again at once', async () => {
    const { aws, again } = await rig({ turn: () => 'never' })
    const translator = again({ ...realtime, timeout: 300 })
    await expect(ask(translator, pair, ['One'])).rejects.toMatchObject({
      code: 'TRANSLATOR_FAILED',
      message: expect.stringMatching(/no answer within 0\.3 seconds/),
    })
    expect(aws.invocations).toHaveLength(1)
  })
})

test('what was answered before a failure is kept, and the rest may be asked for again', async () => {
  const { aws, translator } = await rig(
    {
      turn: ({ texts }, number) =>
        number > 0
          ? { status: 403, type: 'ExpiredTokenException', text: 'expired' }
          : { reply: { results: texts.map((text, at) => (at === 0 ? { text } : null)) } },
    },
    realtime,
  )
  expect(await ask(translator, pair, ['One', 'Two'])).toEqual([
    { text: 'One' },
    { error: expect.stringMatching(/have expired/), retryable: true },
  ])
  expect(aws.invocations).toHaveLength(2)
})
