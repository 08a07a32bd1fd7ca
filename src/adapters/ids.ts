/** `.md?lang=…`, `.mdx?lang=…`, in any order of parameters; never a sub-request of a component file (`?vue&type=style&lang=css`). */
export const MARKDOWN_IN_LANGUAGE =
  /\.(?:md|mdx|markdown)\?(?!(?:[^#]*&)?(?:vue|type)(?:[=&]|$))(?:[^#]*&)?lang=[^&#]+/

/** The files that can be asked for in a language. */
export const MARKDOWN_FILE = /\.(?:md|mdx|markdown)$/

/** What an import asks for: `./post.md?lang=spa`, `&raw` or `&url`. */
export type Shape = 'module' | 'raw' | 'url'

/** An id that matches `MARKDOWN_IN_LANGUAGE`, read. */
export interface Asked {
  /** What stands before the query. */
  path: string
  /** As it was written. */
  lang: string
  /** `raw` wins where both are asked for. */
  shape: Shape
}

/** A name in front of a path, for bundlers that would look for a file with a query in its name. */
export const SCHEME = 'polyglot:'

export function readId(id: string): Asked {
  const mark = id.indexOf('?')
  const query = new URLSearchParams(id.slice(mark + 1).replace(/#.*/, ''))
  const shape = query.has('raw') ? 'raw' : query.has('url') ? 'url' : 'module'
  const path = id.slice(id.startsWith(SCHEME) ? SCHEME.length : 0, mark)
  return { path, lang: query.get('lang')!, shape }
}
