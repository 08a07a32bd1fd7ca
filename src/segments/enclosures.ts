const BRACKETS = '() [] {} 「」 『』 （） 【】 《》 〈〉 ［］ ｛｝ 〔〕'.split(' ')

/** What each closing sign can close. German `„…“` and `»…«`, English `“…”`, French `«…»`, Swedish `”…”`. */
const CLOSES: Record<string, string[]> = {
  ...Object.fromEntries(BRACKETS.map((pair) => [pair.charAt(1), [pair.charAt(0)]])),
  '”': ['“', '„', '”'],
  '“': ['„'],
  '»': ['«', '»'],
  '«': ['»'],
  '"': ['"'],
}

/** Marks that open wherever they cannot close; `”`, `»` and `"` also have to look like it. */
const OPENS = new Set([...BRACKETS.map((pair) => pair.charAt(0)), '“', '„', '«'])
const OPENS_BEFORE_WORD = new Set(['”', '»', '"'])

const SIGN = /[()[\]{}「」『』（）【】《》〈〉［］｛｝〔〕“”„«»"]/g

/**
 * The stretches of `text` between a bracket or quotation mark and its partner, nested ones left out, in order.
 * A sign without a partner is ignored. Takes time in proportion to the text.
 *
 * @param longest a stretch of more characters does not count (what is inside it may)
 * @returns half-open ranges that include both signs
 */
export function enclosures(text: string, longest: number): { start: number; end: number }[] {
  const open: { sign: string; at: number }[] = []
  const waiting = new Map<string, number>()
  const result: { start: number; end: number }[] = []

  const push = (sign: string, at: number) => {
    open.push({ sign, at })
    waiting.set(sign, (waiting.get(sign) ?? 0) + 1)
  }
  const close = (signs: string[], end: number) => {
    for (;;) {
      const { sign, at } = open.pop()!
      waiting.set(sign, waiting.get(sign)! - 1)
      if (!signs.includes(sign)) continue
      if (end - at > longest) return
      while (result.length > 0 && result.at(-1)!.start > at) result.pop()
      result.push({ start: at, end })
      return
    }
  }

  for (const { 0: sign, index: at } of text.matchAll(SIGN)) {
    const closes = CLOSES[sign] ?? []
    const before = text.charAt(at - 1)
    const looksOpening =
      /[^\s\p{N}]/u.test(text.charAt(at + 1)) && !/[\p{L}\p{N}.,!?…]/u.test(before)
    const reopens = sign === '"' && looksOpening && /\s/.test(before)
    if (!reopens && closes.some((opener) => waiting.get(opener))) close(closes, at + 1)
    else if (OPENS.has(sign) || (OPENS_BEFORE_WORD.has(sign) && looksOpening)) push(sign, at)
  }
  return result
}
