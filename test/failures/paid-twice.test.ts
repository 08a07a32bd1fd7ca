import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createPolyglot, http } from '../../src/index.ts'
import { createFolder } from '../cli/run-cli.ts'
import { openProject } from './lab.ts'
import { serveTranslations, type Turn } from './server.ts'

/*
 * Elsewhere a run that died lost everything that it had bought, the same texts were paid for again with every build, a
 * request that had run into its time-out was billed all the same, and 3,000 requests left at once until the server refused.
 * lingodotdev/lingo.dev #2190 and #2192, opral/inlang #2041 and #2239, 3ru/gpt-translate #19
 */

const UNITS = 3000
/** What `http` puts into one request. */
const BATCH = 300
const AT_ONCE = 2

const sentence = (index: number) => `The item of this page has the number ${index}.`
const sentences = Array.from({ length: UNITS }, (_, index) => sentence(index))
const pages = Array.from({ length: 30 }, (_, page) => ({
  path: `page-${page}.md`,
  text: `# Items\n\n${sentences.slice(page * 100, page * 100 + 100).join('\n\n')}\n`,
}))

function site() {
  const folder = createFolder()
  for (const { path, text } of pages) folder.write(`pages/${path}`, text)
  const flags = (url: string) => [
    'translate',
    'pages/*.md',
    '--to',
    'es',
    '--translator',
    url,
    '--json',
  ]
  return { ...folder, flags }
}

/** How often each text was paid for, if more than once. */
function paidTwice(paid: string[]): string[] {
  const seen = new Set<string>()
  return paid.filter((text) => seen.has(text) || !seen.add(text))
}

const isWhole = (text: string) => text.includes('THE ITEM') && !text.includes('The item')

describe('a run that is killed half-way', () => {
  test('keeps what it has bought: the next one pays for the calls in flight at most', async () => {
    const { start, run, flags, read } = site()
    const first = await serveTranslations(() => 'answer', 150)
    const child = start(...flags(first.url))
    const ended = once(child, 'exit')
    while (first.requests.length < 6 && child.exitCode === null) await pause(5)
    child.kill('SIGKILL')
    expect(await ended).toEqual([null, 'SIGKILL'])
    const bought = new Set(first.requests.flat())
    expect(bought.size).toBeGreaterThan(4 * BATCH)
    expect(bought.size).toBeLessThan(UNITS)

    const second = await serveTranslations(() => 'answer')
    const { code, stdout } = await run(...flags(second.url))
    expect(code).toBe(0)
    const inFlight = first.requests.slice(-AT_ONCE).flat().length
    const twice = second.paid.filter((text) => bought.has(text))
    expect(twice.length).toBeLessThanOrEqual(inFlight)
    expect(JSON.parse(stdout).sent).toBe(second.paid.length)
    for (const { path } of pages)
      expect(read(`pages/${path.replace('.md', '.es.md')}`)).toSatisfy(isWhole)

    const third = await serveTranslations(() => 'answer')
    expect((await run(...flags(third.url))).code).toBe(0)
    expect(third.requests).toEqual([])
  })

  test('Ctrl-C writes what is finished, and the next run goes on', async () => {
    const { start, run, flags } = site()
    const first = await serveTranslations(() => 'answer', 150)
    const child = start(...flags(first.url))
    const ended = once(child, 'exit')
    while (first.requests.length < 6 && child.exitCode === null) await pause(5)
    child.kill('SIGINT')
    expect(await ended).toEqual([130, null])
    const second = await serveTranslations(() => 'answer')
    expect((await run(...flags(second.url))).code).toBe(0)
    const bought = new Set(first.requests.flat())
    const inFlight = first.requests.slice(-AT_ONCE).flat().length
    expect(second.paid.filter((text) => bought.has(text)).length).toBeLessThanOrEqual(inFlight)
  })
})

describe('a server that refuses half-way', () => {
  test('with 429 is asked again after a pause, no text is paid for twice, and all is translated', async () => {
    const { run, flags, read } = site()
    const busy = (request: number): Turn => (request >= 4 && request < 9 ? 'too many' : 'answer')
    const server = await serveTranslations(busy)
    const { code } = await run(...flags(server.url))
    expect(code).toBe(0)
    expect(paidTwice(server.paid)).toEqual([])
    expect(server.paid).toHaveLength(UNITS + 1)
    expect(server.requests.length).toBeLessThanOrEqual(Math.ceil((UNITS + 1) / BATCH) + 5 + AT_ONCE)
    expect(read('pages/page-29.es.md')).toSatisfy(isWhole)
  })

  test.each(['too many', 'hang up'] as const)(
    'for good (%s) is left alone after some requests, and the next run sends the rest',
    async (refusal) => {
      const { run, flags, read } = site()
      const first = await serveTranslations((request) => (request < 5 ? 'answer' : refusal))
      const ill = await run(...flags(first.url))
      expect(ill.code).toBe(1)
      const bought = new Set(first.paid)
      expect(bought.size).toBeGreaterThanOrEqual(4 * BATCH)
      // Each call is tried four times, and a dozen failures in a row are enough to know.
      expect(first.requests.length).toBeLessThanOrEqual(5 + 4 * 15)

      const second = await serveTranslations(() => 'answer')
      const well = await run(...flags(second.url))
      expect(well.code).toBe(0)
      expect(second.paid.filter((text) => bought.has(text))).toEqual([])
      expect(second.paid.length).toBe(UNITS + 1 - bought.size)
      expect(read('pages/page-29.es.md')).toSatisfy(isWhole)
    },
    120_000,
  )
})

test('3,000 units leave in full calls, two at a time', async () => {
  const { run, flags } = site()
  const server = await serveTranslations(() => 'answer', 20)
  const { code, stdout } = await run(...flags(server.url))
  expect(code).toBe(0)
  expect(server.atOnce()).toBeLessThanOrEqual(AT_ONCE)
  expect(server.requests.length).toBeLessThanOrEqual(Math.ceil((UNITS + 1) / BATCH) + 2 * AT_ONCE)
  expect(JSON.parse(stdout).requests).toBe(server.requests.length)
})

test('a text that stands in fifty documents is paid for once, whatever fails beside it', async () => {
  const shared = 'These words stand on every page.'
  const own = (page: number) => `These words stand on page ${page} alone.`
  const { cache } = openProject()
  const sent: string[] = []
  const build = async (isIll: boolean) => {
    const polyglot = createPolyglot({
      cache,
      translator: {
        name: 'ill',
        fingerprint: 'ill',
        unit: 'sentence',
        tags: 'none',
        limits: { segments: 8, characters: 8000, concurrency: 2 },
        async translate({ texts }) {
          sent.push(...texts)
          if (isIll && texts.some((text) => text.includes('page 7 '))) throw new Error('no')
          return texts.map((text) => text.toUpperCase())
        },
      },
    })
    const texts = Array.from({ length: 50 }, (_, page) => `${shared} ${own(page)}\n`)
    const results = await Promise.all(
      texts.map((text) => polyglot.translateDocument({ text, to: 'es' })),
    )
    await polyglot.close()
    return results.map(({ report }) => report.complete)
  }
  expect((await build(true)).filter((complete) => !complete)).toHaveLength(1)
  expect(sent.filter((text) => text === shared).length).toBeLessThanOrEqual(3)
  sent.length = 0
  expect((await build(false)).every(Boolean)).toBe(true)
  expect(sent).toEqual([own(7)])
})

test('a request that runs into its time-out is not sent again and again', async () => {
  const server = await serveTranslations(() => 'never')
  const { cache } = openProject()
  const polyglot = createPolyglot({
    cache,
    translator: http({ url: server.url, timeout: 100, limits: { segments: 100, concurrency: 2 } }),
  })
  const results = await Promise.all(
    pages.slice(0, 10).map((page) => polyglot.translateDocument({ ...page, to: 'es' })),
  )
  await polyglot.close()
  for (const [index, { text, report }] of results.entries()) {
    expect(text).toBe(pages[index]!.text)
    expect(report.complete).toBe(false)
  }
  expect(server.requests.length).toBeLessThanOrEqual(20)
  const most = Math.max(
    ...sentences.map((text) => server.paid.filter((each) => each === text).length),
  )
  expect(most).toBeLessThanOrEqual(3)
})
