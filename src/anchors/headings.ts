import { createSlugger, type SlugStyle } from './slugs.ts'

/** A heading, as far as its id goes. */
export interface HeadingText {
  /** See `headingText`. */
  text: string
  /** The id that its author gave it, see `explicitId`. */
  id?: string | undefined
}

/**
 * The new id of every heading whose id a translation changes. Ids that stay are not in it.
 *
 * As in a browser the first of several headings with one id counts. A heading is left out when a link to its new id
 * would end elsewhere, and when it has nothing to make an id of. So no two ids get the same new one.
 *
 * @param source all headings of the document, in order
 * @param target the same headings, translated
 * @param ids everything else in the document that a link can lead to, such as `<a id="x">`: never mapped, as little as given ids
 */
export function slugMap(
  source: HeadingText[],
  target: HeadingText[],
  style: SlugStyle,
  ids: Iterable<string> = [],
): Map<string, string> {
  const given = source.flatMap(({ id }) => (id === undefined ? [] : [id]))
  const fixed = ['', ...ids, ...given]
  const known = new Set(fixed)
  const taken = new Set(fixed)
  const map = new Map<string, string>()
  const newIds = slugs(target, style)
  slugs(source, style).forEach((oldId, index) => {
    const newId = newIds[index] ?? ''
    if (!known.has(oldId) && !taken.has(newId) && newId !== oldId) map.set(oldId, newId)
    known.add(oldId)
    taken.add(newId)
  })
  return map
}

function slugs(headings: HeadingText[], style: SlugStyle): string[] {
  const slug = createSlugger(style)
  return headings.map(({ text, id }) => slug(text, id))
}
