import { resolve } from 'node:path'
import type { Keyv } from 'keyv'
import { PolyglotError } from '../errors.ts'
import type { AlignedSpan, Locale } from '../types.ts'
import {
  type AlignmentEntry,
  asAlignmentEntry,
  asDocumentEntry,
  asSegmentEntry,
  type DocumentEntry,
  type SegmentEntry,
} from './entries.ts'
import { pairKey } from './keys.ts'
import { keyvStore } from './keyv.ts'
import { sqliteStore } from './sqlite.ts'

export type { AlignmentEntry, DocumentEntry, Form, SegmentEntry } from './entries.ts'
export {
  alignmentKey,
  type DocumentKeyParts,
  documentKey,
  placeKey,
  type SegmentKeyParts,
  segmentKey,
} from './keys.ts'

/** A past translation, to learn word alignment from. */
export interface TranslatedPair {
  source: string
  target: string
  alignment?: AlignedSpan[]
}

/**
 * What was translated before. Keys come from `segmentKey` and `documentKey`. An entry of the wrong shape,
 * whoever wrote it, counts as not there.
 *
 * Every method rejects with PolyglotError CACHE when the store cannot be used, and after `close`.
 */
export interface Cache {
  getDocument(key: string): Promise<DocumentEntry | undefined>
  /**
   * Resolves when it is stored.
   *
   * @param place from `placeKey`: from now on this is the newest translation there
   */
  setDocument(key: string, entry: DocumentEntry, place?: string): Promise<void>
  /** The translation that was stored last for a place, maybe of an older text. */
  getNewest(place: string): Promise<DocumentEntry | undefined>
  /** One answer per key, in order; one read, however many keys. */
  getSegments(keys: string[]): Promise<(SegmentEntry | undefined)[]>
  /** Resolves when all of them are stored, and would survive the end of this process. */
  setSegments(entries: [key: string, entry: SegmentEntry][]): Promise<void>
  /** What was learnt under a key of `alignmentKey`. */
  getAlignment(key: string): Promise<AlignmentEntry | undefined>
  /** Resolves when it is stored. Where two processes have learnt at once, the last one's stays. */
  setAlignment(key: string, entry: AlignmentEntry): Promise<void>
  /**
   * Up to `limit` past translations of a language pair by the translator with this fingerprint; `[]` where the store
   * cannot list.
   */
  pairs(from: Locale, to: Locale, by: string, limit: number): Promise<TranslatedPair[]>
  /** How many segments of a language pair there are, of any translator, give or take a few; `undefined` where the store cannot tell. */
  count(from: Locale, to: Locale): Promise<number | undefined>
  /** Waits for what is under way, then closes the file. A Keyv that was given stays open. May be called twice. */
  close(): Promise<void>
}

const SEGMENT = 'segment:'
const DOCUMENT = 'document:'
const ALIGNMENT = 'alignment:'
const NEWEST = 'newest:'

/**
 * Opens nothing yet: a file is opened, or created with its folders, on first use.
 *
 * @param cache path of a SQLite file, relative to `root`, or any Keyv store
 * @param warn takes one line for a person, e.g. when a damaged file was moved aside
 */
export function openCache(
  cache: string | Keyv,
  root: string,
  warn: (message: string) => void,
): Cache {
  const store =
    typeof cache === 'string' ? sqliteStore(resolve(root, cache), warn) : keyvStore(cache)
  const running = new Set<Promise<unknown>>()
  let closing: Promise<void> | undefined

  async function use<T>(run: () => Promise<T>): Promise<T> {
    if (closing) throw new PolyglotError('CACHE', 'The cache was used after it was closed.')
    const use = run()
    running.add(use)
    return use.finally(() => running.delete(use))
  }

  async function readDocument(key: string): Promise<DocumentEntry | undefined> {
    const [value] = await store.read([DOCUMENT + key])
    return asDocumentEntry(value)
  }

  return {
    getDocument: (key) => use(() => readDocument(key)),

    setDocument: (key, entry, place) =>
      use(() =>
        store.write([
          { key: DOCUMENT + key, value: entry },
          ...(place === undefined ? [] : [{ key: NEWEST + place, value: { document: key } }]),
        ]),
      ),

    getNewest: (place) =>
      use(async () => {
        const [value] = await store.read([NEWEST + place])
        const { document } = Object(value) as { document?: unknown }
        return typeof document === 'string' ? readDocument(document) : undefined
      }),

    getSegments: (keys) =>
      use(async () => {
        if (keys.length === 0) return []
        const values = await store.read(keys.map((key) => SEGMENT + key))
        return values.map(asSegmentEntry)
      }),

    setSegments: (entries) =>
      use(async () => {
        if (entries.length === 0) return
        const distinct = new Map(entries)
        await store.write(Array.from(distinct, ([key, value]) => ({ key: SEGMENT + key, value })))
      }),

    getAlignment: (key) =>
      use(async () => {
        const [value] = await store.read([ALIGNMENT + key])
        return asAlignmentEntry(value)
      }),

    setAlignment: (key, entry) => use(() => store.write([{ key: ALIGNMENT + key, value: entry }])),

    pairs: (from, to, by, limit) =>
      use(async () => {
        const isWanted = (value: unknown) => {
          const entry = asSegmentEntry(value)
          return entry?.from === from && entry.to === to && entry.by === by && !entry.form
        }
        const values = await store.list(SEGMENT + pairKey(from, to), limit, isWanted)
        return values.map((value) => pairOf(value as SegmentEntry))
      }),

    count: (from, to) => use(() => store.count(SEGMENT + pairKey(from, to))),

    close() {
      closing ??= Promise.allSettled(running).then(() => store.close())
      return closing
    },
  }
}

function pairOf({ source, text, alignment }: SegmentEntry): TranslatedPair {
  return { source, target: text, ...(alignment && { alignment }) }
}
