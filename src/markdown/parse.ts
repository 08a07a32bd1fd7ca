import type { Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { frontmatter } from 'micromark-extension-frontmatter'
import { gfm } from 'micromark-extension-gfm'
import { unparsable } from './unparsable.ts'

const FENCES: ('yaml' | 'toml')[] = ['yaml', 'toml']
const extensions = [gfm(), frontmatter(FENCES)]
const mdastExtensions = [
  // Its transforms turn even escaped addresses into links: https://github.com/remarkjs/remark-gfm/issues/33
  gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] })),
  frontmatterFromMarkdown(FENCES),
]

/**
 * Parses CommonMark with GFM and YAML or TOML front matter.
 *
 * @param text the document without byte order mark (`offset`s in the tree index this string)
 * @throws RangeError for a document that would hang the parser or overflow its stack
 */
export function parse(text: string): Root {
  const reason = unparsable(text)
  if (reason) throw new RangeError(reason)
  return fromMarkdown(text, { extensions, mdastExtensions })
}
