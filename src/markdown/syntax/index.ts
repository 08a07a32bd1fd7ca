import type { Extension as FromMarkdownExtension } from 'mdast-util-from-markdown'
import type { Extension } from 'micromark-util-types'
import type { Syntax } from '../syntax.ts'
import { flowConstructs } from './flow/index.ts'
import { textConstructs } from './text/index.ts'

/** Extensions for the parser and for the tree. */
export interface SyntaxExtensions {
  micromark: Extension[]
  mdast: FromMarkdownExtension[]
}

/**
 * The extensions that a document needs: none for constructs whose marks it does not hold, so that they cost nothing.
 *
 * @param syntax what is switched on or off, as `resolveSyntax` settles it
 */
export function syntaxExtensions(text: string, syntax: Syntax): SyntaxExtensions {
  const flow = flowConstructs(text, syntax)
  const inline = textConstructs(text, syntax)
  return {
    micromark: [...flow.micromark, ...inline.micromark],
    mdast: [...flow.mdast, ...inline.mdast],
  }
}
