import type { Inline, Markup } from '../markdown/inline.ts'
import { unspaced } from '../tags/find.ts'
import type { Segment, Tag } from '../types.ts'
import { standIns } from './stand-in.ts'

const CLOSING = /^[,.;:!?…)\]}»”]+(?:\s|$)/
const WORD_CHARACTER = /[\p{L}\p{N}]/u

/**
 * Reads the inline content of one sentence as text with tags. The text is single-spaced and glues no words together that
 * markup keeps apart; where that makes a difference to the page, the tag says so (`Tag.space`).
 *
 * @param items collapsed, without white space at their edges
 * @returns the segment, and the markup of the tag with id n at n - 1
 */
export function segmentOf(items: Inline[]): { segment: Segment; markup: Markup[] } {
  const standIn = standIns(items)
  const words = items.map((item) => {
    if (item.type === 'text') return item.value
    return item.type === 'atom' ? standIn(item.markup) : ''
  })
  const following = nextCharacters(words)
  const markup: Markup[] = []
  const tags: Tag[] = []
  const open: Tag[] = []
  let text = ''

  const add = (of: Markup, kind: Tag['kind']): Tag => {
    const { length } = text
    const parent = open.at(-1)?.id
    const tag = { id: tags.length + 1, kind, type: of.type, start: length, end: length, parent }
    tags.push(tag)
    markup.push(of)
    return tag
  }
  const addText = (index: number) => {
    let value = words[index]!
    const mark = items[index - 1]?.type === 'atom' && !words[index - 1] ? tags.at(-1)! : undefined
    if (value.startsWith(' ') && isSpace(text.at(-1))) {
      if (mark) mark.space = 'after'
      if (mark || items[index - 1]?.type === 'break') value = value.slice(1)
    } else if (mark && /\S\s$/.test(words[index - 2] ?? '') && CLOSING.test(value)) {
      text = text.slice(0, -1)
      mark.start = mark.end = text.length
      mark.space = 'before'
    }
    text += value
  }
  const addAtom = (of: Markup, index: number) => {
    const touchesCode = words[index] !== '' && isAtomEnd(tags, text.length)
    const keepsApart = !words[index] && isGlued(text.at(-1), following[index]) && !joinsWords(of)
    if (touchesCode || keepsApart) text += ' '
    const tag = add(of, 'atom')
    if (touchesCode || keepsApart) tag.space = 'none'
    text += words[index]
    tag.end = text.length
  }
  items.forEach((item, index) => {
    if (item.type === 'text') addText(index)
    else if (item.type === 'open') open.push(add(item.markup, 'pair'))
    else if (item.type === 'close') open.pop()!.end = text.length
    else if (item.type === 'atom') addAtom(item.markup, index)
    else {
      // A hard break inside of a pair is a break between words, too.
      add(item.markup, 'atom')
      if (!isSpace(text.at(-1))) text += ' '
    }
  })
  return { segment: trimmed(text, tags), markup }
}

/** White space, or where nothing is. */
const isSpace = (character = ' ') => /\s/.test(character)

/** The first character after each item that is read; nothing behind the last one. */
function nextCharacters(words: string[]): (string | undefined)[] {
  const result: (string | undefined)[] = []
  let next: string | undefined
  for (let index = words.length; index-- > 0; ) {
    result[index] = next
    next = words[index]?.[0] ?? next
  }
  return result
}

/** Whether two characters would become one word that is none. */
function isGlued(before = '', after = ''): boolean {
  const both = WORD_CHARACTER.test(before) && WORD_CHARACTER.test(after)
  return both && !unspaced.test(before) && !unspaced.test(after)
}

/** `<wbr>` stands inside of a word. */
const joinsWords = ({ type, identity }: Markup) => type === 'html' && /^<wbr\b/i.test(identity)

/** Whether the last thing that was read is code: what is written next to it would become one word with it. */
function isAtomEnd(tags: Tag[], end: number): boolean {
  const last = tags.findLast((tag) => tag.kind === 'atom')
  return last !== undefined && last.end === end && last.start < end
}

/** `[text ](url)` ends in a space that no translator keeps, `**text ![](x)**` in one that the page needs. */
function trimmed(untrimmed: string, tags: Tag[]): Segment {
  const text = untrimmed.trim()
  if (text === untrimmed) return { text, tags }
  const lead = untrimmed.length - untrimmed.trimStart().length
  const last = lead + text.length
  const isMark = ({ kind, start, end }: Tag) => kind === 'atom' && start === end
  const first = tags.findLast((tag) => isMark(tag) && tag.start < lead)
  if (first) first.space ??= 'after'
  const mark = tags.find((tag) => isMark(tag) && tag.start > last)
  if (mark) mark.space ??= 'before'
  for (const tag of tags) {
    tag.start = Math.min(Math.max(tag.start - lead, 0), text.length)
    tag.end = Math.min(Math.max(tag.end - lead, 0), text.length)
  }
  return { text, tags }
}
