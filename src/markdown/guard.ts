import type { Inline, Range } from './inline.ts'
import type { Block } from './units.ts'

/**
 * Compares the blocks of a translated document with those of its source: same blocks in the same order, and in each
 * the inline markup that the translation was meant to have.
 *
 * @param expected what changed blocks must read like, by the start of their content in the source
 * @returns the range in the source of the first block that differs, nothing when all is well
 */
export function firstDifference(
  source: Block[],
  target: Block[],
  expected: ReadonlyMap<number, string>,
): Range | undefined {
  for (let index = 0; index < source.length; index++) {
    const block = source[index]!
    if (block.signature !== target[index]?.signature) return block
    const unit = target[index]!.unit
    if (!block.unit !== !unit) return block
    if (!block.unit || !unit) continue
    const wanted = expected.get(block.unit.start) ?? fingerprintInlines(block.unit.inlines)
    if (wanted !== fingerprintInlines(unit.inlines)) return block
  }
  return target.length > source.length ? source.at(-1) : undefined
}

/** Control characters that no text can hold: the parser and `printable` keep them out. */
const BREAK = '\u0001'
const TAG = '\u0002'
const AROUND_BREAK = new RegExp(` ?${BREAK} ?`)

/** Text and markup of a block in one line, without anything that may differ in writing. */
export function fingerprintInlines(inlines: Inline[]): string {
  let result = ''
  for (const inline of inlines) {
    if (inline.type === 'text') result += inline.value
    else if (inline.markup.type === 'emoji') result += inline.markup.identity
    else if (inline.type === 'break') {
      const { identity } = inline.markup
      result += identity ? BREAK + identity + BREAK : BREAK
    } else if (inline.type === 'close') result += TAG
    else result += TAG + [inline.type, inline.markup.type, inline.markup.identity].join(' ') + TAG
  }
  return result.replace(/\s+/g, ' ').split(AROUND_BREAK).join(BREAK).trim()
}
