/** Translates in a process of its own with a slow translator that keeps a diary, until somebody kills it. */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createPolyglot, defineTranslator } from '../src/index.ts'
import { readInput, reply } from './child.ts'
import { corpus } from './corpus.ts'
import { CALLS_AT_ONCE, type CrashInput, type DiaryLine } from './crash-input.ts'
import { suffixed } from './translators.ts'

const { folder, pages, diary } = readInput<CrashInput>()
let calls = 0
const translator = defineTranslator({
  name: 'slow',
  tags: 'xml',
  limits: { segments: 32, concurrency: CALLS_AT_ONCE },
  async translate({ texts }) {
    calls += 1
    appendFileSync(diary, `${JSON.stringify({ texts } satisfies DiaryLine)}\n`)
    await setTimeout(50)
    return texts.map(suffixed)
  },
})
const polyglot = createPolyglot({ cache: join(folder, 'cache.sqlite'), translator })
const texts = corpus(pages)
await Promise.all(texts.map((text) => polyglot.translateDocument({ text, to: 'es' })))
await polyglot.close()
reply(calls)
