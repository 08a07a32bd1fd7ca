import { readFileSync } from 'node:fs'

export interface CorpusOptions {
  /** UTF-16 code units of each document, more or less. @default 6000, as in the documentation of a web framework */
  size?: number
  /** @default 1 */
  seed?: number
}

/** Makes the sentences of one corpus. */
export interface Writer {
  /** A sentence like no other, half of them with emphasis, a link or code in it. */
  sentence(): string
  paragraph(sentences: number): string
}

/** Documents in the mix of a documentation blog; no two sentences are alike. */
export function corpus(count: number, { size = 6_000, seed = 1 }: CorpusOptions = {}): string[] {
  const writer = createWriter(seed)
  return Array.from({ length: count }, (_, index) => document(index, size, writer))
}

export function createWriter(seed = 1): Writer {
  const random = mulberry32(seed)
  const sentences = readFileSync(new URL('sentences.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  let serial = 0
  const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)]!
  const plain = (text: string) => text.replace(/\*([^*]*)\*|\[([^\]]*)\]\(u\)/g, '$1$2')

  function sentence(): string {
    serial += 1
    const chosen = pick(sentences).replace(/[.!?]$/, '')
    const marked = random() < 0.5 ? chosen.replaceAll('](u)', `](/guide/${serial})`) : plain(chosen)
    const end = `${pick(['in case', 'since version', 'as on page', 'up to step'])} ${serial}`
    return random() < 0.1 ? `${marked} with \`option_${serial}\` ${end}.` : `${marked} ${end}.`
  }

  return {
    sentence,
    paragraph: (sentences) => Array.from({ length: sentences }, sentence).join(' '),
  }
}

function document(index: number, size: number, { sentence, paragraph }: Writer): string {
  const title = `Document number ${index}`
  const blocks = [
    `---\ntitle: ${title}\ndate: 2026-01-01\ntags: [guide, example]\n---`,
    `# ${title}`,
    `${sentence()}[^1] ${paragraph(2)}`,
    `![${sentence()}](/images/${index}.png)`,
  ]
  const note = `[^1]: ${sentence()}`
  let length = [...blocks, note].join('\n\n').length
  for (let part = 1; length < size; part++) {
    const section = [`## Part ${part} of ${index}: what to expect`, paragraph(3)]
    const kinds = [
      `- ${sentence()}\n- ${sentence()}\n- ${sentence()}`,
      `\`\`\`js\nconst answer = ${part} // nobody translates this\nexport default answer\n\`\`\``,
      `| Term | Meaning |\n|---|---|\n| Number ${part} of ${index} | ${sentence()} |`,
      `> ${paragraph(2)}`,
    ]
    section.push(kinds[part % kinds.length]!, paragraph(2))
    blocks.push(...section)
    length += section.join('\n\n').length + 2
  }
  return `${[...blocks, note].join('\n\n')}\n`
}

/** A small seeded generator, so that every run measures the same documents. */
export function mulberry32(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
