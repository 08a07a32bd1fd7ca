/** Translates one kind of work in a process of its own, so that `growth.ts` can see how much memory that takes. */
import { join } from 'node:path'
import { createPolyglot } from '../src/index.ts'
import { readInput, reply } from './child.ts'
import { corpus, createWriter } from './corpus.ts'
import { instant } from './translators.ts'

export interface GrowthInput {
  /** Documents of 10 kB, one document of many paragraphs, or one of a single line; `size` is of all together. */
  kind: 'documents' | 'blocks' | 'line'
  size: number
  folder: string
}

export interface GrowthResult {
  seconds: number
  /** Documents that carry a fallback. */
  incomplete: number
  /** Documents that came back as they were. */
  unchanged: number
}

const { kind, size, folder } = readInput<GrowthInput>()
const { sentence, paragraph } = createWriter()
const texts = {
  documents: () => corpus(size / 10_000, { size: 10_000 }),
  blocks: () => [written(size, () => `${paragraph(3)}\n\n`)],
  // Prose alone: a paragraph with that many links takes the parser minutes, and passes through with a finding.
  line: () => [written(size, () => `${sentence().replace(/[[\]*_`]|\([^)]*\)/g, '')} `)],
}[kind]()

const polyglot = createPolyglot({
  cache: join(folder, `${kind}.sqlite`),
  translator: instant({ tags: 'xml' }),
})
const result: GrowthResult = { seconds: 0, incomplete: 0, unchanged: 0 }
const start = performance.now()
await Promise.all(
  texts.map(async (text) => {
    const translated = await polyglot.translateDocument({ text, to: 'es' })
    if (!translated.report.complete) result.incomplete += 1
    if (translated.text === text) result.unchanged += 1
  }),
)
result.seconds = (performance.now() - start) / 1000
await polyglot.close()
reply(result)

function written(size: number, part: () => string): string {
  const parts: string[] = []
  for (let length = 0; length < size; length += parts.at(-1)!.length) parts.push(part())
  return parts.join('')
}
