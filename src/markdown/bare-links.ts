import type { Inline, Range } from './inline.ts'

/** Bytes of a link that GFM makes of a bare address or e-mail address, perhaps with nothing but emphasis around it. */
const BARE = /^[*_~]*(?:https?:\/\/|www\.|[\w.+-]+@)/i

/** In front of these GFM sees an address begin: https://github.github.com/gfm/#autolinks-extension- */
const MAY_PRECEDE = /[\s(]$/
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
    if (!BARE.test(raw(inline.markup.open))) return
    const before = inlines[index - 1]
    if (before?.type === 'atom' || (before?.type === 'text' && !MAY_PRECEDE.test(before.value))) {
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
