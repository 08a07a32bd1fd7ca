import { hash } from 'node:crypto'
import type { Locale } from '../types.ts'

/** Raise it when what a key is made of changes: everything is then looked up, and translated, anew. */
const KEY_VERSION = '1'

/** base64url characters of a key's hash: 132 bits of SHA-256, far from any chance of two texts meeting. */
const KEY_LENGTH = 22

/** base64url characters that stand for a language pair: 24 bits, only there to keep a pair's segments together. */
const PAIR_LENGTH = 4

/** What a segment key is made of. */
export interface SegmentKeyParts {
  /** Exactly what is sent to the translator: plain, or with its tags for one that takes XML. */
  text: string
  from: Locale
  to: Locale
  /** Of the translator: its model and revision. */
  fingerprint: string
}

/** What a document key is made of: the markdown, and whatever else its translation depends on. */
export interface DocumentKeyParts {
  text: string
  [part: string]: string
}

/**
 * Key of one segment: 26 characters of `A-Z a-z 0-9 - _`, of which the first four stand for the
 * language pair (see {@link pairKey}).
 */
export function segmentKey({ text, from, to, fingerprint }: SegmentKeyParts): string {
  return pairKey(from, to) + digest(['segment', text, from, to, fingerprint], KEY_LENGTH)
}

/** What the keys of all segments of a language pair begin with. Two pairs may share it, so compare the entry's locales too. */
export function pairKey(from: Locale, to: Locale): string {
  return digest(['pair', from, to], PAIR_LENGTH)
}

/** Key of what was learnt of a language pair from one translator: 22 characters of `A-Z a-z 0-9 - _`. */
export function alignmentKey({ from, to, fingerprint }: Omit<SegmentKeyParts, 'text'>): string {
  return digest(['alignment', from, to, fingerprint], KEY_LENGTH)
}

/** Key of one document: 22 characters of `A-Z a-z 0-9 - _`. The order in which parts are given does not matter. */
export function documentKey(parts: DocumentKeyParts): string {
  const named = Object.keys(parts)
    .sort()
    .flatMap((name) => [name, parts[name]!])
  return digest(['document', ...named], KEY_LENGTH)
}

/** Key of what stands at a path in one language, whatever it says at the time: 22 characters of `A-Z a-z 0-9 - _`. */
export function placeKey(path: string, to: Locale): string {
  return digest(['place', path, to], KEY_LENGTH)
}

/** Each part goes in behind its length, so that no two lists of parts give the same input. */
function digest(parts: string[], length: number): string {
  const input = [KEY_VERSION, ...parts].map((part) => `${part.length}:${part}`).join('')
  return hash('sha256', input, 'base64url').slice(0, length)
}
