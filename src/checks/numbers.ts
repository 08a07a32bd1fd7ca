import { DIGIT, type Index, indexOf, type Numeral, readNumbers, sameDigits } from './numerals.ts'
import { brokenRatio } from './ratios.ts'
import type { Check, Texts } from './texts.ts'

export const numbers: Check = {
  severity: 'error',
  description:
    'a number of the source is missing, or a ratio such as `24/7` became a decimal number',
  find(texts) {
    const { source, target, pair } = texts
    if (!DIGIT.test(source)) return undefined
    const broken = brokenRatio(texts)
    if (broken) return broken
    if (sameDigits(source, target) || (EASTERN.test(pair.from) && MYRIAD.test(source)))
      return undefined
    const eastern = EASTERN.test(pair.to)
    const counts = EASTERN.test(pair.from)
    const found = indexOf(readNumbers(target))
    const missing = readNumbers(withoutOrdinals(withoutMonths(source))).find(
      (number) =>
        !isAmong(found, number, texts) &&
        !(eastern && isWritten(number, target)) &&
        !(counts && isSmall(number)),
    )
    return missing && `The number ${missing.text} is missing.`
  },
}

export const numbersAdded: Check = {
  severity: 'warning',
  description: 'the answer has a number that is not in the source',
  find(texts) {
    const { source, target, pair } = texts
    if (!DIGIT.test(target) || sameDigits(source, target) || EASTERN.test(pair.from))
      return undefined
    if (EASTERN.test(pair.to) && MYRIAD.test(target)) return undefined
    const counts = EASTERN.test(pair.to)
    const found = indexOf(readNumbers(source))
    const added = readNumbers(withoutMonths(target)).find(
      (number) => !isAmong(found, number, texts) && !(counts && isSmall(number)),
    )
    return added && `The number ${added.text} is not in the source.`
  },
}

/** Whether a number is there, however it is grouped, and on either clock where one of the texts says am or pm. */
function isAmong(index: Index, number: Numeral, { source, target }: Texts): boolean {
  const { digits, parts, decimal } = number
  // 3.5 may be 3,5 and no 35.
  const same = decimal ? index.separated : index.digits
  if (same.has(digits) || parts.every((part) => index.parts.has(part))) return true
  if (!decimal && index.parts.has(digits)) return true
  // “the 1990s” are “die 90er”, “los años 90”.
  if (/^1\d{2}0$/.test(digits) && index.digits.has(digits.slice(2))) return true
  if (digits.length > 2 || !(CLOCK.test(source) || CLOCK.test(target))) return false
  return index.parts.has(String((Number(digits) + 12) % 24))
}

const CLOCK = /\d\s?[ap]\.?m\b/i

/** `2nd` may become a word, and `19th` a Roman numeral. */
function withoutOrdinals(text: string): string {
  return text.replace(/(?<!\d)\d+(?:st|nd|rd|th)\b/gi, ' ')
}

/** Chinese, Japanese and Korean number the months that others name. */
function withoutMonths(text: string): string {
  return text.replace(/(?<!\d)1?\d\s?[月월]/g, ' ')
}

/** Where others say “a” or “both”, these languages count: 1 つ, 2 回. */
const isSmall = ({ digits }: Numeral) => Number(digits) <= 10

/** Languages that count in ten thousands and often write small numbers as words. */
const EASTERN = /^(?:zh|yue|ja|ko|wuu|nan)\b/
const MYRIAD = /[万萬億亿兆千百만억천백]/
const WORDS: Record<string, RegExp> = {
  0: /[〇零]/,
  1: /[一壱壹]|하나|첫|한 /,
  2: /[二两兩双雙]|둘|두 /,
  3: /[三参]|셋|세 /,
  4: /[四]|넷|네 /,
  5: /[五]|다섯/,
  6: /[六]|여섯/,
  7: /[七]|일곱/,
  8: /[八]|여덟/,
  9: /[九]|아홉/,
  10: /[十]|열 /,
}

function isWritten({ digits }: Numeral, target: string): boolean {
  return WORDS[digits]?.test(target) || MYRIAD.test(target)
}
