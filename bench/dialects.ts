/**
 * What translating a document of each dialect costs next to parsing it once as that dialect, with a translator that takes
 * no time and an empty cache in memory. Run: `node bench/dialects.ts`.
 */
import { Keyv } from 'keyv'
import { createPolyglot } from '../src/index.ts'
import { parse } from '../src/markdown/parse.ts'
import { resolveSyntax } from '../src/markdown/syntax/resolve.ts'
import { corpus } from './corpus.ts'
import { interleave, median, ratio } from './measure.ts'
import { duration, type Row, report, times } from './report.ts'
import { instant } from './translators.ts'

/** How each dialect dresses up a section of plain markdown. */
const DIALECTS: Record<string, { path: string; dress(section: string, index: number): string }> = {
  'plain and GFM': { path: 'a.md', dress: (section) => section },
  MDX: {
    path: 'a.mdx',
    dress: (section, index) =>
      `<Card title="Part ${index} of it">\n\n${plain(section)}\n\n</Card>\n\n{/* a note */}`,
  },
  MDC: {
    path: 'a.md',
    dress: (section) => `::card{icon="i-x"}\n---\ntitle: A title of it\n---\n${section}\n::`,
  },
  directives: { path: 'a.md', dress: (section) => `:::tip A title of it\n\n${section}\n\n:::` },
  HTML: {
    path: 'a.md',
    dress: (section) =>
      `<details>\n<summary>A <b>bold</b> title</summary>\n<p>And some words in it.</p>\n\n${section}\n\n</details>`,
  },
  'math and templates': {
    path: 'a.md',
    dress: (section) =>
      `{% if page.open %}\n${section}\n{% endif %}\n\nThere are {{ page.count }} of them, and $x^2 + y_1$ more :tada:.`,
  },
}

/** Without what MDX does not know: comments, HTML and addresses in angle brackets. */
const plain = (text: string) => text.replace(/<[^>]*>/g, '').replace(/[{}<]/g, '')

/** @param options.documents of 10 kB each */
export async function dialects({ documents = 20, rounds = 5 } = {}): Promise<Row[]> {
  const rows: Row[] = []
  for (const [name, { path, dress }] of Object.entries(DIALECTS)) {
    const texts = corpus(documents, { size: 10_000 }).map((text) =>
      bodyOf(text)
        .split(/\n(?=## )/)
        .map(dress)
        .join('\n\n'),
    )
    const measured = await interleave(rounds, {
      parse: () => {
        for (const text of texts) parse(text, resolveSyntax({}, text, path))
      },
      translate: () => translate(texts, path),
    })
    const each = duration(median(measured.parse) / documents)
    rows.push({
      what: `Cold run next to a bare parse of the dialect, ${documents} documents of 10 kB, ${name}`,
      measured: `${times(ratio(measured.translate, measured.parse))} (parse ${each})`,
    })
  }
  return rows
}

/** Front matter has to come first, so it is left out. */
const bodyOf = (text: string) => text.replace(/^---\n[\s\S]*?\n---\n/, '')

async function translate(texts: string[], path: string): Promise<void> {
  const polyglot = createPolyglot({ cache: new Keyv(), translator: instant({ tags: 'xml' }) })
  await Promise.all(
    texts.map(async (text) => {
      const { report } = await polyglot.translateDocument({ text, path, to: 'es' })
      const unread = report.findings.find(({ check }) => check === 'document')
      if (unread) throw new Error(`${path}: ${unread.message}`)
    }),
  )
  await polyglot.close()
}

if (import.meta.main) report('Dialects', await dialects())
