import type { AlignedSpan, Segment, Tag, Token, Translation } from '../types.ts'
import { coreOf } from './edges.ts'
import { candidatesFor, freeCandidates, spanText } from './ladder.ts'
import { AGAINST_GUESS, indexLinks } from './links.ts'
import { placeMarks } from './marks.ts'
import { resolve } from './resolve.ts'
import { expectedAt } from './rungs.ts'
import { writeTokens } from './tokens.ts'
import { tagTree } from './tree.ts'
import { linksOf, viewOf } from './view.ts'

/** A translated segment with its tags back in. */
export interface Placement {
  tokens: Token[]
  /** Emphasis that found no place; its words are there. */
  dropped: Tag[]
  /** How sure the least sure tag is, 0 … 1. Under 0.5 a person should look. */
  confidence: number
}

/** What else is known when tags are placed. */
export interface PlaceHelp {
  /** Translations of what `wantedSpans` asked for. */
  spans: ReadonlyMap<string, string>
  /** Aligns words by what other translations teach (`learnAlignment`). */
  align?: (source: string, target: string) => AlignedSpan[]
}

/**
 * The spans whose own translation would help to place them: neither the translator's alignment nor identical text says
 * where they went. Mostly none.
 */
export function wantedSpans(segment: Segment, translation: Translation): string[] {
  if (segment.tags.every((tag) => tag.start === tag.end)) return []
  const view = viewOf(segment, translation)
  const wanted = segment.tags.filter((tag) => {
    if (!/\p{L}{2}/u.test(segment.text.slice(tag.start, tag.end))) return false
    return freeCandidates(view, tag, tag.kind, expectedAt(view, tag)).length === 0
  })
  return [...new Set(wanted.map((tag) => spanText(segment, tag)))]
}

/**
 * Puts the tags of a segment into its translation. For each tag the first of these that finds a place: the translator's
 * alignment, identical text, the re-translated span, `help.align`, and for emphasis its bare position. Tags without words
 * (images, footnote marks) follow the word they touched.
 *
 * The text tokens are the translation's text once over, without the words that stood for atoms; a space is added
 * where a free-standing image needs it.
 *
 * @returns `undefined` when a tag that must not be lost (all but emphasis, strong and delete) has no sure place
 */
export function placeTags(
  segment: Segment,
  translation: Translation,
  help: PlaceHelp,
): Placement | undefined {
  const view = viewOf(segment, translation)
  const nodes = tagTree(segment.tags)
  const guesses = nodes.length > 0 ? (help.align?.(segment.text, translation.text) ?? []) : []
  const links = linksOf(view.sourceWords, view.targetWords, guesses)
  const guessed = indexLinks(links, view.targetWords.length, AGAINST_GUESS)
  const evidence = { view, spans: help.spans, guessed }
  const wordy = nodes.filter((node) => !node.empty)
  const resolved = resolve(
    new Map(wordy.map((node) => [node, candidatesFor(evidence, segment, node.tag)])),
    (range) => coreOf(view.target, range),
  )
  if (!resolved) return
  const { places, dropped } = resolved
  const marks = placeMarks(
    evidence,
    nodes.filter((node) => node.empty),
    places,
  )
  const placed = [...places].map(([node, { start, end }]) => ({ node, start, end }))
  return {
    tokens: writeTokens(view.target, [...marks, ...placed]),
    dropped: dropped.map((node) => node.tag),
    confidence: Math.min(1, ...[...places.values(), ...marks].map((place) => place.confidence)),
  }
}
