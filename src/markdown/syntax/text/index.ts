import type { Extension as FromMarkdownExtension } from 'mdast-util-from-markdown'
import type { Construct, Extension } from 'micromark-util-types'
import type { Syntax } from '../../syntax.ts'
import { findAttributes, findEmptySpan } from './attributes.ts'
import { findComment } from './comment.ts'
import { textConstruct } from './construct.ts'
import { findDirective } from './directive.ts'
import { findEmoji, MAY_HOLD_EMOJI } from './emoji.ts'
import { findMath } from './math.ts'
import { spanEnd } from './span.ts'
import { findTemplatedAddress, findTemplatedTag } from './template-hosts.ts'
import { templatedLinkEnd } from './templated-link.ts'
import { findTemplate, MAY_HOLD_TEMPLATES, templatesOf } from './templates.ts'
import { textToTree } from './to-tree.ts'
import { findWikilink } from './wikilink.ts'

/**
 * The inline constructs that a document needs: none for those whose marks it does not hold, so that they cost nothing.
 * Earlier ones win over later ones, and all of them over those of CommonMark and GFM that start at the same place.
 *
 * @param text the document, exactly as it is given to the parser: the constructs look at it by offset
 * @param syntax what is switched on or off, with `mdx` and `components` settled
 */
export function textConstructs(
  text: string,
  syntax: Syntax,
): { micromark: Extension[]; mdast: FromMarkdownExtension[] } {
  const byMark: Record<number, Construct[]> = {}
  const add = (marks: string, construct: Construct) => {
    for (const mark of marks) {
      const code = mark.charCodeAt(0)
      byMark[code] = [...(byMark[code] ?? []), construct]
    }
  }
  // In MDX a brace is an expression.
  if (syntax.templates !== false && !syntax.mdx && MAY_HOLD_TEMPLATES.test(text)) {
    const templates = templatesOf(text)
    add('{<', textConstruct('template', findTemplate(templates)))
    add('<', textConstruct('templatedTag', findTemplatedTag(text, templates)))
    add('hHwW', textConstruct('templatedAddress', findTemplatedAddress(text, templates)))
    add(']', templatedLinkEnd(text, templates))
  }
  if (syntax.comments !== false && text.includes('%%')) {
    add('%', textConstruct('comment', findComment(text)))
  }
  if (syntax.math !== false && text.includes('$')) {
    add('$', textConstruct('math', findMath(text, syntax.math === true)))
  }
  if (syntax.emoji !== false && MAY_HOLD_EMOJI.test(text)) {
    add(':', textConstruct('emoji', findEmoji(text)))
  }
  if ((syntax.directives !== false || syntax.components) && /:[a-z]/i.test(text)) {
    add(':', textConstruct('textDirective', findDirective(text, syntax.components === true)))
  }
  if (syntax.wikilinks !== false && text.includes('[[')) {
    add('![', textConstruct('wikilink', findWikilink(text)))
  }
  if (syntax.attributes !== false && !syntax.mdx && text.includes('{')) {
    add('{', textConstruct('attributes', findAttributes(text)))
    if (text.includes(']{')) {
      add('[', textConstruct('emptySpan', findEmptySpan(text)))
      add(']', spanEnd(text))
    }
  }
  if (Object.keys(byMark).length === 0) return { micromark: [], mdast: [] }
  return { micromark: [{ text: byMark }], mdast: [textToTree(text)] }
}
