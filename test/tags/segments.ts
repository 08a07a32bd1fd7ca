import fc from 'fast-check'
import type { Segment, Tag, Token } from '../../src/types.ts'

/** `I *saw* the _[white](u) house_ `npm`^ .` in short: reads a readable form of a segment. */
export function segmentOf(marked: string): Segment {
  const tags: Tag[] = []
  const open: Tag[] = []
  let text = ''
  const add = (kind: Tag['kind'], type: string, words = '') => {
    const parent = open.at(-1)?.id
    const tag = { id: tags.length + 1, kind, type, start: text.length, end: text.length, parent }
    tags.push(tag)
    text += words
    tag.end = text.length
    return tag
  }
  const toggle = (type: string) => {
    if (open.at(-1)?.type === type) open.pop()!.end = text.length
    else open.push(add('pair', type))
  }
  for (const [piece, code] of marked.matchAll(/`([^`]+)`|./gsu)) {
    if (code !== undefined) add('atom', 'inlineCode', code)
    else if (piece === '*') toggle('strong')
    else if (piece === '_') toggle('emphasis')
    else if (piece === '[') open.push(add('pair', 'link'))
    else if (piece === ']') open.pop()!.end = text.length
    else if (piece === '^') add('atom', 'footnoteReference')
    else if (piece === '%') add('atom', 'image')
    else text += piece
  }
  return { text, tags }
}

/** Tokens in the form that `segmentOf` reads, atoms with their ids: `{2}`. */
export function show(segment: Segment, tokens: Token[] | undefined): string | undefined {
  const marks: Record<string, [string, string]> = {
    strong: ['*', '*'],
    emphasis: ['_', '_'],
    link: ['[', ']'],
  }
  return tokens
    ?.map((token) => {
      if (token.type === 'text') return token.value
      if (token.type === 'atom') return `{${token.id}}`
      const { type } = segment.tags.find((tag) => tag.id === token.id)!
      return marks[type]![token.type === 'open' ? 0 : 1]
    })
    .join('')
}

const word = fc.constantFrom(
  'the',
  'red',
  'house',
  'Vite',
  'X1',
  'npm',
  'l’eau',
  "don't",
  '42',
  'e\u0301te\u0301',
  'ру́сский',
  '日本語',
  '設定',
  'ไทย',
  'เพิ่ม',
  'שלום',
  'مرحبا',
  '한국어',
  '👩‍👩‍👧',
  '🇪🇸',
  '𝒳',
  'नमस्ते',
  '--flag',
  'foo()',
  '(optional)',
  'a',
  'the',
)
const gap = fc.constantFrom(' ', ' ', ' ', ', ', '', '. ', '\u00a0')

/** Text in many scripts, with words that come again. */
export const anyText = fc
  .array(fc.tuple(word, gap), { minLength: 1, maxLength: 9 })
  .map((words) =>
    words
      .map((pair) => pair.join(''))
      .join('')
      .trim(),
  )
  .filter((text) => text !== '')

type Inline = string | { kind: Tag['kind']; type: string; inside: Inline[] }

const { inlines } = fc.letrec<{ inlines: Inline[]; inline: Inline }>((tie) => ({
  inlines: fc.array(tie('inline'), { minLength: 1, maxLength: 4, depthIdentifier: 'tags' }),
  inline: fc.oneof(
    { depthIdentifier: 'tags', maxDepth: 3 },
    anyText.map((text) => `${text} `),
    word,
    fc.record({
      kind: fc.constant('atom' as const),
      type: fc.constant('inlineCode'),
      inside: fc.tuple(word).map((words): Inline[] => words),
    }),
    fc.record({
      kind: fc.constant('atom' as const),
      type: fc.constant('image'),
      inside: fc.constant<Inline[]>([]),
    }),
    fc.record({
      kind: fc.constant('pair' as const),
      type: fc.constantFrom('strong', 'emphasis', 'link'),
      inside: tie('inlines'),
    }),
  ),
}))

/** Segments with nested, adjacent, equal and empty tags. */
export const anySegment = inlines.map((content): Segment => {
  const tags: Tag[] = []
  let text = ''
  const write = (inline: Inline, parent?: number) => {
    if (typeof inline === 'string') {
      text += inline
      return
    }
    const { kind, type, inside } = inline
    const tag = { id: tags.length + 1, kind, type, start: text.length, end: 0, parent }
    tags.push(tag)
    for (const child of inside) write(child, kind === 'pair' ? tag.id : parent)
    tag.end = text.length
  }
  for (const inline of content) write(inline)
  return { text, tags }
})
