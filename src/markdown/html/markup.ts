import type { Markup, Range } from '../inline.ts'
import { type Address, without } from '../tag-attributes.ts'
import type { TagContent } from './attributes.ts'
import type { Sequence } from './runs.ts'
import { PAINT, type Source } from './templates.ts'

/** A block of HTML cut into tokens. */
export interface Html extends Sequence, Source {
  /** Attributes and addresses of each token that has some. */
  contents: (TagContent | undefined)[]
}

/** The markup of some tokens as an atom: what must stay the same are their bytes, without what may change in them. */
export function markupOf(first: number, last: number, { tokens, contents, raw }: Html): Markup {
  const open = { start: tokens[first]!.start, end: tokens[last]!.end }
  const changing: Range[] = []
  const addresses: Address[] = []
  for (let index = first; index <= last; index++) {
    const content = contents[index]
    if (!content) continue
    changing.push(...content.attributes, ...content.addresses)
    addresses.push(...content.addresses)
  }
  const markup: Markup = {
    kind: 'atom',
    type: 'html',
    open,
    identity: without(open, changing, raw),
  }
  if (addresses.length > 0) markup.addresses = addresses
  return markup
}

/** An element that is left alone; what it says is sent as code is. Nobody reads drawings aloud. */
export function quietElement(first: number, last: number, html: Html): Markup {
  const { tokens, raw } = html
  const markup = markupOf(first, last, html)
  const tag = tokens[first]!
  if ('name' in tag && tag.name === 'svg') return markup
  let value = ''
  for (const token of tokens.slice(first, last)) {
    if (token.type !== 'text') continue
    const isTemplate = token.value.includes(PAINT)
    value += isTemplate ? raw.slice(token.start, token.end) : token.value
  }
  value = value.trim()
  if (value) markup.value = value
  return markup
}

const LINE_END = /[ \t]*(?:\r\n|\n|\r)[ \t]*/y

/** `<br>`. The line that ends behind it belongs to the break. */
export function lineBreak(index: number, run: Range, { tokens, painted, raw }: Html): Markup {
  const { start, end } = tokens[index]!
  LINE_END.lastIndex = end
  const endsLine = index + 1 < run.end && LINE_END.test(painted)
  const open = { start, end: endsLine ? LINE_END.lastIndex : end }
  return { kind: 'atom', type: 'break', open, identity: raw.slice(start, end) }
}
