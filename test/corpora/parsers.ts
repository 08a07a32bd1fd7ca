import { HtmlRenderer, Parser } from 'commonmark'
import MarkdownIt from 'markdown-it'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { type Skeleton, skeletonOf } from './skeleton.ts'

/**
 * By parsers that the library itself does not use, and by the HTML that micromark writes (the library reads its tree).
 * A parser may read a document differently from GFM; source and translation must be the same page to it all the same.
 * `undefined` for what a parser cannot be asked.
 */
export const PARSERS = {
  commonmark: (text) =>
    TABLE.test(text) ? undefined : skeletonOf(commonmarkHtml(withoutFootnotes(bodyOf(text)))),
  markdownIt: (text) => skeletonOf(plainIt.render(withoutFootnotes(bodyOf(text)))),
  markdownItLinks: (text) => skeletonOf(linkingIt.render(withoutFootnotes(bodyOf(text)))),
  micromark: (text) => skeletonOf(gfmHtmlOf(bodyOf(text))),
} satisfies Record<string, (text: string) => Skeleton | undefined>

const commonmarkParser = new Parser()
const commonmarkRenderer = new HtmlRenderer()
const commonmarkHtml = (text: string) => commonmarkRenderer.render(commonmarkParser.parse(text))

const plainIt = new MarkdownIt({ html: true })
const linkingIt = new MarkdownIt({ html: true, linkify: true })
// It also links `readme.md`, `//name` and every other word with a top level domain, which no translator can know of.
linkingIt.linkify.set({ fuzzyLink: false, fuzzyEmail: false }).add('//', null)

const syntax = gfm()
const html = gfmHtml()
const gfmHtmlOf = (text: string) =>
  micromark(text, { allowDangerousHtml: true, extensions: [syntax], htmlExtensions: [html] })

const FRONT_MATTER =
  /^\uFEFF?(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)(?:[\s\S]*?(?:\r\n|\n|\r))??\1[ \t]*(?:\r\n|\n|\r|$)/

/** Sites take the front matter off before they parse. */
export const bodyOf = (text: string) => text.replace(FRONT_MATTER, '')

/** The row of a table under its head. Without tables a table is one paragraph, and marks in different cells make pairs. */
const TABLE = /^(?=.*\|)[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/m

/** `[^label]:` at the start of a line, in a quote or list as well. */
const FOOTNOTE = /^[ \t>*+-]*\[\^([^\]\s]+)\]:/gm

/** Without footnotes `[^1]: Word` is a link definition and its only word an address, so the marks are made unknown. */
export function withoutFootnotes(text: string): string {
  let body = text
  const labels = new Set(Array.from(body.matchAll(FOOTNOTE), ([, label]) => label!))
  for (const label of labels) body = body.replaceAll(`[^${label}]`, `(^${label})`)
  return body
}
