import type { Finding, Locale } from '../types.ts'

/** Where a segment's translation comes from, as far as the development server knows. */
export type Origin =
  /** It was in the cache before the server started. */
  | 'cache'
  /** It was sent to the translator since then. */
  | 'sent'
  /** It is being asked for. */
  | 'waiting'
  /** It was asked for in vain: the page shows the source. */
  | 'fallback'
  /** No page has asked for it. */
  | 'new'

/** A language, and what a browser needs to show its texts. */
export interface LocaleView {
  code: Locale
  /** In English. */
  name: string
  dir: 'ltr' | 'rtl'
}

/** A document in one locale. */
export interface PairView {
  to: Locale
  /** Whether the translator is being asked right now, was asked for this very text, or was not. */
  state: 'translating' | 'asked' | 'unasked'
  /** Why the document is left as it is. */
  skipped?: string
  /** Why there is no translation at all. */
  problem?: string
  /** Segments, repeats included, and how many of them have a translation; absent where nobody has counted yet. */
  segments?: { total: number; translated: number }
  /** Lookups sent since the server started, and their UTF-16 code units. */
  sent: number
  sentCharacters: number
  /** Of the last translation of this text. */
  findings: Finding[]
}

/** What is known of all documents that a page has asked for. */
export interface Overview {
  /** Another one means that something has changed. */
  version: string
  locales: LocaleView[]
  /** By path; pairs in the order of `locales`. */
  documents: { path: string; pairs: PairView[] }[]
}

/** A stretch of a segment with the same markup around all of it. */
export interface Piece {
  /** Empty for markup that nobody reads aloud, such as an image. */
  text: string
  /** mdast node types, outermost first. */
  marks: string[]
}

export interface SegmentView {
  line: number
  /** What it is a part of: `paragraph`, `heading` …; see `InspectedUnit`. */
  kind: string
  source: Piece[]
  /** Absent where there is none. */
  target?: Piece[]
  origin: Origin
  findings: Finding[]
}

/** One document in one locale, segment by segment. */
export interface DocumentView extends PairView {
  version: string
  path: string
  from: LocaleView
  into: LocaleView
  /** The locales that this document can be looked at in. */
  locales: LocaleView[]
  /** In reading order. `findings` has those that belong to none of them. */
  parts: SegmentView[]
}
