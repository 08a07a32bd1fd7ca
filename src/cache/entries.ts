import type { AlignedSpan, Finding, Locale } from '../types.ts'

/**
 * One translated segment, as the translator answered it. It holds all that is needed to put tags
 * back or to check the answer in a better way later, without asking again.
 */
export interface SegmentEntry {
  from: Locale
  to: Locale
  /** Fingerprint of the translator. */
  by: string
  /** Exactly what was sent. */
  source: string
  /** The answer, verbatim. */
  text: string
  alignment?: AlignedSpan[]
  /** The translator's own confidence. */
  score?: number
  /**
   * Why there is none that the page can take: it is asked for again. `structure` for one that passed the checks and
   * could still not be written; with `form`, the check that an answer failed, and `text` is empty.
   */
  rejected?: string
  /** The other form of the text that was answered well instead: it is looked for in that form. */
  form?: Form
}

/** Without its tags; cut at its tags; cut between clauses. */
export type Form = 'plain' | 'pieces' | 'clauses'

const FORMS: ReadonlySet<unknown> = new Set<Form>(['plain', 'pieces', 'clauses'])

/** What was learnt of which words translate each other in one language pair, from one translator's answers. */
export interface AlignmentEntry {
  from: Locale
  to: Locale
  /** Fingerprint of the translator. */
  by: string
  /** Of the form that `words` and `cells` have; another one counts as not there. */
  version: number
  /** How many translations it was learnt from. */
  pairs: number
  /** How many segments of the language pair the cache held then, of any translator; absent where it cannot tell. */
  held?: number
  /** See `StoredModel`. */
  words: string
  cells: string
}

/** One translated document, complete. */
export interface DocumentEntry {
  /** The translated markdown. */
  text: string
  /** Language it was translated from. */
  from: Locale
  /** Number of units. */
  units: number
  /** Number of segments, repeats included. */
  segments: number
  /** The distinct segment keys, shortened and joined as the writer likes. */
  keys: string
  /** Warnings that belong to the translation. */
  findings?: Finding[]
  /** Why the document was left as it is. */
  skipped?: string
  /** Other documents that it depends on, with hashes of their texts. */
  linked?: [path: string, hash: string][]
}

/** The value as a segment entry, or `undefined` when it has another shape: anyone may write to a store. */
export function asSegmentEntry(value: unknown): SegmentEntry | undefined {
  return isRecord(value) &&
    areStrings(value.from, value.to, value.by, value.source, value.text) &&
    isOptional(value.alignment, (spans) => isArrayOf(spans, isAlignedSpan)) &&
    isOptional(value.score, Number.isFinite) &&
    isOptional(value.rejected, (reason) => areStrings(reason)) &&
    isOptional(value.form, (form) => FORMS.has(form) && areStrings(value.rejected))
    ? (value as unknown as SegmentEntry)
    : undefined
}

/** The value as an alignment entry, or `undefined` when it has another shape. */
export function asAlignmentEntry(value: unknown): AlignmentEntry | undefined {
  return isRecord(value) &&
    areStrings(value.from, value.to, value.by, value.words, value.cells) &&
    isCount(value.version) &&
    isCount(value.pairs) &&
    isOptional(value.held, isCount)
    ? (value as unknown as AlignmentEntry)
    : undefined
}

/** The value as a document entry, or `undefined` when it has another shape. */
export function asDocumentEntry(value: unknown): DocumentEntry | undefined {
  return isRecord(value) &&
    areStrings(value.text, value.from, value.keys) &&
    isCount(value.units) &&
    isCount(value.segments) &&
    isOptional(value.findings, (findings) => isArrayOf(findings, isFinding)) &&
    isOptional(value.skipped, (reason) => areStrings(reason)) &&
    isOptional(value.linked, (linked) => isArrayOf(linked, isTextHash))
    ? (value as unknown as DocumentEntry)
    : undefined
}

function isAlignedSpan(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    (value.length === 4 || value.length === 5) &&
    value.slice(0, 4).every(isCount) &&
    isOptional(value[4], Number.isFinite)
  )
}

function isTextHash(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && areStrings(...value)
}

function isFinding(value: unknown): boolean {
  return (
    isRecord(value) &&
    (value.severity === 'error' || value.severity === 'warning') &&
    areStrings(value.check, value.message)
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function areStrings(...values: unknown[]): boolean {
  return values.every((value) => typeof value === 'string')
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function isArrayOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem)
}

/** `null` is what JSON makes of NaN and of a hole in an array; it reads as absent. */
function isOptional(value: unknown, isValid: (value: unknown) => boolean): boolean {
  return value === undefined || value === null || isValid(value)
}
