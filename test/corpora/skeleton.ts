/**
 * What a reader's machine makes of a page without its words: the tags of its HTML in their order with the attributes that
 * no translation may change, the text of code, and `…` before the end of an element that holds words.
 */
export type Skeleton = string[]

/** Attributes whose values are words. */
export const WORDS = new Set(['alt', 'title', 'aria-label', 'placeholder', 'summary', 'label'])
/** Elements whose text is no prose. */
export const CODE = /^(?:code|kbd|math|pre|samp|script|style|svg|textarea|var)$/

const PIECE =
  /<!--(?:-?>|[\s\S]*?(?:-->|$))|<[!?][^>]*>|<(?<slash>\/?)(?<name>[A-Za-z][^\s/>]*)(?<rest>(?:"[^"]*"|'[^']*'|[^"'>])*)>|[^<]+|</g
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?/g

/** The skeleton of a page of HTML. */
export function skeletonOf(html: string): Skeleton {
  const result: Skeleton = []
  const words = createWords(result)
  let code = 0
  for (const { 0: piece, groups } of html.matchAll(PIECE)) {
    const name = groups?.name?.toLowerCase()
    if (name === undefined) {
      if (code > 0 || /^<[!?]/.test(piece)) result.push(piece)
      else if (/\S/.test(piece)) words.found()
      continue
    }
    const opens = groups?.slash === ''
    // No paragraph is code, not even in a `<pre>` that reaches over several blocks.
    if (name === 'p') code = 0
    else if (CODE.test(name)) code = Math.max(0, code + (opens ? 1 : -1))
    if (opens) words.open(name)
    else words.close(name)
    result.push(opens ? `<${[name, ...attributesOf(groups?.rest ?? '')].join(' ')}>` : `</${name}>`)
  }
  return result
}

function attributesOf(text: string): string[] {
  return [...text.matchAll(ATTRIBUTE)].map(([whole, name = '', value]) =>
    value === undefined || WORDS.has(name.toLowerCase()) ? name : whole.replace(/\s*=\s*/, '='),
  )
}

/** Marks the elements that hold words. Where in an element they stand may change: emphasis leaves punctuation outside. */
export function createWords(result: Skeleton) {
  const open: { name: string; words: boolean }[] = []
  return {
    found() {
      if (open.length > 0) open.at(-1)!.words = true
    },
    open: (name: string) => open.push({ name, words: false }),
    close(name: string) {
      if (!open.some((element) => element.name === name)) return
      for (let last = open.pop(); last; last = open.pop()) {
        if (last.words && open.length > 0) open.at(-1)!.words = true
        if (last.name !== name) continue
        if (last.words) result.push('…')
        return
      }
    },
  }
}

/** A skeleton for translations that put words where none were, such as a language mark in front of a link. */
export const withoutWords = (skeleton: Skeleton) => skeleton.filter((piece) => piece !== '…')

/** Tags that translations may bring in another order. */
const INLINE =
  /^<\/?(?:a|abbr|b|br|code|del|em|i|img|input|kbd|s|span|strong|sub|sup|u)\b|^<!--|^…$/

/** A skeleton for translations that move markup within a sentence: what stands inside of a block, sorted. */
export function inAnyOrder(skeleton: Skeleton): Skeleton {
  const result: Skeleton = []
  let inline: Skeleton = []
  for (const piece of [...skeleton, '']) {
    if (INLINE.test(piece) || (piece !== '' && !piece.startsWith('<'))) {
      if (piece !== '…') inline.push(piece)
      continue
    }
    result.push(...inline.toSorted(), piece)
    inline = []
  }
  return result
}
