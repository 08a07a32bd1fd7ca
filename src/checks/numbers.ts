import { type Check, proseOf, type Texts } from './texts.ts'

export const numbers: Check = {
  severity: 'error',
  description: 'a number of the source is missing',
  find(texts) {
    const { source, target, pair } = texts
    if (
      !DIGIT.test(source) ||
      sameDigits(source, target) ||
      (EASTERN.test(pair.from) && MYRIAD.test(source))
    )
      return undefined
    const eastern = EASTERN.test(pair.to)
    const found = indexOf(readNumbers(target))
    const missing = readNumbers(withoutOrdinals(withoutMonths(source))).find(
      (number) => !isAmong(found, number, texts) && !(eastern && isWritten(number, target)),
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
    const found = indexOf(readNumbers(source))
    const added = readNumbers(withoutMonths(target)).find(
      (number) => !isAmong(found, number, texts),
    )
    return added && `The number ${added.text} is not in the source.`
  },
}

/** Whether both texts hold the same ASCII numbers in the same order, and no other digits: the common case. */
function sameDigits(source: string, target: string): boolean {
  const [before, after] = [source, target].map((text) => text.match(ASCII_DIGITS)?.join(' '))
  return before !== undefined && before === after && !OTHER_DIGIT.test(source + target)
}

const ASCII_DIGITS = /[0-9]+/g
const OTHER_DIGIT = /(?![0-9])\p{Nd}/u

interface Numeral {
  /** As written, in ASCII digits. */
  text: string
  /** All its digits, without separators and leading zeros: `1,234.5` and `1.234,5` are both `12345`. */
  digits: string
  /** The digits between its separators. */
  parts: string[]
}

/** The numbers of one text. */
interface Index {
  digits: Set<string>
  parts: Set<string>
}

const DIGIT = /\p{Nd}/u
/** Digits with grouping and decimal marks in between; a space groups only in front of exactly three digits. */
const NUMERAL = /\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,'’٬٫·]\d+)*/g

function readNumbers(text: string): Numeral[] {
  const found: Numeral[] = []
  for (const [numeral] of westernDigits(withoutCode(text)).matchAll(NUMERAL)) {
    const parts = numeral.split(/\D+/).map(withoutZeros)
    found.push({ text: numeral, digits: withoutZeros(numeral.replace(/\D+/g, '')), parts })
  }
  return found
}

function indexOf(found: Numeral[]): Index {
  return {
    digits: new Set(found.map(({ digits }) => digits)),
    parts: new Set(found.flatMap(({ parts }) => parts)),
  }
}

/** Whether a number is there, however it is grouped, and on either clock where one of the texts says am or pm. */
function isAmong(index: Index, { digits, parts }: Numeral, { source, target }: Texts): boolean {
  if (index.digits.has(digits) || parts.every((part) => index.parts.has(part))) return true
  if (index.parts.has(digits)) return true
  // “the 1990s” are “die 90er”, “los años 90”.
  if (/^1\d{2}0$/.test(digits) && index.digits.has(digits.slice(2))) return true
  if (digits.length > 2 || !(CLOCK.test(source) || CLOCK.test(target))) return false
  return index.parts.has(String((Number(digits) + 12) % 24))
}

const CLOCK = /\d\s?[ap]\.?m\b/i

function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '')
}

/** `2nd` may become a word, and `19th` a Roman numeral. */
function withoutOrdinals(text: string): string {
  return text.replace(/(?<!\d)\d+(?:st|nd|rd|th)\b/gi, ' ')
}

/** Chinese, Japanese and Korean number the months that others name. */
function withoutMonths(text: string): string {
  return text.replace(/(?<!\d)1?\d\s?[月월]/g, ' ')
}

/** URLs, template code and stand-ins have a check of their own. */
function withoutCode(text: string): string {
  return proseOf(text).replace(/(?<![A-Za-z0-9_])X\d+/g, ' ')
}

/** All decimal digits and full-width forms as ASCII. Every script's digits stand in a row from zero to nine. */
function westernDigits(text: string): string {
  return text.normalize('NFKC').replace(/(?!\d)\p{Nd}/gu, (digit) => {
    let zero = digit.codePointAt(0)!
    while (DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1
    return String((digit.codePointAt(0)! - zero) % 10)
  })
}

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
