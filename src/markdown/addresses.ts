import { rewriteFragment } from '../anchors/fragment.ts'
import type { SlugStyle } from '../anchors/slugs.ts'
import { documentLink } from '../anchors/targets.ts'
import type { Edit } from './splice.ts'
import type { Address } from './tag-attributes.ts'

/** What happens to the addresses of links in a translation. */
export interface LinkRules {
  /** Of the document, relative to the root. */
  path?: string
  /**
   * `rewrite` leads links to the new slugs of translated headings; `pin` and `pin-html` keep the old ones as ids in the
   * headings; `off` does nothing.
   */
  anchors: 'rewrite' | 'pin' | 'pin-html' | 'off'
  slugs: SlugStyle
  /** New slugs by old ones of other documents, by their path relative to the root. */
  linked: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Leads a link of the site to the reader's language. */
  localize?(url: string): string
}

/**
 * New addresses for the links of a document.
 *
 * @param slugs new slugs by old ones, of the document's own headings
 * @returns by the start of the old address; those that stay are left out
 */
export function newAddresses(
  addresses: Address[],
  slugs: ReadonlyMap<string, string>,
  rules: LinkRules,
): Map<number, string> {
  const result = new Map<number, string>()
  for (const { start, value } of addresses) {
    const moved = rules.localize?.(value) ?? value
    const followed = rules.anchors === 'rewrite' ? slugsFor(value, slugs, rules) : undefined
    const localized = encoded(followed ? rewriteFragment(moved, followed) : moved, value)
    if (localized !== value) result.set(start, localized)
  }
  return result
}

/** Characters that could end an address, start markup or be read as a template. The source may have used them safely. */
function encoded(url: string, source: string): string {
  if (url === source) return url
  return url.replace(/[\s<>()\\`|"'{}]/g, (character) =>
    source.includes(character) ? character : percentEncoded(character),
  )
}

const percentEncoded = (character: string) =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`

/** The new slugs in the document that an address leads to. */
function slugsFor(
  url: string,
  slugs: ReadonlyMap<string, string>,
  { path, linked }: LinkRules,
): ReadonlyMap<string, string> | undefined {
  if (url.startsWith('#')) return slugs
  const link = documentLink(url, path)
  return link && (link.path === path ? slugs : linked.get(link.path))
}

/** The bytes of a new address. */
export function addressEdit({ start, end, quoting }: Address, value: string): Edit {
  const text = value.replace(quoting === 'html' ? /&/g : /&(?=#?\w+;)/g, '&amp;')
  return { start, end, text }
}
