import { type Find, LONGEST } from './construct.ts'
import { follows } from './neighbours.ts'

/**
 * `$$ … $$` and `$…$`.
 *
 * @param every whether each `$…$` that Pandoc takes is math, and not only what looks like TeX
 */
export function findMath(text: string, every: boolean): Find {
  return (start, context) => {
    if (follows(context, '$')) return undefined
    const marks = runOf(text, start)
    const end = marks === 1 ? singleEnd(text, start) : runEnd(text, start + marks, marks)
    if (end === undefined) return undefined
    const content = text.slice(start + marks, end - marks)
    if (content.trim() === '' || (marks === 1 && !every && !looksLikeTex(content))) return undefined
    return { type: 'verbatim', kind: 'math', end }
  }
}

function runOf(text: string, start: number): number {
  let length = 1
  while (text[start + length] === '$') length++
  return length
}

/** The offset behind the next run of exactly as many marks. */
function runEnd(text: string, from: number, marks: number): number | undefined {
  const limit = Math.min(text.length, from + LONGEST)
  for (let index = from; index < limit; index++) {
    if (text[index] === '\\') index++
    else if (text[index] === '$') {
      const length = runOf(text, index)
      index += length
      if (length === marks) return index
    }
  }
  return undefined
}

/**
 * Pandoc's `tex_math_dollars`: no white space inside of the marks, no digit behind the closing one, and the first `$` that
 * no backslash makes plain decides. https://pandoc.org/MANUAL.html#extension-tex_math_dollars
 */
function singleEnd(text: string, start: number): number | undefined {
  if (/\s/.test(text[start + 1] ?? ' ')) return undefined
  const limit = Math.min(text.length, start + LONGEST)
  let lines = 0
  for (let index = start + 1; index < limit; index++) {
    const character = text[index]!
    if (character === '\\') index++
    else if (character === '$') {
      const closes = !/\s/.test(text[index - 1]!) && !/\d/.test(text[index + 1] ?? '')
      return closes ? index + 1 : undefined
    } else if (character === '\n' || (character === '\r' && text[index + 1] !== '\n')) {
      if (++lines > 1) return undefined
    }
  }
  return undefined
}

/** Two letters or more beside a space: a word in prose. */
const WORD = /[a-z]{2}\s|\s[a-z]{2}/i

/**
 * Tells formulas from prices (`$5 or AU$`) and variables of a shell (`$HOME/bin:$PATH`). In doubt it is no formula when it
 * has words in it, and one when it has none: that is kept as it is, which harms nobody.
 */
function looksLikeTex(content: string): boolean {
  if (/[\\^=]/.test(content)) return true
  if (/^\d/.test(content) && /\s/.test(content)) return false
  if (/[_{}]/.test(content)) return true
  return /^[ -~]+$/.test(content) && !/[a-z]{4}/i.test(content) && !WORD.test(content)
}
