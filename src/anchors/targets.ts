import { posix } from 'node:path'

/** The document that a link leads to. */
export interface DocumentLink {
  /** Relative to the project root, with `/`. */
  path: string
  /** As it is written, without `#`; empty when there is none. */
  fragment: string
}

/** A scheme, a host or a path from the root of the site. */
const NOT_RELATIVE = /^(?:[a-z][a-z\d+.-]*:|[\\/])/i
/** PATH_MAX of Linux; `posix.join` is not linear in the number of `../`. */
const LONGEST_PATH = 4096
const MARKDOWN_FILE = /[^/]\.(?:md|mdx|markdown)$/i

/**
 * The document that a link names by a relative path (`./other.md#x`, `../b.mdx`), or undefined.
 *
 * Only such links mean the same to GitHub, VitePress, Docusaurus and editors. What they disagree about is no link to a
 * document: `other#x` is an address of the site, and `/docs/x.md` starts from the repository for GitHub, from `srcDir`
 * for VitePress, from the content folder or the site for Docusaurus.
 *
 * @param url references and backslashes decoded
 * @param from path of the document the link stands in, relative to the project root, with `/`
 * @returns undefined, too, for a link within the page, and for a path that leaves the project
 */
export function documentLink(url: string, from: string | undefined): DocumentLink | undefined {
  if (from === undefined || NOT_RELATIVE.test(url)) return undefined
  const hash = url.indexOf('#')
  const fragment = hash < 0 ? '' : url.slice(hash + 1)
  const file = decoded(/^[^?#]*/.exec(url)![0])
  if (file === undefined || file.length > LONGEST_PATH || /[\\\0]/.test(file)) return undefined
  if (!MARKDOWN_FILE.test(file)) return undefined
  const path = posix.join(posix.dirname(from), file)
  return path.startsWith('../') || path.startsWith('/') ? undefined : { path, fragment }
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
