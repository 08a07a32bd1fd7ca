import { type Find, LONGEST } from './construct.ts'
import { finder } from './finder.ts'

/** The templates of a document. */
export interface Templates {
  /** The offset behind the template that starts at an offset; undefined if none does. */
  end(start: number): number | undefined
  /** Whether one may start within the length of a construct. */
  near(start: number): boolean
}

/** Opening and closing marks; of those that open alike the longest first. */
const MARKS = [
  // Hugo: https://gohugo.io/content-management/shortcodes/
  ['{{<', '>}}'],
  ['{{%', '%}}'],
  // Handlebars, Mustache: not escaped.
  ['{{{', '}}}'],
  // Vue, Angular, Liquid, Jinja …
  ['{{', '}}'],
  ['{%', '%}'],
  // Without the space it would be a heading's `{#id}`.
  ['{# ', '#}'],
  // ERB, EJS
  ['<%', '%>'],
] as const

/** Whether a document may hold templates at all. */
export const MAY_HOLD_TEMPLATES = /\{\{|\{%|\{# |<%|\{\w/

export function templatesOf(text: string): Templates {
  const closings = MARKS.map(([, close]) => finder(text, close))
  const openings = [finder(text, '{{'), finder(text, '{%')]
  return {
    near: (start) => openings.some((next) => next(start) < start + LONGEST),
    end(start) {
      for (const [index, [open, close]] of MARKS.entries()) {
        if (!text.startsWith(open, start)) continue
        const from = start + open.length
        const first = closings[index]!(from)
        if (first > start + LONGEST) continue
        if (close === '>}}' || close === '%}}') return behindQuotes(text, from, close) ?? first + 3
        return first + close.length
      }
      return variableEnd(text, start)
    },
  }
}

/** `{count}`, `{0}`, `{user.name}`: a value that a program puts in. A brace further on is part of something else. */
const VARIABLE = /\{(?:[A-Za-z_]\w*(?:\.\w+){0,9}|\d{1,2})\}/y

function variableEnd(text: string, start: number): number | undefined {
  VARIABLE.lastIndex = start
  return VARIABLE.test(text) ? VARIABLE.lastIndex : undefined
}

/** Hugo's parameters are Go strings, which may hold the closing mark. */
function behindQuotes(text: string, from: number, close: string): number | undefined {
  const limit = Math.min(text.length, from + LONGEST)
  let quote = ''
  for (let index = from; index < limit; index++) {
    const character = text[index]!
    if (quote) {
      if (character === '\\' && quote === '"') index++
      else if (character === quote) quote = ''
    } else if (character === '"' || character === '`') quote = character
    else if (text.startsWith(close, index)) return index + close.length
  }
  return undefined
}

/** `{{ … }}`, `{% … %}` and their kin. */
export function findTemplate(templates: Templates): Find {
  return (start) => {
    const end = templates.end(start)
    return end === undefined ? undefined : { type: 'verbatim', kind: 'template', end }
  }
}
