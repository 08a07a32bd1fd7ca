import type { Inline, Range } from './inline.ts'

/** Bytes of a link that GFM makes of a bare address or e-mail address, perhaps with nothing but emphasis around it. */
const BARE = /^[*_~]*(?:https?:\/\/|www\.|[\w.+-]+@)/i

/** Behind these GFM sees an address begin: https://github.github.com/gfm/#autolinks-extension- */
const MAY_PRECEDE = /[\s(]$/
/** With a scheme it may begin behind everything but a letter: `git+https://`. */
const MAY_PRECEDE_SCHEME = /[^A-Za-z]$/
/** What ends an address: white space, or punctuation with white space behind it. */
const MAY_FOLLOW = /^(?:$|\s|[.,;:!?)]+(?:\s|$))/

/**
 * Puts a space where a bare address would swallow what is glued to it, or would not be seen as one.
 * In the source something else stood there, or it would have been no address.
 *
 * @param raw the bytes of a range of the source
 */
export function spaceBareLinks(inlines: Inline[], raw: (range: Range) => string): Inline[] {
  const spaced = new Set<number>()
  inlines.forEach((inline, index) => {
    if (inline.type !== 'atom' || inline.markup.type !== 'link') return
    const bytes = raw(inline.markup.open)
    if (!BARE.test(bytes)) return
    const before = inlines[index - 1]
    const opening = bytes.startsWith('http') ? MAY_PRECEDE_SCHEME : MAY_PRECEDE
    if (before?.type === 'atom' || (before?.type === 'text' && !opening.test(before.value))) {
      spaced.add(index)
    }
    let next = index + 1
    while (inlines[next]?.type === 'close') next++
    const after = inlines[next]
    if (
      after &&
      after.type !== 'break' &&
      !(after.type === 'text' && MAY_FOLLOW.test(after.value))
    ) {
      spaced.add(next)
    }
  })
  if (spaced.size === 0) return inlines
  return inlines.flatMap((inline, index) => (spaced.has(index) ? [SPACE, inline] : [inline]))
}

const SPACE: Inline = { type: 'text', value: ' ' }
