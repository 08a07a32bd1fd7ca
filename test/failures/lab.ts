import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Keyv } from 'keyv'
import { onTestFinished } from 'vitest'
import { createPolyglot } from '../../src/index.ts'
import type { Options } from '../../src/options.ts'
import { defineTranslator, type TranslatorDefinition } from '../../src/translators/index.ts'
import type { Answer, DocumentRequest, DocumentResult, Translator } from '../../src/types.ts'

/** What a translator makes of one text. */
export type Answering = (text: string) => Answer

/** How a document is translated; everything has a default. */
export interface How
  extends Omit<Partial<DocumentRequest>, 'text'>,
    Partial<Pick<TranslatorDefinition, 'unit' | 'tags' | 'limits'>> {
  options?: Omit<Options, 'cache' | 'translator'>
}

/** A page with what it cost. */
export interface Page extends DocumentResult {
  /** Every text that the translator was asked for, in order. */
  sent: string[]
}

/** A project with a cache file, built again and again; each build is a polyglot of its own. */
export interface Project {
  /** Path of the SQLite file. */
  cache: string
  build(text: string, answer: Answering, how?: How): Promise<Page>
}

export function openProject(): Project {
  const folder = mkdtempSync(join(tmpdir(), 'polyglot-failures-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const cache = join(folder, 'cache.sqlite')
  return { cache, build: (text, answer, how) => build(cache, text, answer, how) }
}

/** Translates one document with an empty cache. */
export function translate(text: string, answer: Answering, how?: How): Promise<Page> {
  return build(new Keyv(), text, answer, how)
}

async function build(
  cache: string | Keyv,
  text: string,
  answer: Answering,
  { unit, tags, limits, options, ...request }: How = {},
): Promise<Page> {
  const { translator, sent } = listening(answer, { unit, tags, limits })
  const polyglot = createPolyglot({ cache, translator, ...options })
  const result = await polyglot.translateDocument({ text, to: 'es', ...request })
  await polyglot.close()
  return { ...result, sent }
}

/** A translator of one function, with a list of what it was sent. Its fingerprint is always the same. */
export function listening(
  answer: Answering,
  definition: Partial<TranslatorDefinition> = {},
): { translator: Translator; sent: string[] } {
  const sent: string[] = []
  const given = Object.entries(definition).filter(([, value]) => value !== undefined)
  const translator = defineTranslator({
    name: 'failures',
    ...Object.fromEntries(given),
    async translate({ texts }) {
      sent.push(...texts)
      return texts.map(answer)
    },
  })
  return { translator, sent }
}

/** An honest translator into capitals. Tags and character references of the wire stay as they are. */
export const capitals = (text: string) =>
  text.replace(/<[^>]*>|&#?\w+;|([^<&]+)/g, (piece, words) => words?.toUpperCase() ?? piece)

/** Knows some texts by heart and is honest about the rest. */
export const knowing =
  (known: Record<string, Answer>): Answering =>
  (text) =>
    known[text] ?? capitals(text)

/** The names of the checks behind the findings of a page. */
export const checksOf = ({ report }: DocumentResult) => report.findings.map(({ check }) => check)
