import type { Html, Nodes } from 'mdast'
import { createHtmlState, type HtmlBlock, readHtml } from './html/index.ts'
import { rangeOf } from './inline.ts'
import { isUntranslated } from './inline-element.ts'

/** Follows the blocks of a document and knows which of them their author wants left alone. */
export interface Quiet {
  /** Takes the next block in document order; returns whether it is to be left alone. */
  enter(node: Nodes): boolean
  /** Reads an HTML block, which may open or close a quiet stretch. */
  readHtml(raw: string, node: Html): HtmlBlock
  /** Takes the HTML tags of a paragraph. */
  passInline(tags: string[]): void
}

export function createQuiet(): Quiet {
  const html = createHtmlState()
  let until = -1
  return {
    enter(node) {
      if (node.type === 'root') return false
      const { start, end } = rangeOf(node)
      // It follows its own tags and comments as it is read.
      if (node.type === 'html') return start < until
      const alone = node.type === 'mdxJsxFlowElement' && isUntranslated(node)
      if (html.switches.takeSkip() || alone) until = Math.max(until, end)
      if (node.type === 'mdxFlowExpression') html.switches.read(node.value)
      return start < until || html.untranslated()
    },
    readHtml: (raw, { value, position }) => {
      const { line, offset } = position!.start
      return readHtml(raw, offset!, html, { line, value })
    },
    passInline: html.passInline,
  }
}
