/**
 * How much longer the pipeline takes than the server behind it has to, with a local server that takes the time of a GPU.
 * Run: `node bench/throughput.ts`.
 */
import { Keyv } from 'keyv'
import { createPolyglot, http } from '../src/index.ts'
import { corpus } from './corpus.ts'
import { type GpuModel, type GpuServer, minimumTime, startGpuServer } from './gpu-server.ts'
import { median, timed } from './measure.ts'
import { duration, type Row, report, times } from './report.ts'
import { suffixed } from './translators.ts'

const LOCALES = ['es', 'fr', 'de', 'it', 'pt']
const MOST = 1.05
/** About what a small model does on one GPU with an engine made for that: 9,300 tokens of four characters per second. */
const MODEL: GpuModel = { perCall: 50, perCharacter: 0.03, answer: suffixed }

/** @param options.pages of 6 kB */
export async function throughput({
  pages = 40,
  rounds = [2, 1],
  model = MODEL,
} = {}): Promise<Row[]> {
  const texts = corpus(pages)
  const { perCall, perCharacter, concurrency = 1 } = model
  return [
    await row(texts, LOCALES.slice(0, 1), rounds[0]!, model),
    await row(texts, LOCALES, rounds[1]!, model),
    {
      what: 'The modelled server',
      measured: `${perCall} ms per call + ${perCharacter} ms per character, ${concurrency} at once`,
    },
  ]
}

async function row(
  texts: string[],
  locales: string[],
  rounds: number,
  model: GpuModel,
): Promise<Row> {
  const walls: number[] = []
  const ratios: number[] = []
  let calls = 0
  for (let round = 0; round < rounds; round++) {
    const server = await startGpuServer(model)
    const { wall, minimum } = await translate(server, texts, locales)
    walls.push(wall)
    ratios.push(wall / minimum)
    calls = server.calls.length
    await server.close()
  }
  const measured = median(ratios)
  return {
    what: `Wall time next to the server's own minimum, ${texts.length} pages × ${locales.length}`,
    measured: `${times(measured)} (${duration(median(walls))}, ${calls} calls)`,
    target: `≤ ${MOST}×`,
    met: measured <= MOST,
  }
}

async function translate(server: GpuServer, texts: string[], locales: string[]) {
  const translator = http({ url: server.url })
  const polyglot = createPolyglot({ cache: new Keyv(), translator })
  const requests = texts.flatMap((text) => locales.map((to) => ({ text, to })))
  const wall = await timed(() =>
    Promise.all(requests.map((request) => polyglot.translateDocument(request))),
  )
  await polyglot.close()
  const targets = [...new Set(server.calls.map(({ target }) => target))]
  const minimum = targets.reduce((sum, target) => {
    const own = server.calls.filter((call) => call.target === target)
    const sent = [...new Set(own.flatMap(({ texts }) => texts))]
    return sum + minimumTime(server.model, sent, translator.limits)
  }, 0)
  return { wall, minimum }
}

if (import.meta.main) report('Throughput', await throughput())
