/**
 * Whether the cost grows with the work and no faster: processor time per document for 10, 100 and 1,000 documents, peak memory, and
 * documents of 5 MB. Run: `node bench/growth.ts`.
 */
import { join } from 'node:path'
import { createPolyglot } from '../src/index.ts'
import { runChild } from './child.ts'
import { corpus } from './corpus.ts'
import { inFolder } from './folder.ts'
import type { GrowthInput, GrowthResult } from './growth-child.ts'
import { interleave, median, processorTime } from './measure.ts'
import { count, duration, type Row, report } from './report.ts'
import { instant } from './translators.ts'

const SPREAD = 1.2
const MOST_MEMORY = 400_000_000
/** Milliseconds for one big document. */
const PATIENCE = 60_000

/**
 * @param options.documents smallest, middle and largest set
 * @param options.size of one document of the sets
 * @param options.big size of the big documents and, ten times, of the set whose memory is looked at
 */
export async function growth({
  documents = [10, 100, 1000],
  size = 1_000,
  rounds = 3,
  big = 5_000_000,
  memory = 10_000_000,
} = {}): Promise<Row[]> {
  return inFolder(async (folder) => [
    ...(await perDocument(folder, documents, size, rounds)),
    ...(await peakMemory(folder, memory)),
    await bigDocument(folder, 'blocks', big),
    await bigDocument(folder, 'line', big),
  ])
}

/** Small sets are translated as often as it takes to make as many documents as the set in the middle has. */
async function perDocument(
  folder: string,
  counts: number[],
  size: number,
  rounds: number,
): Promise<Row[]> {
  const texts = corpus(counts.at(-1)!, { size })
  const amountOf = (count: number) => Math.max(count, counts[1]!)
  let runs = 0
  const translate = async (texts: string[], file: string) => {
    const cache = join(folder, file)
    const polyglot = createPolyglot({ cache, translator: instant({ tags: 'xml' }) })
    await Promise.all(texts.map((text) => polyglot.translateDocument({ text, to: 'es' })))
    await polyglot.close()
  }
  const sets = (run: (set: string[], number: number) => Promise<void>) =>
    Object.fromEntries(
      counts.map((count) => [
        count,
        async () => {
          for (let first = 0; first < amountOf(count); first += count)
            await run(texts.slice(first, first + count), first / count)
        },
      ]),
    )
  const cold = sets((set) => translate(set, `${runs++}.sqlite`))
  const warm = sets((set, number) => translate(set, `warm-${set.length}-${number}.sqlite`))
  for (const prepare of Object.values(warm)) await prepare()
  const row = (what: string, measured: Record<string, number[]>): Row => {
    const each = counts.map((count) => median(measured[count]!) / amountOf(count))
    const spread = Math.max(...each) / each[0]!
    return {
      what: `${what} for ${counts.map((count) => count.toLocaleString('en')).join(', ')} documents`,
      measured: each.map(duration).join(', '),
      target: `≤ ${SPREAD}× the first`,
      met: spread <= SPREAD,
    }
  }
  return [
    row('Processor time per document, cold,', await interleave(rounds, cold, processorTime)),
    row('Processor time per document, warm,', await interleave(rounds, warm, processorTime)),
  ]
}

async function peakMemory(folder: string, size: number): Promise<Row[]> {
  const run = (size: number) =>
    runChild<GrowthResult>('growth-child.ts', { kind: 'documents', size, folder } as GrowthInput)
  const empty = await run(0)
  const full = await run(size)
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`
  return [
    {
      what: `Peak memory for ${count(size / 10_000)} documents of 10 kB, cold`,
      measured: `${megabytes(full.memory)} (no documents: ${megabytes(empty.memory)})`,
      target: `< ${megabytes(MOST_MEMORY)}`,
      met: full.memory < MOST_MEMORY && full.result.incomplete === 0,
    },
  ]
}

async function bigDocument(folder: string, kind: 'blocks' | 'line', size: number): Promise<Row> {
  const form = kind === 'line' ? 'one line' : 'many paragraphs'
  const what = `One document of ${size / 1e6} MB, ${form}`
  const target = 'translated whole'
  try {
    const input: GrowthInput = { kind, size, folder }
    const { result, memory } = await runChild<GrowthResult>('growth-child.ts', input, PATIENCE)
    const measured = `${duration(result.seconds * 1000)}, ${Math.round(memory / 1e6)} MB`
    const met = result.incomplete + result.unchanged === 0
    return { what, measured: met ? measured : `with findings, ${measured}`, target, met }
  } catch (error) {
    return { what, measured: `not done: ${(error as Error).message}`, target, met: false }
  }
}

if (import.meta.main) report('Growth', await growth())
