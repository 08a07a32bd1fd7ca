import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type HttpOptions, http } from '../../src/translators/http.ts'
import type { AlignedSpan } from '../../src/types.ts'
import { ask, translatorContract } from '../contract/translator.ts'

interface WireRequest {
  source: string
  target: string
  texts: string[]
  options: { alignment?: boolean }
  deadlineMs: number
}

type Handler = (
  request: WireRequest,
  response: ServerResponse,
  incoming: IncomingMessage,
) => unknown

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

/** A server on loopback. What the handler returns is sent as JSON; a handler that answers by itself returns undefined. */
async function serve(handler: Handler) {
  const requests: WireRequest[] = []
  const server = createServer(async (incoming, response) => {
    let body = ''
    for await (const chunk of incoming.setEncoding('utf8')) body += chunk
    const request: WireRequest = JSON.parse(body)
    requests.push(request)
    const reply = handler(request, response, incoming)
    if (reply !== undefined)
      response.setHeader('content-type', 'application/json').end(JSON.stringify(reply))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    server.closeAllConnections()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, close }
}

async function translatorOf(handler: Handler, options: Partial<HttpOptions> = {}) {
  const { url, requests, close } = await serve(handler)
  cleanups.push(close)
  return { translator: http({ url, ...options }), requests, url }
}

/** A model that writes every text backwards in words, and knows which word went where. */
function reverseWords(text: string): { text: string; alignment: AlignedSpan[] } {
  const words = [...text.matchAll(/[^ ]+/g)]
  const alignment: AlignedSpan[] = []
  let result = ''
  for (const { 0: word, index } of words.toReversed()) {
    if (result) result += ' '
    alignment.push([index, index + word.length, result.length, result.length + word.length, 0.9])
    result += word
  }
  return { text: result, alignment }
}

const answerAll: Handler = ({ texts }) => ({ v: 1, results: texts.map(reverseWords) })
const pair = { from: 'en', to: 'es' }

const shared = await serve(answerAll)
translatorContract('http', () => http({ url: shared.url }), {
  pair,
  unsupported: { from: 'en', to: 'tlh' },
})

describe('what http sends', () => {
  test('is the wire contract, to /invocations where the address has no path', async () => {
    let path: string | undefined
    const { translator, requests } = await translatorOf((request, response, incoming) => {
      path = incoming.url
      return answerAll(request, response, incoming)
    })
    await ask(translator, pair, ['One house'])
    expect(path).toBe('/invocations')
    expect(requests).toEqual([
      {
        source: 'eng',
        target: 'spa',
        texts: ['One house'],
        options: { alignment: true },
        deadlineMs: 49_000,
      },
    ])
  })

  test('goes to the address as given where it has a path, with the headers that were given', async () => {
    const seen: unknown[] = []
    const { url, close } = await serve((request, response, incoming) => {
      seen.push(incoming.url, incoming.headers.authorization)
      return answerAll(request, response, incoming)
    })
    cleanups.push(close)
    const translator = http({ url: `${url}/mt/v1?x=1`, headers: { authorization: 'Bearer abc' } })
    await ask(translator, pair, ['One'])
    expect(seen).toEqual(['/mt/v1?x=1', 'Bearer abc'])
  })

  test.each([
    ['seamless', 'cmn', 'eng'],
    ['flores', 'zho_Hans', 'eng_Latn'],
    ['bcp47', 'zh-Hans', 'en'],
    [{ eng: 'English', 'zh-CN': 'Chinese' }, 'Chinese', 'English'],
  ] as const)('has the language codes %j', async (codes, target, source) => {
    const { translator, requests } = await translatorOf(answerAll, { codes })
    await ask(translator, { from: 'en', to: 'zh-Hans' }, ['One'])
    expect(requests[0]).toMatchObject({ source, target })
  })

  test.each([
    ['seamless-m4t-v2-large', 'cmn'],
    ['madlad400-3b-mt', 'zh-Hans'],
    ['a-model-of-my-own', 'cmn'],
  ])('has the language codes of %s if none are given', async (model, target) => {
    const { translator, requests } = await translatorOf(answerAll, { model })
    await ask(translator, { from: 'en', to: 'zh-Hans' }, ['One'])
    expect(requests[0]).toMatchObject({ target })
  })

  test('has a fingerprint of model and revision, not of the address', () => {
    expect(http({ url: 'http://a' }).fingerprint).toBe('seamless-m4t-v2-large')
    expect(http({ url: 'http://b', model: 'nllb', revision: '7' }).fingerprint).toBe('nllb@7')
  })
})

const echoOf = (texts: string[], model: string) => ({
  ...{ v: 1, model },
  results: texts.map((text) => ({ text })),
})

describe('the model of http', () => {
  afterEach(() => vi.unstubAllEnvs())

  test('is that of the environment if none is given', () => {
    vi.stubEnv('POLYGLOT_MODEL', 'm2m100-418m')
    expect(http({ url: 'http://a' }).fingerprint).toBe('m2m100-418m')
    expect(http({ url: 'http://a', model: 'mine' }).fingerprint).toBe('mine')
  })

  test('has to be the one that answers', async () => {
    const { translator } = await translatorOf(({ texts }) => echoOf(texts, 'm2m100-418m'))
    await expect(ask(translator, { from: 'en', to: 'es' }, ['One'])).rejects.toMatchObject({
      code: 'TRANSLATOR_UNAVAILABLE',
      message: expect.stringMatching(/runs m2m100-418m, and seamless.*POLYGLOT_MODEL=m2m100-418m/),
    })
  })

  test('has to be the one that refuses, too', async () => {
    const { translator } = await translatorOf(() => ({
      v: 1,
      model: 'm2m100-418m',
      error: { code: 'BAD_REQUEST', message: 'source is "eng"' },
    }))
    await expect(ask(translator, { from: 'en', to: 'es' }, ['One'])).rejects.toMatchObject({
      code: 'TRANSLATOR_UNAVAILABLE',
    })
  })

  test('may be called anything where it is not one of ours', async () => {
    const { translator } = await translatorOf(({ texts }) => echoOf(texts, 'x'))
    expect(await ask(translator, { from: 'en', to: 'es' }, ['One'])).toHaveLength(1)
  })
})

describe('what http reads', () => {
  test('are translations with alignment and score, and refusals', async () => {
    const { translator } = await translatorOf(() => ({
      v: 1,
      results: [
        { text: 'a', alignment: [[0, 1, 0, 1]], score: -0.5, srcTokens: 3 },
        { error: 'TOO_LONG', srcTokens: 999 },
        { error: 'BUSY', retryable: true },
      ],
    }))
    expect(await ask(translator, pair, ['x', 'y', 'z'])).toEqual([
      { text: 'a', alignment: [[0, 1, 0, 1]], score: -0.5 },
      { error: 'the server says TOO_LONG', retryable: false },
      { error: 'the server says BUSY', retryable: true },
    ])
  })

  test('sends again what the server did not reach before its deadline', async () => {
    const { translator, requests } = await translatorOf(({ texts }) => ({
      v: 1,
      results: texts.map((text, index) => (index < 2 ? { text: text.toUpperCase() } : null)),
    }))
    const answers = await ask(translator, pair, ['a', 'b', 'c', 'd', 'e'])
    expect(answers).toEqual(['A', 'B', 'C', 'D', 'E'].map((text) => ({ text })))
    expect(requests.map(({ texts }) => texts.join(''))).toEqual(['abcde', 'cde', 'e'])
  })

  test('gives up on a server that reaches nothing', async () => {
    const { translator, requests } = await translatorOf(({ texts }) => ({
      results: texts.map((text) => (text === 'a' ? { text } : null)),
    }))
    expect(await ask(translator, pair, ['a', 'b'])).toEqual([
      { text: 'a' },
      { error: expect.stringContaining('deadline'), retryable: true },
    ])
    expect(requests).toHaveLength(2)
  })

  test('does not ask for ever when the server answers one text at a time', async () => {
    const { translator, requests } = await translatorOf(({ texts }) => ({
      results: texts.map((text, index) => (index === 0 ? { text } : null)),
    }))
    const answers = await ask(translator, pair, [...'abcdefghijkl'])
    expect(requests).toHaveLength(8)
    expect(answers.slice(8)).toEqual(
      new Array(4).fill({ error: expect.stringContaining('deadline'), retryable: true }),
    )
  })

  test.each([
    [
      'an error of ours',
      { error: { code: 'BAD_REQUEST', message: 'no texts' } },
      /BAD_REQUEST: no texts/,
      false,
    ],
    [
      'an error of its own',
      { error: { code: 'INTERNAL', message: 'CUDA' } },
      /INTERNAL: CUDA/,
      true,
    ],
    ['too few results', { results: [{ text: 'a' }] }, /1 results for 2 texts/, false],
    ['too many results', { results: [{ text: 'a' }, null, null] }, /3 results for 2 texts/, false],
    ['no results', { translations: ['a', 'b'] }, /no list of results/, false],
    ['a list', ['a', 'b'], /not a JSON object/, false],
    ['a result of another shape', { results: ['a', 'b'] }, /result number 1 is neither/, false],
  ])('is a failed call for %s', async (_, reply, message, retryable) => {
    const { translator, requests } = await translatorOf(() => reply)
    await expect(ask(translator, pair, ['x', 'y'])).rejects.toMatchObject({
      code: 'TRANSLATOR_FAILED',
      message: expect.stringMatching(message),
      retryable,
    })
    expect(requests).toHaveLength(1)
  })

  test('quotes the start of a page that is not JSON', async () => {
    const { translator, requests } = await translatorOf((_, response) => {
      response.setHeader('content-type', 'text/html')
      response.end(`<!doctype html>\n<title>Sign in</title>${'<p>'.repeat(999)}`)
    })
    const message = /not JSON \(text\/html\): “<!doctype html> <title>Sign in<\/title>.{1,120}…”/
    await expect(ask(translator, pair, ['x'])).rejects.toThrow(message)
    expect(requests).toHaveLength(1)
  })
})

describe('http tries again', () => {
  test('but keeps what was answered before the server failed', async () => {
    const { translator, requests } = await translatorOf(({ texts }, response) => {
      if (requests.length > 1)
        return void response.writeHead(500, { 'retry-after': '0' }).end('gone')
      return { results: texts.map((text, index) => (index === 0 ? { text } : null)) }
    })
    expect(await ask(translator, pair, ['a', 'b'])).toEqual([
      { text: 'a' },
      { error: expect.stringMatching(/status 500: “gone”/), retryable: true },
    ])
  })

  test('after 503 and 429, as soon as the server says', async () => {
    const statuses = [503, 429]
    const { translator, requests } = await translatorOf((request, response, incoming) => {
      const status = statuses.shift()
      if (!status) return answerAll(request, response, incoming)
      response.writeHead(status, { 'retry-after': '0' }).end('busy')
    })
    expect(await ask(translator, pair, ['One house'])).toMatchObject([{ text: 'house One' }])
    expect(requests).toHaveLength(3)
  })

  test('not before the time that the server asks for', async () => {
    let failed = false
    const { translator } = await translatorOf((request, response, incoming) => {
      if (failed) return answerAll(request, response, incoming)
      failed = true
      response.writeHead(503, { 'retry-after': '1' }).end()
    })
    const started = performance.now()
    await ask(translator, pair, ['One'])
    expect(performance.now() - started).toBeGreaterThanOrEqual(990)
  })

  test('after a connection that was reset', async () => {
    let resets = 1
    const { translator, requests } = await translatorOf((request, response, incoming) => {
      if (resets-- <= 0) return answerAll(request, response, incoming)
      incoming.socket.resetAndDestroy()
    })
    expect(await ask(translator, pair, ['One'])).toHaveLength(1)
    expect(requests).toHaveLength(2)
  })

  test('as often as it may, and then says what was wrong', async () => {
    const { translator, requests } = await translatorOf(
      (_, response) => void response.writeHead(500, { 'retry-after': '0' }).end('out of memory'),
      { retries: 2 },
    )
    await expect(ask(translator, pair, ['x'])).rejects.toMatchObject({
      message: expect.stringMatching(/status 500: “out of memory”/),
      retryable: true,
    })
    expect(requests).toHaveLength(3)
  })

  test.each([
    [400, 'TRANSLATOR_FAILED', /wire contract/],
    [401, 'TRANSLATOR_UNAVAILABLE', /headers\.authorization/],
    [404, 'TRANSLATOR_UNAVAILABLE', /\/invocations/],
    [413, 'TRANSLATOR_FAILED', /limits\.characters/],
  ])('not after status %i', async (status, code, message) => {
    const { translator, requests } = await translatorOf(
      (_, response) => void response.writeHead(status).end('no'),
    )
    await expect(ask(translator, pair, ['x'])).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
      retryable: false,
    })
    expect(requests).toHaveLength(1)
  })

  test('not after a time-out', async () => {
    const { translator, requests } = await translatorOf(() => undefined, { timeout: 100 })
    await expect(ask(translator, pair, ['x'])).rejects.toThrow(/no answer within 0\.1 seconds/)
    expect(requests).toHaveLength(1)
  })

  test('not when the run ends, while it waits for an answer or for its next attempt', async () => {
    const hanging = await translatorOf(() => undefined)
    const busy = await translatorOf(
      (_, response) => void response.writeHead(503, { 'retry-after': '30' }).end(),
    )
    for (const { translator, requests } of [hanging, busy]) {
      const run = new AbortController()
      const reason = new Error('the run is over')
      const answering = ask(translator, pair, ['x'], run.signal)
      setTimeout(() => run.abort(reason), 100)
      const started = performance.now()
      await expect(answering).rejects.toBe(reason)
      expect(performance.now() - started).toBeLessThan(1000)
      expect(requests).toHaveLength(1)
    }
  })

  test('and names the address where nobody listens', async () => {
    const { url, close } = await serve(answerAll)
    await close()
    await expect(ask(http({ url, retries: 0 }), pair, ['x'])).rejects.toMatchObject({
      code: 'TRANSLATOR_UNAVAILABLE',
      message: expect.stringMatching(/No connection to http:\/\/127.* \(ECONNREFUSED\)/),
    })
  })
})

test.each([
  [{ url: 'localhost:8080' }, /'localhost:8080' is not an address/],
  [{ url: 'http://me:secret@host' }, /^(?!.*secret).*headers/],
  [{ url: 'http://host', timeout: 0 }, /timeout is 0/],
  [{ url: 'http://host', retries: -1 }, /retries is -1/],
  [{ url: 'http://host', limits: { segments: 0 } }, /limits\.segments/],
])('http refuses %j', (options, message) => {
  expect(() => http(options)).toThrow(message)
  expect(() => http(options)).toThrow(expect.objectContaining({ code: 'BAD_OPTION' }))
})
