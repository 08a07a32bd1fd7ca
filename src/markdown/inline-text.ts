import type { Inline, Range } from './inline.ts'

const PICTOGRAPH = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u
const EMOJI = /\p{RGI_Emoji}+/gv

/**
 * Appends a text. Emoji are outside of most models' vocabulary and come back as `<unk>` or not at all, so they travel as atoms.
 *
 * @param range where it stands in the source
 */
export function appendText(value: string, range: Range, source: string, result: Inline[]): void {
  const verbatim = PICTOGRAPH.test(value) && source.slice(range.start, range.end) === value
  if (!verbatim) {
    if (value) result.push({ type: 'text', value })
    return
  }
  let done = 0
  for (const match of value.matchAll(EMOJI)) {
    if (match.index > done) result.push({ type: 'text', value: value.slice(done, match.index) })
    done = match.index + match[0].length
    const open = { start: range.start + match.index, end: range.start + done }
    result.push({
      type: 'atom',
      markup: { kind: 'atom', type: 'emoji', open, identity: match[0] },
    })
  }
  if (done < value.length) result.push({ type: 'text', value: value.slice(done) })
}
