import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { inputLocation } from '../../../src/translators/sagemaker/location.ts'
import { ask } from '../../contract/translator.ts'
import type { Turn } from './line.ts'
import { reverseWords } from './reverse-words.ts'
import { rig } from './set-up.ts'

const pair = { from: 'en', to: 'es' }
const queued = { mode: 'async' } as const
const reversed = (texts: string[]) => texts.map(reverseWords)

/** Sentences that make a body of about so many bytes. */
function bulk(bytes: number): string[] {
  return Array.from(
    { length: Math.ceil(bytes / 1000) },
    (_, index) => `${index} ${'é'.repeat(495)}`,
  )
}

describe('a request to an asynchronous endpoint', () => {
  test('travels inside the call, and its result is fetched from S3 as soon as it is there', async () => {
    const { aws, translator, journal } = await rig({ mode: 'async', delay: 600 }, queued)
    expect(await ask(translator, pair, ['One house'])).toEqual(reversed(['One house']))
    const [{ headers, fromS3, body } = {}] = aws.invocations
    expect(aws.invocations).toHaveLength(1)
    expect(fromS3).toBe(false)
    expect(body).toMatchObject({ deadlineMs: 300_000, options: { alignment: true } })
    expect(headers).toMatchObject({
      'x-amzn-sagemaker-requestttlseconds': '3600',
      'x-amzn-sagemaker-invocationtimeoutseconds': '900',
    })
    expect(
      aws.others.filter((line) => line.startsWith('GET results/async/out/')).length,
    ).toBeGreaterThan(1)
    expect(existsSync(journal)).toBe(false)
  })

  test('of 128,000 bytes still does; one byte more goes through S3', async () => {
    const { aws, translator } = await rig({ mode: 'async' }, queued)
    const size = (texts: string[]) =>
      Buffer.byteLength(
        JSON.stringify({
          source: 'eng',
          target: 'spa',
          texts,
          options: { alignment: true },
          deadlineMs: 300_000,
        }),
      )
    const texts = bulk(120_000)
    texts.push('x'.repeat(128_000 - size([...texts, ''])))
    expect(size(texts)).toBe(128_000)
    expect(await ask(translator, pair, texts)).toEqual(reversed(texts))
    texts[0] += '!'
    expect(await ask(translator, pair, texts)).toEqual(reversed(texts))
    expect(aws.invocations.map(({ fromS3, texts }) => [fromS3, texts.length])).toEqual([
      [false, texts.length],
      [true, texts.length],
    ])
    expect(aws.others.find((line) => line.startsWith('PUT'))).toMatch(
      /^PUT results\/async\/in\/[\w-]+\.json$/,
    )
  })

  test('is divided where it is too large and nobody says where the bucket is', async () => {
    const { aws, translator } = await rig({ mode: 'async', described: 'denied' }, queued)
    const texts = bulk(300_000)
    expect(await ask(translator, pair, texts)).toEqual(reversed(texts))
    expect(aws.invocations.every(({ fromS3 }) => !fromS3)).toBe(true)
    expect(aws.invocations).toHaveLength(4)
    expect(aws.others.some((line) => line.startsWith('PUT'))).toBe(false)
    const [answer] = await ask(translator, pair, ['x'.repeat(130_000)])
    expect(answer).toEqual({ error: expect.stringContaining('128000 bytes') })
  })

  test('whose result may not be listed waits for it just so', async () => {
    const { translator } = await rig({ mode: 'async', delay: 600, missing: 'AccessDenied' }, queued)
    expect(await ask(translator, pair, ['One house'])).toEqual(reversed(['One house']))
  })

  test('survives what S3 does wrong for a while, and a result that breaks off', async () => {
    const turns: Turn[] = [
      { status: 503, type: 'SlowDown' },
      'reset',
      'half',
      { status: 500, type: 'InternalError' },
    ]
    const { aws, translator } = await rig(
      { mode: 'async', s3: (line) => (line.startsWith('GET') ? turns.shift() : undefined) },
      queued,
    )
    expect(await ask(translator, pair, ['One house'])).toEqual(reversed(['One house']))
    expect(turns).toEqual([])
    expect(aws.invocations).toHaveLength(1)
  })
})

describe('a result', () => {
  test.each<[string, Turn, RegExp]>([
    ['that is cut off', { output: '{"v":1,"results":[{"te' }, /not whole: 22 characters/],
    ['that is empty', { output: '' }, /not whole: 0 characters/],
    ['of other texts', { reply: { results: [{ text: 'a' }] } }, /1 results for 2 texts/],
    [
      'that is an error',
      { reply: { error: { code: 'BAD_REQUEST', message: 'x' } } },
      /BAD_REQUEST/,
    ],
  ])('%s is a failed call, and nobody waits for it again', async (_, turn, message) => {
    const { aws, translator, journal } = await rig({ mode: 'async', turn: () => turn }, queued)
    const failure = { code: 'TRANSLATOR_FAILED', message: expect.stringMatching(message) }
    await expect(ask(translator, pair, ['One', 'Two'])).rejects.toMatchObject(failure)
    expect(aws.invocations).toHaveLength(1)
    expect(existsSync(journal)).toBe(false)
  })

  test('that is a failure is read, and fewer texts are tried', async () => {
    const { aws, translator, journal } = await rig(
      {
        mode: 'async',
        turn: ({ texts }) =>
          texts.length > 1 ? { failure: 'Received server error (500)' } : 'answer',
      },
      queued,
    )
    expect(await ask(translator, pair, ['One', 'Two'])).toEqual(reversed(['One', 'Two']))
    expect(aws.invocations.map(({ texts }) => texts.length)).toEqual([2, 1, 1])
    aws.turn = () => ({ failure: 'Received server error (500)' })
    await expect(ask(translator, pair, ['Three'])).rejects.toMatchObject({
      code: 'TRANSLATOR_FAILED',
      message: expect.stringMatching(/model failed.*“Received server error \(500\)”/),
    })
    expect(existsSync(journal)).toBe(false)
  })
})

describe('the wait', () => {
  test('stops at once when the run ends, and the request stays in the journal', async () => {
    const { aws, translator, journal } = await rig({ mode: 'async', delay: 60_000 }, queued)
    const run = new AbortController()
    const reason = new Error('the run is over')
    const asking = ask(translator, pair, ['One'], run.signal)
    setTimeout(() => run.abort(reason), 1500)
    const rejected = asking.catch((error) => error)
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const started = performance.now()
    expect(await rejected).toBe(reason)
    expect(performance.now() - started).toBeLessThan(200)
    const looks = aws.others.length
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(aws.others).toHaveLength(looks)
    expect(JSON.parse(readFileSync(journal, 'utf8')).requests).toHaveLength(1)
  })

  test('ends after the time-out, says what to do, and does not lose the request', async () => {
    const { aws, again, journal } = await rig(
      { mode: 'async', delay: 1500, missing: 'AccessDenied' },
      queued,
    )
    await expect(ask(again({ timeout: 700 }), pair, ['One house'])).rejects.toMatchObject({
      code: 'TRANSLATOR_UNAVAILABLE',
      message: expect.stringMatching(
        /no result within.*allowed to read it.*next run collects.*polyglot endpoint status/,
      ),
    })
    expect(existsSync(journal)).toBe(true)
    expect(await ask(again(), pair, ['One house'])).toEqual(reversed(['One house']))
    expect(aws.invocations).toHaveLength(1)
  })

  test('ends when the endpoint is taken down', async () => {
    const { aws, translator } = await rig({ mode: 'async', delay: 120_000 }, queued)
    setTimeout(() => {
      aws.described = 'absent'
    }, 500)
    await expect(ask(translator, pair, ['One'])).rejects.toMatchObject({
      code: 'TRANSLATOR_UNAVAILABLE',
      message: expect.stringMatching(/no endpoint 'polyglot-main'.*polyglot endpoint up/),
    })
  })

  test('ends when the credentials expire, and the next run collects', async () => {
    const expired: Turn = { status: 400, type: 'ExpiredToken', text: 'expired' }
    let isExpired = true
    const { aws, translator, again } = await rig(
      { mode: 'async', s3: (line) => (isExpired && line.startsWith('GET') ? expired : undefined) },
      queued,
    )
    await expect(ask(translator, pair, ['One house'])).rejects.toMatchObject({
      code: 'TRANSLATOR_UNAVAILABLE',
      message: expect.stringMatching(/have expired/),
    })
    isExpired = false
    expect(await ask(again(), pair, ['One house'])).toEqual(reversed(['One house']))
    expect(aws.invocations).toHaveLength(1)
  })

  test('for a bucket that is gone ends', async () => {
    const { translator } = await rig(
      { mode: 'async', s3: () => ({ status: 404, type: 'NoSuchBucket', text: 'gone' }) },
      queued,
    )
    await expect(ask(translator, pair, ['One'])).rejects.toMatchObject({
      code: 'TRANSLATOR_UNAVAILABLE',
      message: expect.stringMatching(/bucket.*is gone/),
    })
  })
})

test.each([
  ['s3://b/async/out', 'b', 'async/in/x.json'],
  ['s3://b/async/out/', 'b', 'async/in/x.json'],
  ['s3://b', 'b', 'in/x.json'],
  ['s3://b/results', 'b', 'in/x.json'],
])('what goes through S3 lies beside %s', (output, Bucket, Key) => {
  expect(inputLocation(output, 'x.json')).toEqual({ Bucket, Key })
})
