import picomatch from 'picomatch'
import { PolyglotError } from '../errors.ts'

/**
 * Front matter keys that hold text for readers, as the usual site generators name them
 * (Astro, Starlight, Nuxt Content, VitePress, Docusaurus, Hugo, Jekyll).
 * Not in it, on purpose: names, slugs, dates, tags, authors, paths, and values that may hold HTML.
 */
export const DEFAULT_FRONTMATTER: string[] = [
  'title',
  'subtitle',
  'tagline',
  'heading',
  'description',
  'summary',
  'excerpt',
  'label',
  'alt',
  'caption',
  'linkTitle',
  'sidebarTitle',
  'sidebar_label',
  'pagination_label',
  'sidebar.label',
  'navigation.title',
  'navigation.description',
  'seo.title',
  'seo.description',
  'hero.title',
  'hero.text',
  'hero.tagline',
  'hero.actions.*.text',
  'features.*.title',
  'features.*.details',
  '*.alt',
  '*.caption',
  'hero.image.alt',
]

/**
 * Which front matter values are translated: those whose dotted path (`hero.actions.0.text`) matches
 * DEFAULT_FRONTMATTER or one of the patterns. `*` stands for one key or index, `**` for any number of them;
 * a leading `!` takes matches out. The last pattern that matches decides.
 *
 * @throws PolyglotError BAD_OPTION for an empty pattern.
 */
export function frontmatterKeys(patterns: string[]): (path: string) => boolean {
  const rules = [...DEFAULT_FRONTMATTER, ...patterns].map((pattern) => {
    const wanted = !pattern.startsWith('!')
    const dotted = wanted ? pattern : pattern.slice(1)
    if (dotted.trim() === '') {
      throw new PolyglotError(
        'BAD_OPTION',
        `frontmatter: ${JSON.stringify(pattern)} names no key. Give a dotted path such as "seo.title", "hero.**" or "!title".`,
      )
    }
    return { wanted, matches: picomatch(asPath(dotted), { dot: true }) }
  })
  return (path) => rules.findLast(({ matches }) => matches(asPath(path)))?.wanted ?? false
}

/** picomatch knows levels as folders. */
function asPath(dotted: string): string {
  return dotted.replaceAll('.', '/')
}
