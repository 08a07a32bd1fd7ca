import type { Inline, Range } from './inline.ts'
import type { Address } from './tag-attributes.ts'
import type { Block } from './units.ts'

/** What the blocks of a translated document must read like where they are not those of the source. */
export interface Expectation {
  /** Inline content, fingerprinted, by the start of that content in the source. */
  content: ReadonlyMap<number, string>
  /** New addresses, by the start of the old one in the source. */
  addresses: ReadonlyMap<number, string>
}

/**
 * Compares the blocks of a translated document with those of its source: same blocks in the same order, and in each
 * the inline markup that the translation was meant to have.
 *
 * @returns the range in the source of the first block that differs, nothing when all is well
 */
export function firstDifference(
  source: Block[],
  target: Block[],
  { content, addresses }: Expectation,
): Range | undefined {
  for (let index = 0; index < source.length; index++) {
    const block = source[index]!
    const other = target[index]
    if (block.signature !== other?.signature) return block
    if (addressList(block.addresses, addresses) !== addressList(other.addresses)) return block
    if (!block.unit !== !other.unit) return block
    if (!block.unit || !other.unit) continue
    const wanted =
      content.get(block.unit.start) ?? fingerprintInlines(block.unit.inlines, addresses)
    if (wanted !== fingerprintInlines(other.unit.inlines)) return block
  }
  return target.length > source.length ? source.at(-1) : undefined
}

function addressList(addresses: Address[] = [], changed?: ReadonlyMap<number, string>): string {
  return addresses.map(({ start, value }) => changed?.get(start) ?? value).join('\n')
}

/** Control characters that no text can hold: the parser and `printable` keep them out. */
const BREAK = '\u0001'
const TAG = '\u0002'
const AROUND_BREAK = new RegExp(` ?${BREAK} ?`)

/**
 * Text and markup of a block in one line, without anything that may differ in writing.
 *
 * @param addresses new addresses, by the start of the old one
 */
export function fingerprintInlines(
  inlines: Inline[],
  addresses?: ReadonlyMap<number, string>,
): string {
  let result = ''
  for (const inline of inlines) {
    if (inline.type === 'text') {
      result += inline.value
      continue
    }
    const { type, identity } = inline.markup
    if (type === 'emoji') result += identity
    else if (inline.type === 'break') result += identity ? BREAK + identity + BREAK : BREAK
    else if (inline.type === 'close') result += TAG
    else {
      const links = addressList(inline.markup.addresses, addresses)
      result += `${TAG}${inline.type} ${type} ${identity} ${links}${TAG}`
    }
  }
  return result.replace(/\s+/g, ' ').split(AROUND_BREAK).join(BREAK).trim()
}
