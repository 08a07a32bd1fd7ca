import { type LinkRule, localizeLink } from './anchors/site-links.ts'
import type { Cache } from './cache/index.ts'
import type { Problem } from './checks/index.ts'
import { messageOf, PolyglotError } from './errors.ts'
import { type Linked, startLinked } from './linked.ts'
import { codeStyle, formatLocale, parseLocale } from './locales.ts'
import type { LinkRules } from './markdown/addresses.ts'
import type { Document, ReadOptions, Unit } from './markdown/document.ts'
import { parseDocument, readUnits, segmentsOf } from './markdown/document.ts'
import type { WriteRules } from './markdown/draft.ts'
import { writeField } from './markdown/frontmatter.ts'
import { writeDocument } from './markdown/write.ts'
import type { ResolvedOptions } from './options.ts'
import { startUnits } from './pending-units.ts'
import { alreadyIn, localeOr, readRules } from './rules.ts'
import type { createAligners } from './translate/aligners.ts'
import type { Lookups, Wire } from './translate/lookups.ts'
import type { Scheduler } from './translate/scheduler.ts'
import { wireOf } from './translate/segment.ts'
import type {
  DocumentReport,
  DocumentRequest,
  DocumentResult,
  Finding,
  InspectedUnit,
  LanguagePair,
  Locale,
  Translation,
  Translator,
} from './types.ts'
import type { DocumentKeys } from './usage.ts'

/** A result with the segment keys behind it. */
export interface TranslatedDocument extends DocumentResult {
  keys: DocumentKeys
  /** Other documents that it depends on, with hashes of their texts. */
  linked?: [path: string, hash: string][]
  /** Whether nothing in it will be better the next time. @default report.complete */
  final?: boolean
}

/** What translating one document needs. */
export interface DocumentContext {
  /** Language of documents that do not say theirs. */
  from: Locale
  translator: Translator
  cache: Cache
  scheduler: Scheduler
  /** Keys of what the translator has answered well. */
  answered: ReadonlySet<string>
  read: ReadOptions
  check(wire: Wire, answer: Translation, pair: LanguagePair): Problem[]
  resolvePair(pair: LanguagePair): Promise<LanguagePair>
  aligners: ReturnType<typeof createAligners>
  links: Pick<ResolvedOptions, 'anchors' | 'slugs'> & {
    /** Where links within the site lead. */
    rule: LinkRule | undefined
    /** The languages of the site, as they were given. */
    locales: string[]
  }
  /** To be waited for before work that takes the processor for long. */
  turn(): Promise<void>
}

const NO_KEYS: DocumentKeys = { cached: [], sent: new Map() }

/** Translates a document that the document cache does not have. A document that cannot be read passes through whole. */
export async function translateParsed(
  request: DocumentRequest,
  context: DocumentContext,
): Promise<TranslatedDocument> {
  const leave = context.scheduler.enter()
  try {
    return await translateEntered(request, context, leave)
  } finally {
    leave()
  }
}

async function translateEntered(
  request: DocumentRequest,
  context: DocumentContext,
  leave: () => void,
): Promise<TranslatedDocument> {
  const report = emptyReport(request, context)
  await context.turn()
  const document = parseOrReport(request, context, report)
  if (!document) return { text: request.text, report, keys: NO_KEYS }
  const skipped = readRules(document, request, report)
  if (skipped) return { text: request.text, report: { ...report, skipped }, keys: NO_KEYS }

  const units = readUnits(document, report.from, context.read)
  const segments = units.flatMap(segmentsOf)
  // Without anything to send nobody has to be asked which languages there are.
  const pair = segments.length > 0 ? await context.resolvePair(report) : report
  if (pair.from === pair.to)
    return { text: request.text, report: { ...report, skipped: alreadyIn(pair.to) }, keys: NO_KEYS }
  const pending = await startUnits(units, pair, request, context)
  const pendingLinked = await startLinked(document, request, context, report)
  leave()
  const { answers, findings } = await pending.settled()
  const linked = await pendingLinked.settled()
  const lookups = [pending.lookups, ...pendingLinked.lookups]
  const keys = keysOf(lookups)
  Object.assign(report, {
    units: units.length,
    segments: segments.length,
    cached: keys.cached.size,
    sent: keys.sent.size,
    sentCharacters: keys.sent.values().reduce((sum, length) => sum + length, 0),
  })
  const warnings = new Map(lookups.flatMap((each) => [...each.warnings]))
  for (const warning of warnings.values()) {
    report.findings.push({ ...warning, file: request.path, locale: report.to })
  }
  if (request.dryRun) return { text: request.text, report, keys }
  report.findings.push(...findings)
  await context.turn()
  const written = writeDocument(document, units, {
    ...linkRules(request, context.links, linked),
    answers,
    pair,
    lang: langEdit(document, report.to),
  })
  if (written.linksLeft) report.findings.push(linksFinding(request, report.to))
  for (const unit of written.reverted) {
    report.findings.push(structureFinding(unit, request, report.to))
    const wires = segmentsOf(unit).map((segment) => wireOf(segment, context.translator.tags))
    await pending.lookups.reject(wires, 'structure')
  }
  report.complete = report.findings.every(({ severity }) => severity !== 'error')
  const final = report.complete && linked.complete
  return { text: written.text, report, keys, linked: linked.texts, final }
}

/** Distinct keys over several lookups. */
function keysOf(lookups: Lookups[]): { cached: Set<string>; sent: Map<string, number> } {
  const sent = new Map(lookups.flatMap((each) => [...each.sent]))
  const cached = new Set(lookups.flatMap((each) => [...each.cached]))
  return { cached: cached.difference(sent), sent }
}

function linkRules(
  { path, to }: DocumentRequest,
  { anchors, slugs, rule, locales }: DocumentContext['links'],
  linked: Linked,
): LinkRules {
  const locale = parseLocale(to)
  return {
    path,
    anchors,
    slugs,
    linked: linked.slugs,
    ...(rule && {
      localize: (url) => localizeLink(url, { rule, path, locale, lang: to, locales }),
    }),
  }
}

/** Units and segments with their keys and cached translations. */
export async function inspectParsed(
  request: DocumentRequest,
  context: DocumentContext,
): Promise<InspectedUnit[]> {
  const report = emptyReport(request, context)
  await context.turn()
  const document = parseOrReport(request, context, report)
  if (!document) throw new PolyglotError('BAD_DOCUMENT', report.findings[0]!.message)
  readRules(document, request, report)
  const units = readUnits(document, report.from, context.read)
  const pair = await context.resolvePair(report)
  const pending = await startUnits(units, pair, { ...request, dryRun: true }, context)
  const { lookups } = pending
  const { answers } = await pending.settled()
  return units.map((unit) => ({
    kind: unit.kind,
    line: unit.line,
    start: unit.start + document.bom.length,
    end: unit.end + document.bom.length,
    segments: segmentsOf(unit).map((segment) => {
      const wire = wireOf(segment, context.translator.tags)
      const key = lookups.keyOf(wire)
      const target = lookups.peek(wire)?.text
      const tokens = answers.get(segment)
      return {
        ...segment,
        key,
        ...(target !== undefined && { target }),
        ...(tokens && { tokens }),
        ...(context.answered.has(key) && { sent: true }),
      }
    }),
  }))
}

/** Of a document that nothing has been done to yet. */
export function emptyReport(
  { path, from, to }: DocumentRequest,
  context: DocumentContext,
): DocumentReport {
  return {
    ...(path !== undefined && { path }),
    from: from === undefined ? context.from : parseLocale(from),
    to: parseLocale(to),
    units: 0,
    segments: 0,
    cached: 0,
    sent: 0,
    sentCharacters: 0,
    findings: [],
    complete: true,
  }
}

function parseOrReport(
  { text, path }: DocumentRequest,
  context: DocumentContext,
  report: DocumentReport,
): Document | undefined {
  try {
    return parseDocument(text, context.read, path)
  } catch (error) {
    const message = `The markdown cannot be parsed, so the document stays as it is: ${messageOf(error)}.`
    report.findings.push({
      severity: 'error',
      check: 'document',
      file: path,
      line: (error as { line?: number }).line,
      locale: report.to,
      message,
    })
    report.complete = false
    return undefined
  }
}

/** In the translated document `lang` names the target, in the code style of the source. One that nobody knows stays. */
function langEdit({ frontmatter }: Document, to: Locale): WriteRules['lang'] {
  const lang = frontmatter?.lang
  if (!lang || localeOr(lang.value, () => {}) === undefined) return undefined
  const value = formatLocale(to, codeStyle(lang.value))
  return { start: lang.start, end: lang.end, value, text: writeField(lang, value) }
}

function linksFinding({ path }: DocumentRequest, locale: Locale): Finding {
  return {
    severity: 'warning',
    check: 'links',
    file: path,
    locale,
    message:
      'Links and ids of headings stay as they are: the new ones would have changed the page. See what your options "slugs" and "links" make of them.',
  }
}

function structureFinding(unit: Unit, { path }: DocumentRequest, locale: Locale): Finding {
  return {
    severity: 'error',
    check: 'structure',
    file: path,
    line: unit.line,
    locale,
    source: segmentsOf(unit)
      .map(({ text }) => text)
      .join(' '),
    message: `The translation of this ${unit.kind} would have changed the page, so it stays in the source language.`,
  }
}
