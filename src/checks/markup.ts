import { type Check, countOf } from './texts.ts'

export const lineBreaks: Check = {
  severity: 'error',
  description: 'the answer has line breaks that the source lacks',
  find({ source, target }) {
    if (countOf(target, LINE_BREAK) <= countOf(source, LINE_BREAK)) return undefined
    return 'The translation is broken into lines; the source is one line.'
  },
}

export const blockMarker: Check = {
  severity: 'error',
  description:
    'the answer starts like a list item, heading or quote and the source does not (a number is fine that is in the source: `1. September`)',
  find({ source, target }) {
    const marker = BLOCK_MARKER.exec(target)?.[0].trim()
    if (!marker || BLOCK_MARKER.test(source)) return undefined
    if (marker === '-' && DASH.test(source)) return undefined
    const number = /^\d+/.exec(marker)?.[0]
    if (number && new RegExp(`(?<!\\d)0*${number}(?!\\d)`).test(source)) return undefined
    return `The translation starts with “${marker}”, which the source does not.`
  },
}

export const markdown: Check = {
  severity: 'error',
  description: 'the answer has markdown of its own: a code fence, code, emphasis or a link',
  find({ source, target }) {
    if (!/[*_`~\]]/.test(target)) return undefined
    const added = MARKDOWN.find(
      ({ pattern }) => countOf(target, pattern) > countOf(source, pattern),
    )
    return added && `The translation has ${added.name} that the source lacks.`
  },
}

export const escapes: Check = {
  severity: 'error',
  description: 'the answer has backslash escapes such as `\\_` that the source lacks',
  find({ source, target }) {
    if (!target.includes('\\') || countOf(target, ESCAPE) <= countOf(source, ESCAPE))
      return undefined
    return 'The translation has backslashes in front of punctuation that the source lacks.'
  },
}

export const html: Check = {
  severity: 'error',
  description: 'the answer has HTML tags or comments that the source lacks',
  find({ source, target }) {
    if (!target.includes('<')) return undefined
    const [added] = target.match(HTML) ?? []
    if (!added || countOf(target, HTML) <= countOf(source, HTML)) return undefined
    return `The translation has HTML that the source lacks, such as ${added.slice(0, 40)}.`
  },
}

export const entities: Check = {
  severity: 'warning',
  description: 'the answer has character references such as `&#39;` that the source lacks',
  find({ source, target }) {
    if (!target.includes('&') || countOf(target, ENTITY) <= countOf(source, ENTITY))
      return undefined
    return `The translation has the character reference ${target.match(ENTITY)![0]}, which readers will see as it is.`
  },
}

export const brackets: Check = {
  severity: 'error',
  description: 'brackets that are closed in the source are left open, or the other way round',
  find({ source, target }) {
    const open = BRACKETS.find(
      ([opening, closing]) =>
        countOf(source, opening) === countOf(source, closing) &&
        countOf(target, opening) !== countOf(target, closing),
    )
    return open && 'A bracket is opened and not closed, or closed and not opened.'
  },
}

const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g
const BLOCK_MARKER = /^(?:[-+*•][ \t]|#{1,6}[ \t]|>|\d{1,9}[.)][ \t])/
const DASH = /^\p{Pd}/u
const ESCAPE = /\\[\\`*_{}[\]()#+\-.!~|<>]/g
const HTML = /<(?:\/?[a-zA-Z][a-zA-Z0-9-]*(?:[\s/][^<>]*)?>|!--)/g
const ENTITY = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z]{2,8});/g
const BRACKETS: [opening: RegExp, closing: RegExp][] = [
  [/[(（]/g, /[)）]/g],
  [/[[［]/g, /[\]］]/g],
  [/[{｛]/g, /[}｝]/g],
]

/** Emphasis counts only at the edge of words: `Nutzer*innen` and `snake_case` are words. */
const MARKDOWN: { name: string; pattern: RegExp }[] = [
  { name: 'a code fence', pattern: /```|~~~/g },
  { name: 'code in backticks', pattern: /`[^`\s][^`]*`/g },
  { name: 'bold type', pattern: /\*\*(?=[^\s*])|(?<![\p{L}\p{N}_])__(?=[^\s_])/gu },
  { name: 'emphasis', pattern: /(?<![\p{L}\p{N}*])\*[^\s*][^*]*\*(?![\p{L}\p{N}*])/gu },
  { name: 'emphasis', pattern: /(?<![\p{L}\p{N}_])_[^\s_][^_]*_(?![\p{L}\p{N}_])/gu },
  { name: 'a link', pattern: /\]\(/g },
]
