import { hash } from 'node:crypto'
import { documentLink } from './anchors/targets.ts'
import { type DocumentContext, emptyReport } from './document.ts'
import { messageOf } from './errors.ts'
import { slugsOf } from './markdown/anchors.ts'
import { joinParts } from './markdown/compose.ts'
import { type Document, parseDocument, readUnits } from './markdown/document.ts'
import { startUnits } from './pending-units.ts'
import { readRules } from './rules.ts'
import type { Lookups } from './translate/lookups.ts'
import type { DocumentReport, DocumentRequest } from './types.ts'

/** Where links to the headings of other documents lead. */
export interface Linked {
  /** New slugs by old ones, by path of the document. */
  slugs: Map<string, ReadonlyMap<string, string>>
  /** Hashes of what the documents said, by path. */
  texts: [path: string, hash: string][]
  /** Whether all their headings have translations. */
  complete: boolean
}

/** Documents whose headings are being translated. */
export interface PendingLinked {
  lookups: Lookups[]
  settled(): Promise<Linked>
}

type PendingSlugs = Promise<{ slugs: ReadonlyMap<string, string>; complete: boolean }>

/**
 * Translates the headings of the documents that a document links to with a fragment. They are the same segments as when
 * those documents are translated, so they are paid for once.
 *
 * @param report of the document with the links; warnings go there
 */
export async function startLinked(
  document: Document,
  request: DocumentRequest,
  context: DocumentContext,
  report: DocumentReport,
): Promise<PendingLinked> {
  const lookups: Lookups[] = []
  const texts: Linked['texts'] = []
  const pending = new Map<string, PendingSlugs>()
  for (const path of linkedPaths(document, request, context)) {
    const text = await request.linked?.(path)
    if (text === undefined) continue
    texts.push([path, textHash(text)])
    await context.turn()
    const started = await startHeadings({ ...request, text, path }, context, report)
    if (!started) continue
    lookups.push(started.lookups)
    pending.set(path, started.slugs)
  }
  return {
    lookups,
    async settled() {
      const linked: Linked = { slugs: new Map(), texts, complete: true }
      for (const [path, slugs] of pending) {
        const known = await slugs
        linked.slugs.set(path, known.slugs)
        linked.complete &&= known.complete
      }
      return linked
    },
  }
}

/** What a document says, for telling whether it still says the same. */
export const textHash = (text: string) => hash('sha256', text, 'base64url').slice(0, 22)

function linkedPaths(
  { outline }: Document,
  { path, linked, dryRun }: DocumentRequest,
  { links }: DocumentContext,
): Set<string> {
  if (!linked || dryRun || links.anchors !== 'rewrite') return new Set()
  const targets = outline.addresses.map(({ value }) => documentLink(value, path))
  return new Set(
    targets.flatMap((link) =>
      link && link.fragment !== '' && link.path !== path ? link.path : [],
    ),
  )
}

/** Undefined where nothing of the document is translated. */
async function startHeadings(
  request: DocumentRequest,
  context: DocumentContext,
  report: DocumentReport,
): Promise<{ lookups: Lookups; slugs: PendingSlugs } | undefined> {
  let document: Document
  try {
    document = parseDocument(request.text, context.read, request.path)
  } catch (error) {
    const message = `Links to headings of ${request.path} stay as they are, because it cannot be parsed: ${messageOf(error)}.`
    const { path: file, to: locale } = report
    report.findings.push({ severity: 'warning', check: 'links', file, locale, message })
    return undefined
  }
  // Its own language counts, not that of the document with the link.
  const own = emptyReport(request, context)
  if (readRules(document, request, own)) return undefined
  const units = readUnits(document, own.from, context.read).filter(({ kind }) => kind === 'heading')
  if (units.length === 0) return undefined
  // A language that cannot be translated is said where that document is translated.
  const pair = await context.resolvePair(own).catch(() => undefined)
  if (!pair || pair.from === pair.to) return undefined
  const pending = await startUnits(units, pair, request, context)
  const slugs = pending.settled().then(({ answers, findings }) => {
    const contents = new Map(
      units.flatMap((unit) =>
        'block' in unit ? [[unit.block, joinParts(unit.parts, answers, pair)]] : [],
      ),
    )
    const complete = findings.every(({ severity }) => severity !== 'error')
    return { slugs: slugsOf(document, contents, context.links.slugs), complete }
  })
  // Whoever waits for the document gets the reason; it must not count as nobody's before.
  slugs.catch(() => {})
  return { lookups: pending.lookups, slugs }
}
