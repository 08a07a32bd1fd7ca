import type { Segment, Tag } from '../types.ts'
import { occurrences } from './find.ts'
import type { Links } from './links.ts'
import {
  type Candidate,
  expectedAt,
  identical,
  linked,
  middle,
  proportional,
  resembles,
  resembling,
  respanned,
  whole,
} from './rungs.ts'
import { isRequired } from './tree.ts'
import { indicesIn, type View } from './view.ts'
import { contains, type Range } from './words.ts'

/** What the ladder may lean on. */
export interface Evidence {
  view: View
  /** Source span → its own translation. */
  spans: ReadonlyMap<string, string>
  /** Links guessed from other translations. */
  guessed: Links
}

/** Under this, links say too little to go before the next rung. */
const LEAST = 0.5
/** The same for guessed links. An atom replaces words for good, so they must be surer and look like it; emphasis takes any. */
const LEAST_FOR_ATOM = 0.6
const LEAST_FOR_LINK = 0.3
/** A guess at its best is as good as a sure place in nine of ten cases (IBM-1 in `bench/spans.ts`). */
const GUESSED = 0.9
/** Look-alikes without `help.align` to speak against them: a person should look. */
const ALIKE_ONLY = 0.45

/** The words of a tag as they are translated alone; the key of `help.spans`. */
export function spanText(segment: Segment, span: Range): string {
  return segment.text.slice(span.start, span.end)
}

/** Places without guessing from other translations or from position: rungs that cost nothing. */
export function freeCandidates(
  view: View,
  span: Range,
  kind: Tag['kind'],
  expected: number,
): Candidate[] {
  const same = identical(view, span, expected)
  const own = linked(view, span, view.aligned)
  const sure = own && own.confidence >= LEAST ? own : undefined
  const places =
    kind === 'atom'
      ? [same, cutsWord(view, span) ? undefined : sure]
      : [whole(view, span), sure, same]
  return places.filter((place) => place !== undefined)
}

/** Whether a span is only a part of a word, as the code in `` un`typed` ``: the word's place is not the span's. */
function cutsWord({ sourceWords }: View, span: Range): boolean {
  return indicesIn(sourceWords, span).some((index) => !contains(span, sourceWords[index]!))
}

/** Where a tag with words may go, best first. The last resort, bare position, is for emphasis only. */
export function candidatesFor(evidence: Evidence, segment: Segment, tag: Tag): Candidate[] {
  const { view, spans, guessed } = evidence
  const own = spanText(segment, tag)
  if (tag.kind === 'atom' && isLeftOver(view, own)) return []
  const expected = expectedPlace(evidence, tag)
  const translated = spans.get(own)
  const again = translated === undefined ? undefined : respanned(view, tag, translated, expected)
  const alike = translated === undefined ? [] : resembling(view, tag, translated)
  const guess = linked(view, tag, guessed, alike)
  const least = tag.kind === 'atom' ? LEAST_FOR_ATOM : isRequired(tag) ? LEAST_FOR_LINK : 0
  const takesWords = tag.kind === 'atom' && !resembles(view, guess, [own, translated ?? ''])
  return [
    ...freeCandidates(view, tag, tag.kind, expected),
    again,
    guess && guess.confidence >= least && !takesWords
      ? {
          ...guess,
          confidence: guess.confidence * (guessed.list.length > 0 ? GUESSED : ALIKE_ONLY),
        }
      : undefined,
    isRequired(tag) ? undefined : proportional(view, tag),
  ].filter((place) => place !== undefined)
}

/** Whether a stand-in for code came back more often than it was sent: one would stay in the page. */
function isLeftOver(view: View, term: string): boolean {
  if (!/^X\d+$/.test(term)) return false
  const sent = occurrences(term, view.source, view.isSourceEdge)
  return occurrences(term, view.target, view.isEdge).length > sent.length
}

/** Around which offset of the target a source span is expected. */
function expectedPlace({ view, guessed }: Evidence, span: Range): number {
  const guess = linked(view, span, guessed)
  return guess ? middle(guess) : expectedAt(view, span)
}

/** Where one source word went; at worst the word in its position. */
export function wordCandidate(evidence: Evidence, word: Range): Candidate {
  const { view, guessed } = evidence
  const at = view.target.length
  return (
    freeCandidates(view, word, 'pair', expectedPlace(evidence, word))[0] ??
    linked(view, word, guessed) ??
    proportional(view, word) ?? { start: at, end: at, confidence: 0 }
  )
}
