import { compile } from '@mdx-js/mdx'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { bodyOf } from './parsers.ts'
import { CODE, createWords, type Skeleton, WORDS } from './skeleton.ts'

/** Of the page that `@mdx-js/mdx` compiles, with JSX, expressions and imports; `undefined` if it does not compile. */
export async function mdxSkeleton(text: string): Promise<Skeleton | undefined> {
  const result: Skeleton = []
  const rehypePlugins = [() => (tree: unknown) => skeletonOfTree(tree as Node, result)]
  try {
    await compile(bodyOf(text), { remarkPlugins: [readGfm], rehypePlugins })
    return result
  } catch {
    return undefined
  }
}

function readGfm(this: { data(): unknown }): void {
  const extensions = this.data() as Record<string, unknown[] | undefined>
  const { micromarkExtensions = [], fromMarkdownExtensions = [] } = extensions
  extensions.micromarkExtensions = [...micromarkExtensions, gfm()]
  // Its transforms link even escaped addresses: https://github.com/remarkjs/remark-gfm/issues/33
  const fromGfm = gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] }))
  extensions.fromMarkdownExtensions = [...fromMarkdownExtensions, fromGfm]
}

/** Of elements, JSX, expressions and text, as in a tree of `hast`. */
interface Node {
  type: string
  value?: string
  tagName?: string
  name?: string | null
  properties?: Record<string, unknown>
  attributes?: { name?: string; value?: unknown }[]
  children?: Node[]
}

function skeletonOfTree(root: Node, result: Skeleton): void {
  const words = createWords(result)
  const visit = (node: Node, code: boolean) => {
    const { type, value, children = [] } = node
    const name = node.tagName ?? (node.attributes ? (node.name ?? 'fragment') : undefined)
    if (type === 'text' && !code) {
      if (/\S/.test(value ?? '')) words.found()
    } else if (value !== undefined) result.push(`${type} ${value}`)
    if (name !== undefined) {
      result.push(`<${[name, ...attributesOf(node)].join(' ')}>`)
      words.open(name)
    }
    for (const child of children) visit(child, code || CODE.test(name ?? ''))
    if (name === undefined) return
    words.close(name)
    result.push(`</${name}>`)
  }
  visit(root, false)
}

function attributesOf({ properties = {}, attributes = [] }: Node): string[] {
  const jsx = attributes.map(({ name = '...', value }): [string, unknown] => [
    name,
    typeof value === 'object' && value !== null && 'value' in value ? value.value : value,
  ])
  return [...Object.entries(properties), ...jsx].map(([name, value]) =>
    WORDS.has(name) ? name : `${name}=${String(value)}`,
  )
}
