import type { Extension as FromMarkdownExtension } from 'mdast-util-from-markdown'
import type { Extension } from 'micromark-util-types'
import type { Syntax } from '../syntax.ts'

/** Extensions for the parser and for the tree. */
export interface SyntaxExtensions {
  micromark: Extension[]
  mdast: FromMarkdownExtension[]
}

/**
 * The extensions that a document needs: none for constructs whose marks it does not hold, so that they cost nothing.
 *
 * @param syntax what is switched on or off; `mdx` must be resolved here (the file name is not known)
 */
export function syntaxExtensions(_text: string, _syntax: Syntax): SyntaxExtensions {
  return { micromark: [], mdast: [] }
}
