import type { Problem } from '../../src/checks/index.ts'
import {
  createScheduler,
  type Lookup,
  type SchedulerOptions,
} from '../../src/translate/scheduler.ts'
import type { Answer, Batch, Limits, TranslateContext, Translation } from '../../src/types.ts'

type Translate = (batch: Batch, context: TranslateContext) => unknown

/** A scheduler around one function, that remembers what was sent and what was stored. */
export function setUp(
  translate: Translate,
  { limits, ...options }: Partial<SchedulerOptions> & { limits?: Partial<Limits> } = {},
) {
  const batches: Batch[] = []
  const stored = new Map<string, Translation>()
  const scheduler = createScheduler({
    translator: {
      name: 'Lab',
      fingerprint: 'lab 1',
      unit: 'sentence',
      tags: 'none',
      limits: { segments: 64, characters: 8000, concurrency: 2, ...limits },
      async translate(batch, context) {
        batches.push(batch)
        return (await translate(batch, context)) as Answer[]
      },
    },
    check: () => [],
    async store(results) {
      for (const { lookup, translation } of results) stored.set(lookup.key, translation)
    },
    pauses: { retry: 1, outage: 30 },
    ...options,
  })
  return {
    scheduler,
    batches,
    stored,
    /** The sizes of the batches that were sent, in order. */
    sizes: () => batches.map(({ texts }) => texts.length),
    /** Asks for texts in the way a document does: prepare, ask for everything, then wait. */
    ask(texts: string[], to = 'es', signal?: AbortSignal) {
      const leave = scheduler.enter()
      const outcomes = texts.map((text) => scheduler.request(lookupOf(text, to), { signal }))
      leave()
      return Promise.all(outcomes)
    },
  }
}

export function lookupOf(text: string, to = 'es'): Lookup {
  return { key: `${to}:${text}`, text, from: 'en', to }
}

/** Different texts of 20 characters. */
export function textsOf(count: number, name = 'text'): string[] {
  return Array.from({ length: count }, (_, index) => `${name} ${index} `.padEnd(20, 'x'))
}

export const shout = ({ texts }: Batch) => texts.map((text) => text.toUpperCase())

/** Rejects answers that say so. */
export function rejectBad(_: Lookup, { text }: Translation): Problem[] {
  return text.includes('BAD')
    ? [{ check: 'taste', severity: 'error', message: 'That is bad.' }]
    : []
}

/** A promise to be kept by hand. */
export function gate(): { open: () => void; opened: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { open: resolve, opened: promise }
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
