import { Parser } from 'commonmark'
import MarkdownIt from 'markdown-it'
import type { Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { mdxFromMarkdown } from 'mdast-util-mdx'
import { gfm } from 'micromark-extension-gfm'
import { mdxjs } from 'micromark-extension-mdxjs'

/** CommonMark and GFM, and MDX if asked for, with nothing of our own. */
export function parseGfm(markdown: string, { mdx = false } = {}): Root {
  // Its transforms turn even escaped addresses into links: https://github.com/remarkjs/remark-gfm/issues/33
  const tree = gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] }))
  return fromMarkdown(markdown, {
    extensions: mdx ? [gfm(), mdxjs()] : [gfm()],
    mdastExtensions: mdx ? [tree, mdxFromMarkdown()] : [tree],
  })
}

/** What a parser sees in a paragraph: its plain text, and the text of every pair of emphasis, in order of their ends. */
export interface Seen {
  text: string
  pairs: [type: string, text: string][]
}

type Mark = { type: 'strong' | 'emphasis' | 'delete'; at: 'start' | 'end' } | string

function seenIn(marks: Iterable<Mark>): Seen {
  const seen: Seen = { text: '', pairs: [] }
  const starts: number[] = []
  for (const mark of marks) {
    if (typeof mark === 'string') seen.text += mark
    else if (mark.at === 'start') starts.push(seen.text.length)
    else seen.pairs.push([mark.type, seen.text.slice(starts.pop())])
  }
  return seen
}

export const parsers: Record<string, (markdown: string) => Seen> = {
  micromark: (markdown) => seenIn(micromarkMarks(parseGfm(markdown))),
  commonmark: (markdown) => seenIn(commonmarkMarks(markdown)),
  'markdown-it': (markdown) => seenIn(markdownItMarks(markdown)),
}

interface Node {
  type: string
  value?: string
  children?: Node[]
}

function* micromarkMarks({ type, value, children = [] }: Node): Generator<Mark> {
  const mark = type === 'strong' || type === 'emphasis' || type === 'delete' ? type : undefined
  if (mark) yield { type: mark, at: 'start' }
  if (value !== undefined && type !== 'html') yield value
  for (const child of children) yield* micromarkMarks(child)
  if (mark) yield { type: mark, at: 'end' }
}

function* commonmarkMarks(markdown: string): Generator<Mark> {
  const walker = new Parser().parse(markdown).walker()
  for (let event = walker.next(); event; event = walker.next()) {
    const { type, literal } = event.node
    const at = event.entering ? 'start' : 'end'
    if (type === 'strong') yield { type, at }
    else if (type === 'emph') yield { type: 'emphasis', at }
    else if (type === 'text' || type === 'code') yield literal ?? ''
  }
}

const markdownIt = new MarkdownIt({ html: true })

function* markdownItMarks(markdown: string): Generator<Mark> {
  for (const token of markdownIt.parseInline(markdown, {})[0]?.children ?? []) {
    const [, name, at] = /^(strong|em|s)_(open|close)$/.exec(token.type) ?? []
    if (name) {
      const type = ({ strong: 'strong', em: 'emphasis', s: 'delete' } as const)[name as 's']
      yield { type, at: at === 'open' ? 'start' : 'end' }
    } else if (token.type !== 'html_inline') yield token.content
  }
}
