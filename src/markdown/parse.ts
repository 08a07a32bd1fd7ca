import type { Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { mdxFromMarkdown } from 'mdast-util-mdx'
import { frontmatter } from 'micromark-extension-frontmatter'
import { gfm } from 'micromark-extension-gfm'
import { mdxjs } from 'micromark-extension-mdxjs'
import { places } from './places.ts'
import { syntaxExtensions } from './syntax/index.ts'
import type { Syntax } from './syntax.ts'
import { unparsable } from './unparsable.ts'

const FENCES: ('yaml' | 'toml')[] = ['yaml', 'toml']
const BASE = [gfm(), frontmatter(FENCES)]
const BASE_TREE = [
  // Its transforms turn even escaped addresses into links: https://github.com/remarkjs/remark-gfm/issues/33
  gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] })),
  frontmatterFromMarkdown(FENCES),
  places,
]
const MDX = [mdxjs()]
const MDX_TREE = [mdxFromMarkdown()]

/**
 * Parses CommonMark with GFM, YAML or TOML front matter, and the dialects that the document uses.
 *
 * @param text the document without byte order mark (`offset`s in the tree index this string)
 * @param syntax what is switched on or off; `mdx` says whether the document is MDX
 * @throws RangeError for a document that would hang the parser or overflow its stack
 * @throws VFileMessage with the place, for what is not MDX
 */
export function parse(text: string, syntax: Syntax = {}): Root {
  const reason = unparsable(text)
  if (reason) throw new RangeError(reason)
  const own = syntaxExtensions(text, syntax)
  return fromMarkdown(text, {
    extensions: [...BASE, ...own.micromark, ...(syntax.mdx ? MDX : [])],
    mdastExtensions: [...BASE_TREE, ...own.mdast, ...(syntax.mdx ? MDX_TREE : [])],
  })
}
