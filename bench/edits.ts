/**
 * What an edit costs: the sentence that changed, in every language, and nothing else.
 * Run: `node bench/edits.ts`.
 */
import { Keyv } from 'keyv'
import { createPolyglot } from '../src/index.ts'
import { corpus } from './corpus.ts'
import { count, type Row, report } from './report.ts'
import { instant, type Tags } from './translators.ts'

const LOCALES = ['es', 'fr', 'de', 'it', 'pt']
const KINDS: Tags[] = ['alignment', 'xml', 'none']
const FRESH = 'A paragraph that nobody has written before. It says two things.'

/** @param options.documents of half a kB, in five languages; the single edits are made in 40 documents of 6 kB */
export async function edits({ documents = 1000, pages = 40 } = {}): Promise<Row[]> {
  const many = corpus(documents, { size: 500 })
  const { segments } = await costOf('alignment', many, edited(many, oneWord), LOCALES)
  const texts = corpus(pages)
  const [sentence] = texts[0]!.match(MARKED)!
  const target = (segments: number, characters: number) =>
    `≤ ${segments}, ${characters} by alignment`
  return [
    {
      what: `One sentence edited in ${count(documents)} documents × ${LOCALES.length} languages: segments sent`,
      measured: String(segments),
      target: String(LOCALES.length),
      met: segments === LOCALES.length,
    },
    await row(
      'One word changed in a sentence with markup',
      texts,
      oneWord,
      [1, wordsOf(sentence).length + 1],
      target,
    ),
    await row(
      'A paragraph of two sentences inserted',
      texts,
      insert,
      [2, FRESH.length - 1],
      target,
    ),
    await row('Paragraphs re-wrapped', texts, rewrap, [0, 0], () => '0, 0'),
    await row(
      'Nothing changed',
      texts,
      (text) => text,
      [0, 0],
      () => '0, 0',
    ),
  ]
}

/** A sentence with emphasis or a link in it, and others around it. */
const MARKED = /(?<=\. )[A-Z][^.\n]*(?:\*|\]\()[^.\n]* \d+\.(?= )/

/** One letter more in a word of the first such sentence. */
function oneWord(text: string): string {
  return text.replace(MARKED, (sentence) => sentence.replace(/(?<= )[a-z]{4,}/, '$&s'))
}

/** A sentence without its markup. */
function wordsOf(sentence: string): string {
  return sentence.replace(/\]\([^)]*\)|[*[`]/g, '')
}

function insert(text: string): string {
  return text.replace('\n\n## Part 1', () => `\n\n${FRESH}\n\n## Part 1`)
}

/** Breaks each plain paragraph after every sixth space. */
function rewrap(text: string): string {
  return text.replace(/^[A-Z].*$/gm, (line) => {
    let spaces = 0
    return line.replaceAll(' ', () => (++spaces % 6 === 0 ? '\n' : ' '))
  })
}

/** The first document that can be edited so is; the others stay as they are. */
function edited(texts: string[], edit: (text: string) => string): string[] {
  const index = texts.findIndex((text) => edit(text) !== text)
  return texts.with(index, edit(texts[index]!))
}

async function row(
  what: string,
  texts: string[],
  edit: (text: string) => string,
  [segments, characters]: [segments: number, characters: number],
  target: (segments: number, characters: number) => string,
): Promise<Row> {
  // A no-op and a new wrapping are for every page, the others for one.
  const after = segments === 0 ? texts.map(edit) : edited(texts, edit)
  const costs = await Promise.all(
    KINDS.map(async (tags) => ({ tags, ...(await costOf(tags, texts, after, ['es'])) })),
  )
  const [aligned] = costs
  return {
    what: `${what}: segments, characters sent`,
    measured: costs.map((cost) => `${cost.segments}, ${cost.characters} (${cost.tags})`).join('; '),
    target: target(segments, characters),
    met: aligned!.segments <= segments && aligned!.characters <= characters,
  }
}

/** What the second of two runs sends. */
async function costOf(
  tags: Tags,
  before: string[],
  after: string[],
  locales: string[],
): Promise<{ segments: number; characters: number }> {
  const cache = new Keyv()
  const sent: string[] = []
  const translate = async (texts: string[]) => {
    const translator = instant({ tags, onCall: ({ texts }) => sent.push(...texts) })
    const polyglot = createPolyglot({ cache, translator })
    const requests = texts.flatMap((text) => locales.map((to) => ({ text, to })))
    await Promise.all(requests.map((request) => polyglot.translateDocument(request)))
    await polyglot.close()
  }
  await translate(before)
  sent.length = 0
  await translate(after)
  return {
    segments: sent.length,
    characters: sent.reduce((sum, text) => sum + text.length, 0),
  }
}

if (import.meta.main) report('Edits', await edits())
