import { QuoteType, Tokenizer } from 'htmlparser2'
import type { Range } from '../inline.ts'
import { elementName, RAW_TEXT_ELEMENTS } from './elements.ts'

/** Its range is that of the value without quotes, empty where there is none. */
export interface HtmlAttribute extends Range {
  /** In lower case. */
  name: string
  /** Character references decoded. */
  value: string
  /** The quote behind the value; nothing if it has none. */
  closer: '"' | "'" | ''
}

export interface OpenTag extends Range {
  type: 'open'
  name: string
  attributes: HtmlAttribute[]
  selfClosed: boolean
}

/** A piece of HTML. The tokens of a text cover it without gaps. */
export type HtmlToken =
  | OpenTag
  | ({ type: 'close'; name: string } & Range)
  /** Prose as written, or one character reference: then `value` is not the bytes. */
  | ({ type: 'text'; value: string } & Range)
  | ({ type: 'comment' } & Range)
  /** What nobody reads or nobody understands: doctypes, content of scripts, tags that the text ends in. */
  | ({ type: 'other' } & Range)

const EQUALS = /[ \t\r\n\f]*=[ \t\r\n\f]*/y

/** A line of a container or component: `:::`, `::card{…}`. Without a blank line in front markdown has it in the HTML block. */
const FENCE = /^[ \t]*:{2,}[^\r\n<]*/gm

function fencesIn(text: string, start: number, end: number): Range[] {
  if (!text.slice(start, end).includes('::')) return []
  const result: Range[] = []
  FENCE.lastIndex = start
  for (let match = FENCE.exec(text); match && match.index < end; match = FENCE.exec(text)) {
    result.push({ start: match.index, end: Math.min(end, match.index + match[0].length) })
  }
  return result
}

/**
 * Cuts HTML into tokens, as browsers do. Only `<x />` is taken at its word: it has no content, whatever `x` is.
 *
 * @param text what the offsets of the tokens index
 */
export function tokenize(text: string): HtmlToken[] {
  const tokens: HtmlToken[] = []
  let done = 0
  let tag: OpenTag | undefined
  let attribute: HtmlAttribute | undefined
  let rawText = false

  const add = (token: HtmlToken) => {
    if (token.start > done) tokens.push({ type: 'other', start: done, end: token.start })
    tokens.push(token)
    done = token.end
  }
  const addText = (start: number, end: number, value: string) => {
    const last = tokens.at(-1)
    // The tokenizer reports some tags that the text ends in as text, from behind the `<` or from -1.
    if (start < done || (start > done && text.slice(done, start) === '<')) return
    // Some references stand for two characters.
    if (start === end && last?.type === 'text') last.value += value
    else if (rawText) add({ type: 'other', start, end })
    else add({ type: 'text', value, start, end })
  }
  const addTag = (end: number, selfClosed: boolean) => {
    if (!tag) return
    add({ ...tag, end, selfClosed })
    rawText = !selfClosed && RAW_TEXT_ELEMENTS.has(tag.name.toLowerCase())
    tag = undefined
  }
  const addOther = (end: number) => {
    const bounded = Math.min(end, text.length)
    const isComment = text.startsWith('<!--', done) && text.endsWith('-->', bounded)
    add({ type: isComment ? 'comment' : 'other', start: done, end: bounded })
  }

  const tokenizer = new Tokenizer(
    { decodeEntities: true, recognizeSelfClosing: true },
    {
      ontext(start, end) {
        let from = start
        for (const fence of fencesIn(text, start, end)) {
          if (fence.start > from) addText(from, fence.start, text.slice(from, fence.start))
          add({ type: 'other', ...fence })
          from = fence.end
        }
        if (from < end) addText(from, end, text.slice(from, end))
      },
      ontextentity: (code, end) => addText(done, end, String.fromCodePoint(code)),
      onopentagname(start, end) {
        const name = elementName(text.slice(start, end))
        tag = { type: 'open', name, attributes: [], selfClosed: false, start: start - 1, end }
      },
      onattribname(start, end) {
        const name = text.slice(start, end).toLowerCase()
        attribute = { name, value: '', closer: '', start: end, end }
      },
      onattribdata(start, end) {
        if (attribute) attribute.value += text.slice(start, end)
      },
      onattribentity(code) {
        if (attribute) attribute.value += String.fromCodePoint(code)
      },
      onattribend(quote, end) {
        if (!attribute) return
        tag?.attributes.push(attribute)
        if (quote === QuoteType.NoValue) return
        EQUALS.lastIndex = attribute.start
        EQUALS.test(text)
        const quoted = quote !== QuoteType.Unquoted
        attribute.start = EQUALS.lastIndex + (quoted ? 1 : 0)
        attribute.end = quoted ? end - 1 : end
        if (quoted) attribute.closer = quote === QuoteType.Double ? '"' : "'"
      },
      onopentagend: (index) => addTag(index + 1, false),
      onselfclosingtag: (index) => addTag(index + 1, true),
      onclosetag(start, nameEnd) {
        rawText = false
        const end = text.indexOf('>', nameEnd) + 1
        const name = elementName(text.slice(start, nameEnd))
        if (end > 0) add({ type: 'close', name, start: start - 2, end })
      },
      oncomment: (_start, index) => addOther(index + 1),
      oncdata: (_start, index) => addOther(index + 1),
      ondeclaration: (_start, index) => addOther(index + 1),
      onprocessinginstruction: (_start, index) => addOther(index + 1),
      onend() {
        if (done < text.length) tokens.push({ type: 'other', start: done, end: text.length })
      },
    },
  )
  tokenizer.write(text)
  tokenizer.end()
  return tokens
}
