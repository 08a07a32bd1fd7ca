import type { CompileContext, Extension, Token } from 'mdast-util-from-markdown'
import type { Verbatim, Wrapped } from '../../syntax.ts'

/**
 * Makes nodes of what the constructs of this folder found.
 *
 * @param text the document
 */
export function textToTree(text: string): Extension {
  const bytes = ({ start, end }: Token) => text.slice(start.offset, end.offset)

  function enterVerbatim(this: CompileContext, token: Token): void {
    const kind = token.textKind as Verbatim['kind']
    this.enter({ type: 'verbatim', kind, value: bytes(token) }, token)
  }
  function enterWrapped(this: CompileContext, token: Token): void {
    this.enter({ type: 'wrapped', kind: token.textKind as Wrapped['kind'], children: [] }, token)
  }
  function enterDestination(this: CompileContext, token: Token): void {
    const node = this.stack.at(-1)!
    if (node.type === 'link' || node.type === 'image') node.url = bytes(token)
  }
  function exit(this: CompileContext, token: Token): void {
    this.exit(token)
  }
  return {
    canContainEols: ['wrapped'],
    enter: {
      verbatimText: enterVerbatim,
      wrappedText: enterWrapped,
      templatedDestination: enterDestination,
    },
    exit: { verbatimText: exit, wrappedText: exit },
  }
}
