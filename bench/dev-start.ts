import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { interleave, median, ratio } from './measure.ts'
import { duration, type Row, times } from './report.ts'

const VITE = join(import.meta.dirname, '../node_modules/vite/bin/vite.js')

/** Milliseconds of each call of the translator. */
const SLOW = 6_000

/** Milliseconds from the start of the process until the server listens, and from then until a page has all its modules. */
interface Lap {
  start: number
  page: number
}

/**
 * The start of `vite`, process and all, with a slow translator and without the plugin.
 * @param root a project with `page-lang.js` and `page-raw.js`, which import translations and sources
 * @param adapter path of the plugin
 */
export async function starts(root: string, adapter: string, rounds: number): Promise<Row[]> {
  const laps: Record<'raw' | 'lang', Lap[]> = { raw: [], lang: [] }
  writeFileSync(join(root, 'raw.config.mjs'), 'export default {}\n')
  let number = 0
  const lang = async () => {
    // Nothing is ever in this cache: the server before has ended before its translator did.
    writeFileSync(join(root, 'lang.config.mjs'), configOf(adapter, `empty-${number++}.sqlite`))
    laps.lang.push(await open(root, 'lang'))
  }
  const raw = async () => void laps.raw.push(await open(root, 'raw'))
  await raw()
  await lang()
  laps.raw.length = laps.lang.length = 0
  await interleave(rounds, { raw, lang })
  const of = (name: 'raw' | 'lang', lap: keyof Lap) => laps[name].map((each) => each[lap])
  const factor = ratio(of('lang', 'start'), of('raw', 'start'))
  const [ours, bare] = [median(of('lang', 'start')), median(of('raw', 'start'))]
  return [
    {
      what: `Start of vite dev, process included, with a translator that takes ${duration(SLOW)}, next to none`,
      measured: `${times(factor)} (${duration(ours)}, ${duration(bare)})`,
      target: '≤ 1.1×',
      met: factor <= 1.1,
    },
    {
      what: 'For scale: then all modules of a page with 20 translations, none cached; with ?raw',
      measured: `${duration(median(of('lang', 'page')))}; ${duration(median(of('raw', 'page')))}`,
    },
  ]
}

const configOf = (adapter: string, cache: string) => `
  import polyglot from ${JSON.stringify(adapter)}
  const answer = (text) => text.replace(/[a-z]{3,}/g, '$&o')
  const translate = async ({ texts }) => {
    await new Promise((resolve) => setTimeout(resolve, ${SLOW}))
    return texts.map(answer)
  }
  const limits = { segments: 300, characters: 40000, concurrency: 2 }
  const translator = { name: 'slow', fingerprint: 'slow', unit: 'sentence', tags: 'none', limits, translate }
  export default { plugins: [polyglot({ translator, cache: '.polyglot/${cache}' })] }\n`

async function open(root: string, name: 'raw' | 'lang'): Promise<Lap> {
  const begin = performance.now()
  const flags = [
    '--config',
    `${name}.config.mjs`,
    '--configLoader',
    'native',
    '--host',
    '127.0.0.1',
  ]
  const child = spawn(process.execPath, [VITE, ...flags], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const url = await urlOf(child)
    const listening = performance.now()
    const get = async (path: string) => (await fetch(new URL(path, url))).text()
    const code = await get(`/page-${name}.js`)
    const paths = [...code.matchAll(/from "(\/[^"]+\.md\?[^"]+)"/g)].map(([, path]) => path!)
    const modules = await Promise.all(paths.map(get))
    if (modules.length === 0 || !modules.every((each) => each.includes('export default')))
      throw new Error(`page-${name}.js did not load: ${modules.length} modules`)
    return { start: listening - begin, page: performance.now() - listening }
  } finally {
    child.kill()
    await once(child, 'exit')
  }
}

/** The address that the server prints. */
async function urlOf({ stdout }: ChildProcess): Promise<string> {
  let output = ''
  for await (const chunk of stdout!) {
    output += stripVTControlCharacters(String(chunk))
    const url = /Local:\s+(http:\S+)/.exec(output)?.[1]
    if (url) return url
  }
  throw new Error(`vite gave no address:\n${output}`)
}
