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
  /** Why the page could not take it, although it passed the checks: it is asked for again. */
  rejected?: string
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
}

/** The value as a segment entry, or `undefined` when it has another shape: anyone may write to a store. */
export function asSegmentEntry(value: unknown): SegmentEntry | undefined {
  return isRecord(value) &&
    areStrings(value.from, value.to, value.by, value.source, value.text) &&
    isOptional(value.alignment, (spans) => isArrayOf(spans, isAlignedSpan)) &&
    isOptional(value.score, Number.isFinite) &&
    isOptional(value.rejected, (reason) => areStrings(reason))
    ? (value as unknown as SegmentEntry)
    : undefined
}

/** The value as a document entry, or `undefined` when it has another shape. */
export function asDocumentEntry(value: unknown): DocumentEntry | undefined {
  return isRecord(value) &&
    areStrings(value.text, value.from, value.keys) &&
    isCount(value.units) &&
    isCount(value.segments) &&
    isOptional(value.findings, (findings) => isArrayOf(findings, isFinding)) &&
    isOptional(value.skipped, (reason) => areStrings(reason))
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
