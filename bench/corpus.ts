import { readFileSync } from 'node:fs'

/** Documents of about 10 kB each in the mix of a documentation blog; no two sentences are alike. */
export function corpus(count: number, seed = 1): string[] {
  const random = mulberry32(seed)
  const sentences = readFileSync(new URL('sentences.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  let serial = 0
  const sentence = () => `${sentences[Math.floor(random() * sentences.length)]!.replace(/[.!?]$/, '')} in case ${++serial}.`
  const paragraph = (length: number) => Array.from({ length }, sentence).join(' ')
  return Array.from({ length: count }, (_, index) => {
    const sections = Array.from({ length: 12 }, (_, section) => [
      `## Part ${section + 1} of ${index}: what to expect`,
      paragraph(3),
      section % 3 === 0 ? `- ${sentence()}\n- ${sentence()}\n- ${sentence()}` : paragraph(2),
      section % 4 === 1 ? '```js\nconst answer = 42 // nobody translates this\nexport default answer\n```' : '',
      section % 4 === 2 ? `| Term | Meaning |\n|---|---|\n| first ${++serial} | ${sentence()} |` : '',
      section % 4 === 3 ? `> ${sentence()}` : '',
    ])
    const front = `---\ntitle: Document number ${index}\ndate: 2026-01-01\n---\n`
    return `${front}\n# Document number ${index}\n\n${sections.flat().filter(Boolean).join('\n\n')}\n`
  })
}

/** A small seeded generator, so that every run measures the same documents. */
function mulberry32(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
