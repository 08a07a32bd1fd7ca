import { HtmlRenderer, Parser } from 'commonmark'
import MarkdownIt from 'markdown-it'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'

/*
 * Programs that turn markdown into pages, as sites have them. None of them is what the library itself reads with.
 */

const commonmarkParser = new Parser()
const commonmarkWriter = new HtmlRenderer()
const markdownIt = new MarkdownIt({ html: true })
const gfmSyntax = gfm()
const gfmWriter = gfmHtml()

export const READERS = {
  /** The reference, without tables and footnotes. */
  commonmark: (text) => commonmarkWriter.render(commonmarkParser.parse(text)),
  /** Behind VitePress and Eleventy. */
  markdownIt: (text) => markdownIt.render(text),
  /** Behind Astro, Docusaurus and Next, with GitHub's extensions. */
  github: (text) =>
    micromark(text, {
      allowDangerousHtml: true,
      extensions: [gfmSyntax],
      htmlExtensions: [gfmWriter],
    }),
} satisfies Record<string, (text: string) => string>

/** What each reader makes of a page: `{ commonmark: '<p>…', markdownIt: '<p>…', github: '<p>…' }`. */
export const pagesOf = (text: string): Record<keyof typeof READERS, string> => ({
  commonmark: READERS.commonmark(text),
  markdownIt: READERS.markdownIt(text),
  github: READERS.github(text),
})

/** The same expectation of every reader. */
export const everyReader = <Value>(value: Value): Record<keyof typeof READERS, Value> => ({
  commonmark: value,
  markdownIt: value,
  github: value,
})
