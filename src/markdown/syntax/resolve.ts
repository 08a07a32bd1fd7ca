import type { Syntax } from '../syntax.ts'

/** A line that opens an MDC component. Three colons are a directive to most sites. */
const COMPONENT = /^[ \t>]*::[A-Za-z]/m

/**
 * Settles what depends on the document: MDX by the name of the file, MDC by a line that only it has.
 *
 * @param path may be missing; then a document is MDX only where `syntax` says so
 */
export function resolveSyntax(syntax: Syntax, text: string, path?: string): Syntax {
  const { mdx = isMdx(path), components = text.includes('::') && COMPONENT.test(text) } = syntax
  return { ...syntax, mdx, components }
}

/** Whether a file is MDX by its name. */
export const isMdx = (path = '') => /\.mdx$/i.test(path)
