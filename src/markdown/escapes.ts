import { gfmToMarkdown } from 'mdast-util-gfm'
import { mdxToMarkdown } from 'mdast-util-mdx'
import { type ConstructName, type State, toMarkdown, type Unsafe } from 'mdast-util-to-markdown'
import { handlers } from './handlers.ts'
import type { Place } from './place.ts'
import type { Syntax } from './syntax.ts'

declare module 'mdast-util-to-markdown' {
  interface ConstructNameMap {
    /** `Title` of `:::note[Title]`. Unlike the label of a link it may hold links. */
    markerLabel: 'markerLabel'
    /** `Title` of `:::tip Title`. */
    markerLine: 'markerLine'
    /** A line that starts in the first column. */
    firstColumn: 'firstColumn'
  }
}

const inAddress: Pick<Unsafe, 'inConstruct' | 'notInConstruct'> = {
  inConstruct: 'phrasing',
  notInConstruct: ['autolink', 'link', 'image', 'label'],
}

/** Patterns of the library that escape more than CommonMark and GFM ask for; those below take their place. */
const TOO_WIDE: Partial<Unsafe>[] = [
  { character: '&' },
  { character: '#' },
  { character: '=', atBreak: true },
  { character: '@' },
  { character: '.', before: '[Ww]' },
  { character: ':', before: '[ps]' },
]

/** `AT&T`, `C#`, `#1` and `= 5` need no backslash: a reference ends in `;`, marks of headings have a space beside them. */
const OWN: Unsafe[] = [
  { character: '&', after: '#?\\w+;', inConstruct: 'phrasing' },
  { character: '#', atBreak: true, after: '#{0,5}(?:\\s|$)' },
  { character: '#', before: '\\s', after: '#*(?:[\\r\\n]|$)', inConstruct: 'headingAtx' },
  { character: '=', atBreak: true, after: '=*[\\r\\n]' },
  // https://github.github.com/gfm/#autolinks-extension-
  { character: '@', before: '[+\\-.\\w]', after: '[\\-.\\w]*\\.[\\-\\w]', ...inAddress },
  { character: '.', before: '[Ww]{3}', after: '\\S', ...inAddress },
  { character: ':', before: '[Hh][Tt][Tt][Pp][Ss]?', after: '\\/\\/', ...inAddress },
  { character: ']', inConstruct: 'markerLabel' },
  { character: '{', inConstruct: 'markerLine' },
]

/** ESM: https://mdxjs.com/docs/what-is-mdx/#esm */
const MDX: Unsafe[] = [
  { character: 'i', atBreak: true, after: 'mport ', inConstruct: 'firstColumn' },
  { character: 'e', atBreak: true, after: 'xport ', inConstruct: 'firstColumn' },
]

/** The constructs that content of a place stands in. */
export function constructsOf({ kind, before }: Place): ConstructName[] {
  const own: Record<Place['kind'], ConstructName> = {
    paragraph: 'paragraph',
    heading: before === 'bytes' ? 'headingAtx' : 'headingSetext',
    tableCell: 'tableCell',
    label: 'markerLabel',
    line: 'markerLine',
  }
  const result: ConstructName[] = [own[kind], 'phrasing']
  return before === 'nothing' ? [...result, 'firstColumn'] : result
}

const USED = new Set<string>([
  'phrasing',
  'label',
  'headingAtx',
  'tableCell',
  'markerLabel',
  'markerLine',
  'firstColumn',
])

/**
 * The state of `mdast-util-to-markdown` for a dialect, to write any number of contents with: what `toMarkdown` makes
 * anew for each call takes longer than writing a sentence.
 *
 * @param unsafe patterns of constructs beyond CommonMark, GFM and MDX
 */
export function stateFor({ mdx }: Syntax, unsafe: Unsafe[]): State {
  let state: State | undefined
  const capture = (_: unknown, __: unknown, own: State) => {
    state = own
    return ''
  }
  toMarkdown({ type: 'capture' } as never, {
    extensions: [gfmToMarkdown(), ...(mdx ? [mdxToMarkdown()] : [])],
    handlers: { ...handlers, capture } as typeof handlers,
  })
  const own = [...OWN, ...(mdx ? MDX : []), ...unsafe]
  return Object.assign(state!, { unsafe: [...state!.unsafe.filter(isKept), ...own] })
}

function isKept(pattern: Unsafe): boolean {
  const constructs = [pattern.inConstruct ?? []].flat()
  if (constructs.length > 0 && !constructs.some((name) => USED.has(name))) return false
  return !TOO_WIDE.some((wide) =>
    Object.entries(wide).every(([key, value]) => pattern[key as keyof Unsafe] === value),
  )
}
