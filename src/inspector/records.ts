import { messageOf } from '../errors.ts'
import type { DocumentReport, DocumentResult, Locale } from '../types.ts'
import type { PairView } from './views.ts'

/** One translation of one document that has begun. */
export interface Run {
  /** Relative to the root, with `/`. */
  path: string
  to: Locale
  /** The markdown. */
  text: string
  result: Promise<DocumentResult>
}

/** What has happened to a document in one locale. */
export interface PairRecord {
  /** How many translations are under way. */
  running: number
  /** The newest translation that has ended, of this text: what came of it, or why nothing did. */
  last?: { run: number; text: string; report?: DocumentReport; problem?: string }
  /** Lookups sent, and their UTF-16 code units, all translations together. */
  sent: number
  sentCharacters: number
  /** Moves with every change. */
  changes: number
  /** Segments as they were counted after `changes`, in this text. */
  counted?: Pick<PairView, 'segments' | 'problem'> & { changes: number; text: string }
}

/** What has happened to a document. */
export interface DocumentRecord {
  path: string
  /** Undefined where the file has to be read again. */
  text?: string
  /** Why the file cannot be read; the text is empty then. */
  problem?: string
  pairs: Map<Locale, PairRecord>
}

/** The documents that were asked for. */
export interface Records {
  /** By path. */
  documents: ReadonlyMap<string, DocumentRecord>
  /** Another one means that something has changed. */
  version(): string
  add(run: Run): void
  /** To be told of files that have changed. */
  changed(path: string): void
  /** To be told of files that are gone. */
  removed(path: string): void
}

export function createRecords(): Records {
  const documents = new Map<string, DocumentRecord>()
  const start = Date.now().toString(36)
  let changes = 0
  let runs = 0

  async function follow({ text, result }: Run, pair: PairRecord, run: number): Promise<void> {
    // An older one that ends later says nothing of the page.
    const end = (outcome: Pick<NonNullable<PairRecord['last']>, 'report' | 'problem'>) => {
      if (run > (pair.last?.run ?? 0)) pair.last = { run, text, ...outcome }
    }
    try {
      const { report } = await result
      pair.sent += report.sent
      pair.sentCharacters += report.sentCharacters
      end({ report })
    } catch (error) {
      const isClosing = error instanceof Error && error.name === 'AbortError'
      if (!isClosing) end({ problem: messageOf(error) })
    }
    pair.running--
    pair.changes = ++changes
  }

  return {
    documents,
    version: () => `${start}.${changes}`,
    add(run) {
      const { path, to, text } = run
      const document = documents.get(path) ?? { path, pairs: new Map() }
      documents.set(path, document)
      Object.assign(document, { text, problem: undefined })
      const pair = pairOf(document, to)
      pair.running++
      pair.changes = ++changes
      void follow(run, pair, ++runs)
    },
    changed(path) {
      const document = documents.get(path)
      if (!document) return
      document.text = undefined
      changes++
      for (const pair of document.pairs.values()) pair.changes = changes
    },
    removed(path) {
      if (documents.delete(path)) changes++
    },
  }
}

/** The record of a document in a locale, made where there is none. */
export function pairOf({ pairs }: DocumentRecord, to: Locale): PairRecord {
  const pair = pairs.get(to) ?? { running: 0, sent: 0, sentCharacters: 0, changes: 0 }
  pairs.set(to, pair)
  return pair
}
