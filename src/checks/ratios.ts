import type { Texts } from './texts.ts'

/**
 * What became of a ratio that was taken for a decimal number: `24/7` and `1:1` are none. `6:30` and `5/06` are times and
 * dates, which some languages write with a full stop.
 */
export function brokenRatio({ source, target }: Texts): string | undefined {
  if (!/\d[:/]\d/.test(source)) return undefined
  const written = decimalsOf(target)
  for (const decimal of decimalsOf(source).keys()) written.delete(decimal)
  for (const [ratio, left, right] of source.matchAll(RATIO)) {
    const decimal = written.get(`${left} ${right}`)
    if (decimal !== undefined) return `${ratio} became ${decimal}.`
  }
  return undefined
}

function decimalsOf(text: string): Map<string, string> {
  return new Map(
    Array.from(text.matchAll(DECIMAL), ([decimal, left, right]) => [`${left} ${right}`, decimal]),
  )
}

const RATIO = /(?<![\w.,:/])(\d{1,4})[:/](\d)(?![\w:/]|[.,]\d)/g
/** One place behind the mark, and no full stop behind that: `5.6.` is a date. */
const DECIMAL = /(?<![\d.,])(\d{1,4})[.,](\d)(?!\d|[.,]\d|\.$|\. )/g
