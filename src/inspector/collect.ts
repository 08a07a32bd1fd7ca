import { resolve } from 'node:path'
import { messageOf } from '../errors.ts'
import { direction, displayName, parseLocale } from '../locales.ts'
import { readDocument } from '../read-document.ts'
import type { DocumentRequest, InspectedUnit, Locale } from '../types.ts'
import { pairView, partsOf } from './parts.ts'
import { createRecords, type DocumentRecord, pairOf, type Records, type Run } from './records.ts'
import type { DocumentView, LocaleView, Overview } from './views.ts'

/** Milliseconds that an overview may spend on counting: the next one goes on, and the server's own work comes in between. */
const COUNTING = 50

/** Where translations are made. */
export interface Source {
  settings(): Promise<{ options: { root: string; from?: string; to?: string[] } }>
  watch(watcher: (run: Run) => void): void
  /** Sends nothing. */
  inspect(request: DocumentRequest): Promise<InspectedUnit[]>
}

/** What is known of every document that was asked for, in every locale. Paths are relative to the root, with `/`. */
export interface Collection extends Pick<Records, 'version' | 'changed' | 'removed'> {
  overview(): Promise<Overview>
  /** Undefined for a document that nobody has asked for, and for a locale that nobody has named. */
  document(path: string, to: string): Promise<DocumentView | undefined>
}

/** @param mayShow whether a file, by its absolute path, may be shown to whoever can reach the server */
export function createCollection(
  source: Source,
  mayShow: (file: string) => boolean = () => true,
): Collection {
  const records = createRecords()
  const { version, changed, removed } = records
  source.watch(records.add)

  async function project() {
    const { root, from = 'en', to = [] } = (await source.settings()).options
    const all = [...records.documents.values()]
    const seen = all.flatMap(({ pairs }) => [...pairs.keys()])
    return {
      from: parseLocale(from),
      locales: [...new Set([...to.map(parseLocale), ...seen])],
      documents: all
        .filter(({ path }) => mayShow(resolve(root, path)))
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
      root,
    }
  }

  /** Sees to it that the text is known, where the file can be read. */
  async function refresh(document: DocumentRecord, root: string): Promise<void> {
    if (document.text !== undefined) return
    const read = await readDocument(resolve(root, document.path))
    document.problem = 'problem' in read ? read.problem.message : undefined
    document.text = 'text' in read ? read.text : ''
  }

  const unitsOf = ({ text = '', path }: DocumentRecord, to: Locale) =>
    source.inspect({ text, path, to })

  async function count(document: DocumentRecord, to: Locale): Promise<void> {
    const pair = pairOf(document, to)
    const { changes } = pair
    const { text = '' } = document
    try {
      const parts = (await unitsOf(document, to)).flatMap(({ segments }) => segments)
      const translated = parts.filter(({ tokens }) => tokens).length
      pair.counted = { changes, text, segments: { total: parts.length, translated } }
    } catch (error) {
      pair.counted = { changes, text, problem: messageOf(error) }
    }
  }

  return {
    version,
    changed,
    removed,
    async overview() {
      const before = version()
      const { root, locales, documents } = await project()
      for (const document of documents) await refresh(document, root)
      const pairs = documents.flatMap((document) => locales.map((to) => [document, to] as const))
      const uncounted = pairs.filter(([document, to]) => !isCounted(document, to))
      const end = performance.now() + COUNTING
      for (const [document, to] of uncounted) {
        if (performance.now() < end) await count(document, to)
      }
      const isWhole = uncounted.every(([document, to]) => isCounted(document, to))
      return {
        version: isWhole ? before : `${before}+`,
        locales: locales.map(localeView),
        documents: documents.map((document) => ({
          path: document.path,
          pairs: locales.map((to) => pairView(document, to)),
        })),
      }
    },
    async document(path, to) {
      const before = version()
      const { root, from, locales, documents } = await project()
      const document = documents.find((each) => each.path === path)
      if (!document || !locales.includes(to)) return undefined
      await refresh(document, root)
      const view = pairView(document, to)
      let { problem } = view
      const units = await unitsOf(document, to).catch((error) => {
        problem ??= messageOf(error)
        return []
      })
      const { parts, rest } = partsOf(view.skipped === undefined ? units : [], view)
      const reports = [...document.pairs.values()].flatMap(({ last }) => last?.report ?? [])
      return {
        ...view,
        ...(problem !== undefined && { problem }),
        segments: { total: parts.length, translated: parts.filter(({ target }) => target).length },
        findings: rest,
        version: view.state === 'translating' ? `${before}+` : before,
        path,
        from: localeView(reports[0]?.from ?? from),
        into: localeView(to),
        locales: locales.map(localeView),
        parts,
      }
    },
  }
}

/** Whether the segments of a pair have been counted since its last change, or need not be. */
function isCounted(document: DocumentRecord, to: Locale): boolean {
  const { last, counted, changes } = pairOf(document, to)
  const isOf = (each?: { text: string }) => each?.text === document.text
  return (isOf(last) && !!last?.report?.complete) || (isOf(counted) && counted?.changes === changes)
}

function localeView(code: Locale): LocaleView {
  return { code, name: displayName(code), dir: direction(code) }
}
