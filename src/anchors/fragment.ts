/**
 * The address with its fragment led to the new id of the heading; unchanged when the map does not have it.
 * Percent-encoded or not is the same, case matters. A text directive (`#id:~:text=…`) stays as it is.
 *
 * @param url any address, references and backslashes decoded
 * @param map old ids to new ids, see `slugMap`
 * @returns with a fragment that can be put into markdown and HTML alike
 */
export function rewriteFragment(url: string, map: ReadonlyMap<string, string>): string {
  const start = url.indexOf('#') + 1
  if (start === 0) return url
  const directive = url.indexOf(':~:', start)
  const end = directive < 0 ? url.length : directive
  const id = decoded(url.slice(start, end))
  // VitePress decomposes ids, and those in links by itself: authors write them composed.
  const newId = map.get(id) ?? map.get(id.normalize('NFKD'))
  return newId === undefined ? url : url.slice(0, start) + encoded(newId) + url.slice(end)
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

/** All ASCII but what RFC 3986 (2.3) calls unreserved, white space and controls. Letters of any script stay legible. */
const UNSAFE = /[[\p{ASCII}\p{Cc}\s]--[\w.~\-]]/gv

function encoded(id: string): string {
  return id.replace(UNSAFE, (character) =>
    [...Buffer.from(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  )
}
