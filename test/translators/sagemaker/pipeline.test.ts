import { join } from 'node:path'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createPolyglot } from '../../../src/index.ts'
import { createScheduler } from '../../../src/translate/scheduler.ts'
import { sagemaker } from '../../../src/translators/sagemaker.ts'
import type { DocumentResult, Translator } from '../../../src/types.ts'
import { type Aws, startAws } from './aws.ts'
import type { Invocation, Turn } from './line.ts'
import { environmentOf, newFolder, rig, setEnvironment } from './set-up.ts'

/*
 * Each fault meets a whole run: documents, scheduler, checks and a cache file. Then the same project is built
 * once more, with everything well. What counts: no wrong text ever, what was finished is not sent again, and the
 * number of requests has a bound.
 */

const UNITS = 120
/** Texts of one call, so a run has four of them. */
const BATCH = 30
const sentences = Array.from(
  { length: UNITS },
  (_, index) => `The item has the number ${1000 + index}.`,
)
const TEXT = `${sentences.join('\n\n')}\n`
const MODES = ['realtime', 'async'] as const

const inCapitals = { model: (text: string) => ({ text: text.toUpperCase() }) }

interface Built extends DocumentResult {
  /** Sentences that stand in the page translated. */
  translated: string[]
  requests: number
}

/** One run. What it gives is checked on the way: each sentence is its translation or itself. */
async function build(folder: string, translator: Translator): Promise<Built> {
  const polyglot = createPolyglot({ translator, to: ['es'], cache: join(folder, 'cache.sqlite') })
  const { text, report } = await polyglot.translateDocument({ text: TEXT, to: 'es' })
  const { requests } = polyglot.usage()
  await polyglot.close()
  const lines = text.trimEnd().split('\n\n')
  expect(lines).toHaveLength(UNITS)
  const translated = lines.filter((line, index) => {
    expect([sentences[index], sentences[index]!.toUpperCase()]).toContain(line)
    return line !== sentences[index]
  })
  expect(report.complete).toBe(translated.length === UNITS)
  return { text, report, translated, requests }
}

async function project(mode: 'realtime' | 'async', settings: Partial<Aws>) {
  const made = await rig(
    { ...inCapitals, ...settings },
    { mode, limits: { segments: BATCH, concurrency: 2 } },
  )
  const folder = newFolder()
  return { ...made, build: (translator = made.again()) => build(folder, translator) }
}

const passing: [string, (number: number, invocation: Invocation) => Turn, number][] = [
  ['throttling', (n) => (n < 3 ? error(400, 'ThrottlingException', 'Rate exceeded') : 'answer'), 7],
  [
    'throttling without words',
    (n) =>
      n < 2 ? { status: 400, type: 'ThrottlingException', body: { message: null } } : 'answer',
    6,
  ],
  ['503', (n) => (n % 2 ? 'answer' : error(503, 'ServiceUnavailable', 'busy')), 8],
  ['530', (n) => (n < 2 ? error(530, 'InternalDependencyException', 'x') : 'answer'), 6],
  ['resets', (n) => (n < 2 ? 'reset' : 'answer'), 6],
  [
    'half answers',
    (n, { mode }) => (n < 2 ? (mode === 'async' ? { output: '{"v":1,"resu' } : 'half') : 'answer'),
    6,
  ],
  [
    'wrong counts',
    (n) => (n < 2 ? { reply: { v: 1, results: [{ text: 'WRONG' }] } } : 'answer'),
    6,
  ],
  ['a container out of memory', (_, { texts }) => (texts.length > 15 ? outOfMemory : 'answer'), 12],
]

const outOfMemory: Turn = {
  status: 424,
  type: 'ModelError',
  body: { Message: 'x', OriginalMessage: 'CUDA', OriginalStatusCode: 500 },
}

function error(status: number, type: string, text: string): Turn {
  return { status, type, text }
}

afterEach(() => void vi.restoreAllMocks())

describe.each(MODES)('%s', (mode) => {
  test.each(passing)('%s cost no translation', async (_, turn, most) => {
    const { aws, build, translator } = await project(mode, {
      turn: (invocation, n) => turn(n, invocation),
    })
    const { translated } = await build(translator)
    expect(translated).toHaveLength(UNITS)
    expect(aws.invocations.length).toBeLessThanOrEqual(most)
    const { requests } = await build()
    expect(requests).toBe(0)
    expect(aws.invocations.length).toBeLessThanOrEqual(most)
  })

  test('slow answers cost no translation', async () => {
    const { aws, build } = await project(mode, { delay: 700 })
    expect((await build()).translated).toHaveLength(UNITS)
    expect(aws.invocations).toHaveLength(4)
  })

  test('a token that expires half-way costs what is left, which the next run sends', async () => {
    const { aws, build } = await project(mode, {
      turn: (_, n) => (n < 2 ? 'answer' : error(403, 'ExpiredTokenException', 'expired')),
    })
    const first = await build()
    expect(first.translated).toHaveLength(2 * BATCH)
    expect(first.report.findings[0]?.message).toMatch(/have expired.*kept.*role-duration-seconds/)
    expect(aws.invocations.length).toBeLessThanOrEqual(4)
    const before = aws.invocations.length
    aws.turn = () => 'answer'
    expect((await build()).translated).toHaveLength(UNITS)
    const again = aws.invocations.slice(before).flatMap(({ texts }) => texts)
    expect(again.toSorted()).toEqual(
      sentences.filter((text) => !first.translated.includes(text.toUpperCase())),
    )
  })

  test('a server that dies in mid-batch costs what was in flight', async () => {
    const folder = newFolder()
    const settings: Partial<Aws> = { ...inCapitals, delay: 50 }
    const aws = await startAws(settings)
    aws.turn = (_, n) => {
      if (n < 2) return 'answer'
      void aws.stop()
      return 'reset'
    }
    onTestFinished(setEnvironment(environmentOf(aws.url)))
    const limits = { segments: BATCH, concurrency: 2 }
    const journal = join(folder, 'requests.json')
    const run = () => build(folder, sagemaker({ endpoint: 'e', mode, limits, journal }))
    const first = await run()
    expect(first.report.findings[0]?.message).toMatch(/No connection to AWS \(ECONNREFUSED/)
    expect(aws.invocations.length).toBeLessThanOrEqual(4)

    const revived = await startAws(
      { ...settings, objects: aws.objects },
      Number(new URL(aws.url).port),
    )
    onTestFinished(() => revived.stop())
    expect((await run()).translated).toHaveLength(UNITS)
    const sent = new Set(revived.invocations.flatMap(({ texts }) => texts))
    for (const text of first.translated) expect(sent).not.toContain(text)
    // Asynchronous results that were already paid for are collected.
    const paid = mode === 'async' ? 2 * BATCH : first.translated.length
    expect(sent.size).toBe(UNITS - paid)
  })

  test.each<[string, Turn, number]>([
    ['a container that is broken', outOfMemory, 2 * 13 * 3],
    ['a service that is down', error(503, 'ServiceUnavailable', 'down'), 2 * 13 * 10],
    ['nonsense', { reply: { v: 1, results: 'nonsense' } }, 2 * 13],
  ])(
    '%s is found out after a bounded number of requests, and nothing is kept',
    async (_, turn, most) => {
      // Pauses are drawn by lot; here they come out short.
      vi.spyOn(Math, 'random').mockReturnValue(0.01)
      const { aws, translator } = await project(mode, { turn: () => turn })
      const stored: unknown[] = []
      const scheduler = createScheduler({
        translator,
        check: () => [],
        store: async (results) => void stored.push(...results),
        pauses: { retry: 1, outage: 60_000 },
      })
      const outcomes = await Promise.all(
        sentences.map((text) => scheduler.request({ key: text, text, from: 'en', to: 'es' })),
      )
      expect(outcomes.filter(({ ok }) => ok)).toEqual([])
      expect(stored).toEqual([])
      expect(aws.invocations.length).toBeGreaterThan(12)
      expect(aws.invocations.length).toBeLessThanOrEqual(most)
      await scheduler.close()
    },
  )
})

test('a call may take as long as the translator says, and not as long as others may', async () => {
  const { aws, again } = await rig({ ...inCapitals, turn: () => 'never' }, { mode: 'realtime' })
  expect(again().timeout).toBe(3_630_000)
  const scheduler = createScheduler({
    translator: { ...again(), timeout: 200 },
    check: () => [],
    store: async () => {},
    pauses: { retry: 1, outage: 60_000 },
  })
  const outcome = await scheduler.request({ key: 'a', text: 'One', from: 'en', to: 'es' })
  expect(outcome).toMatchObject({
    ok: false,
    problem: { message: expect.stringMatching(/within 0\.2 seconds/) },
  })
  expect(aws.invocations).toHaveLength(2)
  await scheduler.close()
})
