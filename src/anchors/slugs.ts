import GithubSlugger from 'github-slugger'

/**
 * How a site makes the id of a heading out of its text:
 * - `github`: `github-slugger`, as used by GitHub, Astro, Starlight, Docusaurus and `rehype-slug`; Hugo's default is close.
 * - `nuxt`: Nuxt Content.
 * - `vitepress`: VitePress.
 * - a function: its result, with `-1`, `-2` … put behind it where it was already there.
 */
export type SlugStyle = 'github' | 'nuxt' | 'vitepress' | ((text: string) => string)

/**
 * The id of the next heading of a document, unique in it.
 *
 * @param text see `headingText`
 * @param id the id that the author gave it; it is the result
 */
export type Slugger = (text: string, id?: string) => string

/** A slugger for one document: it must be given all headings, in order. */
export function createSlugger(style: SlugStyle): Slugger {
  if (typeof style === 'function') return numbered(style)
  if (style === 'vitepress') return numbered(vitepressSlug)
  const slugger = new GithubSlugger()
  // Ids that are given do not take part in the numbering.
  const github: Slugger = (text, id) => id ?? slugger.slug(text)
  return style === 'github' ? github : (text, id) => id ?? nuxtSlug(github(text))
}

/** From `src/runtime/parser/compiler.ts` of @nuxtjs/mdc 0.23.1: tidied after numbering, so two headings may end up with one id. */
function nuxtSlug(slug: string): string {
  return slug
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '')
    .replace(/^(?=\d)/, '_')
}

const DROPPED = /[\u0300-\u036f[\p{Cc}--[\x7f-\x9f]]]/gv
const DASHED = /[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'“”‘’<>,.?/]+/g

/** From `packages/shared/src/slugify.ts` of @mdit-vue/shared 3.0.2. Decomposes: Korean stays in single letters. */
function vitepressSlug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(DROPPED, '')
    .replace(DASHED, '-')
    .replace(/^-|-$/g, '')
    .replace(/^(?=\d)/, '_')
    .toLowerCase()
}

/** As in `index.js` of markdown-it-anchor 10.0.0: the lowest number that is free, ids that are given included. */
function numbered(slugOf: (text: string) => string): Slugger {
  const taken = new Set<string>()
  const lastNumbers = new Map<string, number>()
  return (text, id) => {
    const slug = id ?? slugOf(text)
    let unique = slug
    let number = lastNumbers.get(slug) ?? 0
    while (id === undefined && taken.has(unique)) unique = `${slug}-${++number}`
    lastNumbers.set(slug, number)
    taken.add(unique)
    return unique
  }
}
