import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Answer } from '../../../src/types.ts'
import { ask } from '../../contract/translator.ts'
import type { Turn } from './line.ts'
import { reverseWords } from './reverse-words.ts'
import { rig } from './set-up.ts'

const pair = { from: 'en', to: 'es' }
const queued = { mode: 'async' } as const
const reversed = (texts: string[]) => texts.map(reverseWords)

describe('the next run', () => {
  /** A run that sends texts and ends before there is a result. */
  async function cutShort(texts: string[], delay = 1200) {
    const made = await rig({ mode: 'async', delay }, queued)
    const run = new AbortController()
    const asking = ask(made.translator, pair, texts, run.signal).catch(() => 'ended')
    await expect.poll(() => existsSync(made.journal)).toBe(true)
    run.abort(new Error('the run is over'))
    expect(await asking).toBe('ended')
    return made
  }

  test('collects what was under way, and sends only the rest', async () => {
    const { aws, again, journal } = await cutShort(['One house', 'Two houses', 'Three'])
    const texts = ['Four', 'Two houses', 'One house']
    expect(await ask(again(), pair, texts)).toEqual(reversed(texts))
    expect(aws.invocations.map(({ texts }) => texts)).toEqual([
      ['One house', 'Two houses', 'Three'],
      ['Four'],
    ])
    // The third one is still to be had.
    const [{ texts: left }] = JSON.parse(readFileSync(journal, 'utf8')).requests
    expect(left).toEqual([null, null, expect.any(String)])
    expect(await ask(again(), pair, ['Three'])).toEqual(reversed(['Three']))
    expect(aws.invocations).toHaveLength(2)
    expect(existsSync(journal)).toBe(false)
  })

  test('hands an answer out once: who asks again wants another', async () => {
    const { aws, again } = await cutShort(['One house'], 50)
    const translator = again()
    await ask(translator, pair, ['One house'])
    expect(aws.invocations).toHaveLength(1)
    await ask(translator, pair, ['One house'])
    expect(aws.invocations).toHaveLength(2)
  })

  test.each<[string, object, { from: string; to: string }]>([
    ['another language', {}, { from: 'en', to: 'fr' }],
    ['another model', { revision: '2' }, pair],
    ['another region', { region: 'us-east-1' }, pair],
  ])('does not take answers of %s', async (_, options, other) => {
    const { aws, again } = await cutShort(['One house'], 50)
    await ask(again(options), other, ['One house'])
    expect(aws.invocations).toHaveLength(2)
  })

  test('sends what the result does not have', async () => {
    const { aws, again } = await rig({ mode: 'async', delay: 400 }, queued)
    aws.turn = ({ texts }, number) =>
      number === 0
        ? { reply: { results: texts.map((text, at) => (at ? null : { text })) } }
        : 'answer'
    const run = new AbortController()
    const asking = ask(again(), pair, ['One house', 'Two houses'], run.signal).catch(() => {})
    setTimeout(() => run.abort(), 200)
    await asking
    const answers: Answer[] = await ask(again(), pair, ['One house', 'Two houses'])
    expect(answers).toEqual([{ text: 'One house' }, reverseWords('Two houses')])
    expect(aws.invocations.map(({ texts }) => texts.length)).toEqual([2, 1])
  })

  test.each<[string, Turn]>([
    ['no good', { output: '{"v":1,' }],
    ['a failure', { failure: 'out of memory' }],
  ])('sends everything again where the result is %s', async (_, turn) => {
    const { aws, again, journal } = await rig({ mode: 'async', delay: 400 }, queued)
    aws.turn = (_, number) => (number === 0 ? turn : 'answer')
    const run = new AbortController()
    const asking = ask(again(), pair, ['One house'], run.signal).catch(() => {})
    setTimeout(() => run.abort(), 200)
    await asking
    expect(await ask(again(), pair, ['One house'])).toEqual(reversed(['One house']))
    expect(aws.invocations).toHaveLength(2)
    expect(existsSync(journal)).toBe(false)
  })

  test.each<[string, (request: Record<string, unknown>) => object, object]>([
    [
      'for a request that was thrown away',
      (request) => ({ ...request, until: Date.now() - 1 }),
      {},
    ],
    ['for another endpoint', (request) => request, { endpoint: 'polyglot-other' }],
  ])('does not wait %s', async (_, change, options) => {
    const { aws, again, journal } = await cutShort(['One house'], 30_000)
    const { version, requests } = JSON.parse(readFileSync(journal, 'utf8'))
    writeFileSync(journal, JSON.stringify({ version, requests: requests.map(change) }))
    aws.delay = 0
    expect(await ask(again(options), pair, ['One house'])).toEqual(reversed(['One house']))
    expect(aws.invocations).toHaveLength(2)
    expect(existsSync(journal)).toBe(false)
  })

  test('sends everything again where the bucket of the results went with its endpoint', async () => {
    const { aws, again, journal } = await cutShort(['One house'], 30_000)
    const before = readFileSync(journal, 'utf8')
    writeFileSync(journal, before.replaceAll('s3://results/', 's3://gone/'))
    aws.s3 = (line) =>
      line.startsWith('GET gone/') ? { status: 404, type: 'NoSuchBucket' } : undefined
    aws.delay = 0
    const translator = again({ endpoint: 'polyglot-other' })
    expect(await ask(translator, pair, ['One house'])).toEqual(reversed(['One house']))
    expect(aws.invocations).toHaveLength(2)
    expect(existsSync(journal)).toBe(false)
  })

  test('does not wait for an endpoint that has been made anew', async () => {
    const { aws, again } = await cutShort(['One house'], 30_000)
    aws.delay = 0
    aws.described = { EndpointStatus: 'InService', CreationTime: Date.now() / 1000 + 1 }
    expect(await ask(again(), pair, ['One house'])).toEqual(reversed(['One house']))
    expect(aws.invocations).toHaveLength(2)
  })
})
