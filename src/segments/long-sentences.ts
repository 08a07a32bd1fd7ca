import type { Locale } from '../types.ts'

/** Where a long sentence is cut, best place first. A match ends where the next piece starts. */
const SEAMS = [
  /(?<=[\p{L}\p{N}]{5})[.!?]+[\p{Pe}\p{Pf}"]*\s+|[。．｡！？।؟۔።]+[\p{Pe}\p{Pf}]*\s*/gu,
  /[;:؛]\s+|[；：]\s*|\s*—+\s*/gu,
  /[,،]\s+|[，、]\s*/gu,
  /\s+/gu,
]

/** How far from the even place a cut may lie, as a share of a piece, before a lesser kind of seam is taken. */
const REACH = 0.4

type Allowed = (offset: number) => boolean

/**
 * Where to cut the sentence `text[start, end)` so that no piece is longer than `longest`, as evenly as the seams allow:
 * at semicolons, colons and dashes, else at commas, else at spaces, else between words, else between graphemes.
 *
 * @param mayBreak asked for every cut. What it keeps together may make a piece up to twice as long; only then is it overruled.
 * @returns offsets at which new pieces start, ascending
 */
export function cutsOf(
  text: string,
  start: number,
  end: number,
  longest: number,
  locale: Locale,
  mayBreak: Allowed,
): number[] {
  const cuts: number[] = []
  let from = start
  while (end - from > longest) {
    const cut = nextCut(text, from, end, longest, locale, mayBreak)
    if (cut === undefined) break
    cuts.push(cut)
    from = cut
  }
  return cuts
}

function nextCut(
  text: string,
  from: number,
  end: number,
  longest: number,
  locale: Locale,
  mayBreak: Allowed,
): number | undefined {
  const size = (end - from) / Math.ceil((end - from) / longest)
  const ideal = from + size
  const limit = from + longest
  const far = Math.min(from + 2 * longest, end)

  const within = (allowed: Allowed) =>
    nearestSeam(
      text,
      ideal - size * REACH,
      Math.min(ideal + size * REACH, limit),
      ideal,
      allowed,
    ) ??
    nearestSeam(text, from, limit, ideal, allowed) ??
    nearest(units(text, from, limit, locale, 'word'), ideal, allowed) ??
    nearest(units(text, from, limit, locale, 'grapheme'), ideal, allowed)

  return (
    within(mayBreak) ??
    nearestSeam(text, limit, far, limit, mayBreak) ??
    within(() => true) ??
    nearest(units(text, from, far, locale, 'grapheme'), ideal, () => true)
  )
}

function nearestSeam(text: string, low: number, high: number, ideal: number, allowed: Allowed) {
  const base = Math.floor(low)
  const stretch = text.slice(base, Math.floor(high) + 1)
  for (const seam of SEAMS) {
    const offsets = [...stretch.matchAll(seam)].map((match) => base + match.index + match[0].length)
    const found = nearest(
      offsets.filter((offset) => offset > low && offset <= high),
      ideal,
      allowed,
    )
    if (found !== undefined) return found
  }
  return undefined
}

function nearest(offsets: number[], ideal: number, allowed: Allowed): number | undefined {
  return offsets
    .sort((a, b) => Math.abs(a - ideal) - Math.abs(b - ideal))
    .find((offset) => allowed(offset))
}

/** Where words or graphemes start. `from` is itself such a place, and a few characters beyond `to` settle the last one. */
function units(
  text: string,
  from: number,
  to: number,
  locale: Locale,
  granularity: 'word' | 'grapheme',
): number[] {
  const stretch = text.slice(from, to + 8)
  return [...new Intl.Segmenter(locale, { granularity }).segment(stretch)]
    .filter(({ index, isWordLike }) => index > 0 && from + index <= to && isWordLike !== false)
    .map(({ index }) => from + index)
}
