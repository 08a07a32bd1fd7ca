import { afterAll, describe, expect, test } from 'vitest'
import {
  busyTime,
  type GpuModel,
  type GpuServer,
  minimumTime,
  startGpuServer,
} from '../../bench/gpu-server.ts'
import type { Batch, Limits } from '../../src/types.ts'
import { setUp } from './set-up.ts'

const servers: GpuServer[] = []
afterAll(() => Promise.all(servers.map((server) => server.close())))

async function start(model: GpuModel): Promise<GpuServer> {
  const server = await startGpuServer(model)
  servers.push(server)
  return server
}

function translatorOf(server: GpuServer) {
  return async ({ from, to, texts }: Batch, { signal }: { signal: AbortSignal }) => {
    const body = JSON.stringify({ source: from, target: to, texts })
    const response = await fetch(server.url, { method: 'POST', body, signal })
    const { results } = (await response.json()) as { results: { text: string }[] }
    return results
  }
}

/** Sentences of 20 to 124 characters: a full batch is bounded by its number of segments. */
function sentences(count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    `${index} `.padEnd(20 + ((index * 7919) % 105), 'word '),
  )
}

/** All texts as documents of twenty sentences, one prepared after the other. */
async function translateAll(server: GpuServer, limits: Limits, texts: string[], to: string[]) {
  const { scheduler, ask } = setUp(translatorOf(server), { limits })
  const start = performance.now()
  const documents: Promise<unknown>[] = []
  const leave = scheduler.enter()
  for (let first = 0; first < texts.length; first += 20) {
    for (const locale of to) documents.push(ask(texts.slice(first, first + 20), locale))
    await Promise.resolve()
  }
  leave()
  await Promise.all(documents)
  return { wall: performance.now() - start, stats: scheduler.stats() }
}

describe('a modelled GPU', () => {
  const limits = { segments: 64, characters: 8000, concurrency: 3 }
  // One more call in flight than the server works on: one is always at the door.
  const model = { perCall: 40, perCharacter: 0.01, concurrency: 2 }

  test('is sent hardly more calls than its limits make necessary, all slots evenly busy', async () => {
    const server = await start(model)
    const texts = sentences(1000)
    const { wall, stats } = await translateAll(server, limits, texts, ['es'])
    const least = minimumTime(model, texts, limits)
    console.log(
      `1,000 sentences: ${Math.round(wall)} ms in ${stats.requests} calls, the server alone ${Math.round(least)} ms: ${(wall / least).toFixed(3)}x`,
    )
    expect(stats.sent).toBe(1000)
    const needed = Math.ceil(1000 / limits.segments)
    expect(stats.requests).toBeLessThanOrEqual(needed + 1)
    // The schedule, without the machine that this runs on.
    expect(busyTime(model, server.calls) / least).toBeLessThanOrEqual(1.05)
  })

  test('serves many languages with few calls', async () => {
    const server = await start({ ...model, perCall: 10 })
    const texts = sentences(100)
    const { stats } = await translateAll(server, limits, texts, ['es', 'fr', 'de', 'it', 'pt'])
    expect(stats.sent).toBe(500)
    expect(stats.requests).toBeLessThanOrEqual(5 * Math.ceil(100 / limits.segments) + 5)
    for (const { texts } of server.calls) expect(texts.length).toBeGreaterThanOrEqual(8)
  })

  test('answers in order, first come first served', async () => {
    const server = await start({ perCall: 10, perCharacter: 0, concurrency: 1 })
    const translate = translatorOf(server)
    const signal = new AbortController().signal
    const order: string[] = []
    await Promise.all(
      ['a', 'b', 'c'].map(async (text, index) => {
        await new Promise((resolve) => setTimeout(resolve, index * 3))
        const results = await translate({ from: 'en', to: 'es', texts: [text] }, { signal })
        order.push(results[0]!.text)
      }),
    )
    expect(order).toEqual(['es: a', 'es: b', 'es: c'])
    expect((await fetch(server.url, { method: 'POST', body: '{}' })).status).toBe(400)
  })
})
