import picomatch from 'picomatch'

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
 */
export function frontmatterKeys(patterns: string[]): (path: string) => boolean {
  const rules = [...DEFAULT_FRONTMATTER, ...patterns].map((pattern) => {
    const wanted = !pattern.startsWith('!')
    const matches = picomatch(asPath(wanted ? pattern : pattern.slice(1)), { dot: true })
    return { wanted, matches }
  })
  return (path) => rules.findLast(({ matches }) => matches(asPath(path)))?.wanted ?? false
}

/** picomatch knows levels as folders. */
function asPath(dotted: string): string {
  return dotted.replaceAll('.', '/')
}
