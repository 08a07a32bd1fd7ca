import { Parser } from 'htmlparser2'
import type { Inline, Markup } from '../markdown/inline.ts'
import type { SlugStyle } from './slugs.ts'

/**
 * What frameworks make the id of a heading from: its words, those of links and inline code included, without markup.
 *
 * Measured with rehype-slug 6, @astrojs/markdown-remark 7, @nuxtjs/mdc 0.23 and VitePress 1.6. None of them counts
 * alternatives of images (Docusaurus does), tags or attributes. All keep emoji; `github` and `nuxt` slugs drop them later.
 * `:rocket:` is `rocket` for GitHub, Astro and Docusaurus, an emoji for Nuxt, nothing for VitePress.
 * Math, templates (not for Nuxt) and MDX expressions count as they are written. Marks of footnotes do not count, though
 * most sites number them; nor does VitePress get its way with `&amp;`, which is `amp` there.
 *
 * @param inlines the content of the heading
 * @param source the document they index
 */
export function headingText(
  inlines: Inline[],
  source: string,
  style: SlugStyle = 'github',
): string {
  let text = ''
  for (const inline of inlines) {
    if (inline.type === 'text') text += inline.value
    // The line end of a hard break is text, `<br>` is none.
    else if (inline.type === 'break') text += inline.markup.identity === '' ? '\n' : ''
    else if (inline.type === 'atom') text += atomText(inline.markup, source, style)
  }
  return isAttributes(inlines.at(-1)) ? text.trimEnd() : text
}

const isAttributes = (inline: Inline | undefined) =>
  inline?.type === 'atom' && inline.markup.type === 'attributes'

function atomText(markup: Markup, source: string, style: SlugStyle): string {
  const { type, open, value = '', bytes = source.slice(open.start, open.end) } = markup
  switch (type) {
    case 'emoji':
      return emojiText(bytes, style)
    case 'link':
      // Shown as written: `www.example.org` without the scheme of its address.
      return bytes.includes(value) ? value : bytes.replace(/^<|>$/g, '')
    case 'html':
    case 'element':
    case 'verbatim':
      return htmlText(value)
    case 'template':
      return style === 'nuxt' ? '' : value
    case 'wikilink':
      return value.startsWith('!') ? '' : value
    default:
      return value
  }
}

/** The bytes may be `[🚀](url)`, too: a link with nothing else inside. */
function emojiText(bytes: string, style: SlugStyle): string {
  const emoji = /\p{RGI_Emoji}+/v.exec(bytes)
  if (emoji) return emoji[0]
  return style === 'github' ? (/:[\w+-]+:/.exec(bytes)?.[0] ?? '') : ''
}

/** The words of a piece of HTML: without tags and comments, references decoded. */
function htmlText(html: string): string {
  let text = ''
  const parser = new Parser({
    ontext(value) {
      text += value
    },
  })
  parser.end(html)
  return text
}
