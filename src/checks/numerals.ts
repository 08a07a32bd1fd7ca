import { proseOf } from './texts.ts'

/** A number of a text. */
export interface Numeral {
  /** As written, in ASCII digits. */
  text: string
  /** All its digits, without separators and leading zeros: `1,234.5` and `1.234,5` are both `12345`. */
  digits: string
  /** The digits between its separators. */
  parts: string[]
  /** Whether its last separator cannot group thousands: `3.5`, `3.25`. */
  decimal: boolean
}

/** The numbers of one text, to look others up in. */
export interface Index {
  digits: Set<string>
  /** Digits of those with separators. */
  separated: Set<string>
  parts: Set<string>
}

/** Any decimal digit. */
export const DIGIT = /\p{Nd}/u
/** Digits with grouping and decimal marks in between; a space groups only in front of exactly three digits. */
const NUMERAL = /\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,'’٬٫·]\d+)*/g

/** The numbers of a text, whatever its script; those in URLs, template code and stand-ins left out. */
export function readNumbers(text: string): Numeral[] {
  const found: Numeral[] = []
  for (const [numeral] of westernDigits(withoutCode(text)).matchAll(NUMERAL)) {
    const parts = numeral.split(/\D+/).map(withoutZeros)
    const digits = withoutZeros(numeral.replace(/\D+/g, ''))
    const decimal = /\D(?:\d{1,2}|\d{4,})$/.test(numeral)
    found.push({ text: numeral, digits, parts, decimal })
  }
  return found
}

export function indexOf(found: Numeral[]): Index {
  return {
    digits: new Set(found.map(({ digits }) => digits)),
    separated: new Set(found.flatMap(({ digits, parts }) => (parts.length > 1 ? digits : []))),
    parts: new Set(found.flatMap(({ parts }) => parts)),
  }
}

/** Whether both texts hold the same ASCII numbers in the same order, and no other digits: the common case. */
export function sameDigits(source: string, target: string): boolean {
  const [before, after] = [source, target].map((text) => text.match(ASCII_DIGITS)?.join(' '))
  return before !== undefined && before === after && !OTHER_DIGIT.test(source + target)
}

const ASCII_DIGITS = /[0-9]+/g
const OTHER_DIGIT = /(?![0-9])\p{Nd}/u

function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '')
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
