import MarkdownIt from 'markdown-it'
// @ts-expect-error It has no types.
import container from 'markdown-it-container'
import { directiveFromMarkdown } from 'mdast-util-directive'
import { fromMarkdown, type Options } from 'mdast-util-from-markdown'
import { mathFromMarkdown } from 'mdast-util-math'
import { directive } from 'micromark-extension-directive'
import { math } from 'micromark-extension-math'
import remarkMdc from 'remark-mdc'
import { bodyOf, withoutFootnotes } from './parsers.ts'
import { inAnyOrder, type Skeleton, skeletonOf, WORDS } from './skeleton.ts'

/** What programs beside the markdown parser find in a document; no translation may take anything away or add to it. */
export const PROGRAMS = {
  /** Vue, Liquid, Hugo: before there is any markdown. */
  templates: (text) => text.match(TEMPLATE) ?? [],
  /** Pandoc, kramdown, VitePress: lists of attributes. */
  attributes: (text) => bodyForParsers(text).match(/(?<!\\)\{[:#.][ \w][^{}\n]*\}/g) ?? [],
  /** Obsidian: pages and embeds. */
  wikilinks: (text) =>
    bodyOf(text)
      // A bar in a row of a table ends its cell.
      .replace(/^[ \t>]*\|.*$/gm, '')
      .match(/!?\[\[[^[\]|\n]+(?:\|[^[\]\n]*)?\]\](?![[(])/g)
      ?.map((link) => link.replace(/\|.*/, '')) ?? [],
  /** VitePress. */
  containers: (text) =>
    inAnyOrder(
      skeletonOf(
        vitePress.render(
          withoutFootnotes(
            bodyOf(text).replace(TEMPLATE_LINE, '\n(x)\n').replace(WORD_VALUE, '$1""'),
          ),
        ),
      ),
    ),
  /** remark-directive. Without label and attributes `:name` is a word with a colon in front. */
  directives: (text) =>
    nodesOf(bodyOf(text), DIRECTIVES).filter((line) => !/^textDirective \S+ \{\}$/.test(line)),
  /** remark-math. To it two prices are a formula, so only what looks like one is compared by its text. */
  math: (text) =>
    nodesOf(bodyOf(text), MATH).map((line) => (/[\\^_=*]/.test(line) ? line : 'price')),
} satisfies Record<string, (text: string) => Skeleton>

/** What remark-mdc finds: for documents of Nuxt Content. To it a word in brackets is a span, which changes nothing. */
export const COMPONENTS = {
  components: (text) =>
    nodesOf(bodyOf(text), MDC).filter((line) => line !== 'textComponent span {}'),
  templates: PROGRAMS.templates,
} satisfies Record<string, (text: string) => Skeleton>

const TEMPLATE = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g
/** A line of tags alone is a block of its own. */
const TEMPLATE_LINE = /^[ \t>]*(?:(?:\{\{[^\n}]*\}\}|\{%[^\n}]*%\})[ \t]*)+$/gm
/** The props of an MDC component. */
const PROPS = /^([ \t>]*:{2,}\w.*\n)[ \t>]*---\n[\s\S]*?\n[ \t>]*---$/gm
const WORD_VALUE = /\b((?:title|label|alt|caption)=)(?:"[^"]*"|'[^']*')/g

/**
 * What is left of a document with dialects when a parser without dialects gets to see it: templates have been filled in, the
 * lines of containers stand alone, and words in attributes are not read as markdown.
 */
export function bodyForParsers(text: string): string {
  return bodyOf(text)
    .replace(PROPS, '$1')
    .replace(TEMPLATE_LINE, '\n(x)\n')
    .replace(TEMPLATE, '(x)')
    .replace(WORD_VALUE, '$1""')
    .replace(/^[ \t>]*(?::{2,}|#\w).*$/gm, '\n$&\n')
}

const NAMES = ['tip', 'warning', 'note', 'danger', 'info', 'details']
const vitePress = NAMES.reduce(
  (parser, name) => parser.use(container, name),
  new MarkdownIt({ html: true }),
)

const DIRECTIVES: Options = {
  extensions: [directive()],
  mdastExtensions: [directiveFromMarkdown()],
}
const MATH: Options = { extensions: [math()], mdastExtensions: [mathFromMarkdown()] }
const MDC = mdcOptions()

/** The plugin hands its extensions to the `data` of a processor. */
function mdcOptions(): Options {
  const data: Record<string, unknown> = {}
  ;(remarkMdc as (this: unknown, options: object) => void).call({ data: () => data }, {})
  return {
    extensions: data.micromarkExtensions as Options['extensions'],
    mdastExtensions: data.fromMarkdownExtensions as Options['mdastExtensions'],
  }
}

interface Node {
  type: string
  name?: string
  value?: string
  attributes?: Record<string, unknown>
  children?: Node[]
}

const FOUND = /^(?:math|inlineMath|binding|\w+(?:Directive|Component|Section))$/

/** The nodes of a dialect in a tree, with their names and attributes, words left out. */
function nodesOf(text: string, options: Options): string[] {
  const result: string[] = []
  const visit = ({ type, name, value, attributes, children }: Node) => {
    if (FOUND.test(type)) {
      const kept = Object.entries(attributes ?? {}).filter(([key]) => !WORDS.has(key))
      result.push([type, name ?? value, JSON.stringify(Object.fromEntries(kept))].join(' '))
    }
    children?.forEach(visit)
  }
  visit(fromMarkdown(text, options) as Node)
  return result
}
