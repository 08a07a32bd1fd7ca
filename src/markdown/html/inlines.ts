import type { Inline, Markup, Range } from '../inline.ts'
import { appendText } from '../inline-text.ts'
import { hasContent } from './follow.ts'
import { type Html, lineBreak, markupOf, quietElement } from './markup.ts'
import { itemEnd } from './runs.ts'
import { PAINT } from './templates.ts'
import type { HtmlToken } from './tokens.ts'

/** Inline content with the tokens that it stands for: the first and the last. */
interface Item {
  inline: Inline
  first: number
  last: number
}

/**
 * Reads a stretch of prose.
 *
 * @param run a range of tokens, see `runsOf`
 * @returns its range in the block, and its inline content
 */
export function readRun(run: Range, html: Html): Range & { inlines: Inline[] } {
  const { tokens, followed } = html
  const items: Item[] = []
  const pairs = new Map<number, Markup>()
  const add = (inline: Inline, first: number, last: number) => items.push({ inline, first, last })
  for (let index = run.start; index < run.end; index++) {
    const token = tokens[index]!
    const last = itemEnd(index, html)!
    if (token.type === 'text') {
      for (const inline of proseOf(edgeless(token, index, run), html)) add(inline, index, index)
    } else if (last > index) {
      add({ type: 'atom', markup: quietElement(index, last, html) }, index, last)
      index = last
    } else if (pairs.has(index)) {
      add({ type: 'close', markup: pairs.get(index)! }, index, index)
    } else if (token.type === 'open' && token.name === 'br') {
      add({ type: 'break', markup: lineBreak(index, run, html) }, index, index)
    } else {
      const markup = markupOf(index, index, html)
      const closing = token.type === 'open' && hasContent(token) ? followed[index]!.closing : -1
      const isPair = closing >= 0 && closing < run.end
      if (isPair) {
        const { start, end } = tokens[closing]!
        pairs.set(closing, Object.assign(markup, { kind: 'pair', close: { start, end } }))
      }
      add({ type: isPair ? 'open' : 'atom', markup }, index, index)
    }
  }
  const start = edgeless(tokens[run.start]!, run.start, run).start
  const { end } = edgeless(tokens[run.end - 1]!, run.end - 1, run)
  return { start, end, inlines: withoutWordless(items, html) }
}

/** A text at the edge of its run without the white space there. */
function edgeless<Token extends HtmlToken>(token: Token, index: number, run: Range): Token {
  if (token.type !== 'text' || token.value.length !== token.end - token.start) return token
  let { value, start, end } = token
  if (index === run.start) {
    value = value.trimStart()
    start = end - value.length
  }
  if (index === run.end - 1) {
    value = value.trimEnd()
    end = start + value.length
  }
  return { ...token, value, start, end }
}

const TEMPLATE = new RegExp(`(${PAINT}+)`)

/** Text, with emoji and templates as atoms. */
function proseOf(
  { value, start, end }: Range & { value: string },
  { raw, painted }: Html,
): Inline[] {
  if (value.length !== end - start) return [{ type: 'text', value }]
  const result: Inline[] = []
  for (const piece of value.split(TEMPLATE)) {
    const open = { start, end: start + piece.length }
    start = open.end
    const bytes = raw.slice(open.start, open.end)
    if (!piece.startsWith(PAINT)) appendText(piece, open, painted, result)
    else {
      const markup: Markup = { kind: 'atom', type: 'template', open, identity: bytes, value: bytes }
      result.push({ type: 'atom', markup })
    }
  }
  return result
}

/** Pairs around nothing to translate become atoms; texts beside each other become one. */
function withoutWordless(items: Item[], html: Html): Inline[] {
  const words: number[] = [0]
  const values: number[] = [0]
  const closes = new Map<Markup, number>()
  items.forEach(({ inline }, index) => {
    const isWord = inline.type === 'text' && inline.value.trim() !== ''
    const isValue = inline.type === 'atom' && inline.markup.value !== undefined
    words.push(words[index]! + (isWord ? 1 : 0))
    values.push(values[index]! + (isValue ? 1 : 0))
    if (inline.type === 'close') closes.set(inline.markup, index)
  })
  const result: Inline[] = []
  for (let index = 0; index < items.length; index++) {
    const { inline, first } = items[index]!
    const before = result.at(-1)
    if (inline.type === 'text' && before?.type === 'text') before.value += inline.value
    else result.push(inline)
    if (inline.type !== 'open') continue
    const close = closes.get(inline.markup)!
    const count = values[close]! - values[index]!
    if (words[close]! > words[index]! || count > 1) continue
    const markup = markupOf(first, items[close]!.last, html)
    for (const { inline: inside } of items.slice(index, close))
      if (inside.type === 'atom' && inside.markup.value !== undefined)
        markup.value = inside.markup.value
    result[result.length - 1] = { type: 'atom', markup }
    index = close
  }
  return result
}
