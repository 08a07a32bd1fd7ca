import type { Cache } from './cache/index.ts'
import type { Problem } from './checks/index.ts'
import { messageOf, PolyglotError } from './errors.ts'
import { codeStyle, displayName, formatLocale, matchLocale, parseLocale } from './locales.ts'
import type { Document, ReadOptions, Unit } from './markdown/document.ts'
import { parseDocument, readUnits, segmentsOf } from './markdown/document.ts'
import { writeField } from './markdown/frontmatter.ts'
import { type LangEdit, writeDocument } from './markdown/write.ts'
import type { createAligners } from './translate/aligners.ts'
import { type Lookups, openLookups, type Wire } from './translate/lookups.ts'
import type { Scheduler } from './translate/scheduler.ts'
import {
  type SegmentContext,
  type SegmentResult,
  translateSegment,
  wireOf,
  wiresOf,
} from './translate/segment.ts'
import type {
  DocumentReport,
  DocumentRequest,
  DocumentResult,
  Finding,
  InspectedUnit,
  LanguagePair,
  Locale,
  Segment,
  Token,
  Translation,
  Translator,
} from './types.ts'
import type { DocumentKeys } from './usage.ts'

/** A result with the segment keys behind it. */
export interface TranslatedDocument extends DocumentResult {
  keys: DocumentKeys
}

/** What translating one document needs. */
export interface DocumentContext {
  /** Language of documents that do not say theirs. */
  from: Locale
  translator: Translator
  cache: Cache
  scheduler: Scheduler
  read: ReadOptions
  check(wire: Wire, answer: Translation, pair: LanguagePair): Problem[]
  resolvePair(pair: LanguagePair): Promise<LanguagePair>
  aligners: ReturnType<typeof createAligners>
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
  const lookups = await lookUp(segments, pair, request, context)
  const { tags } = context.translator
  const segmentContext: SegmentContext = {
    lookups,
    tags,
    aligner: () => context.aligners(pair),
    check: (wire, answer) => context.check(wire, answer, pair),
  }
  const pending = segments.map((segment) => translateSegment(segment, segmentContext))
  leave()
  const results = await Promise.all(pending)
  Object.assign(report, {
    units: units.length,
    segments: segments.length,
    cached: lookups.cached.size,
    sent: lookups.sent.size,
    sentCharacters: lookups.sent.values().reduce((sum, length) => sum + length, 0),
  })
  for (const warning of lookups.warnings.values()) {
    report.findings.push({ ...warning, file: request.path, locale: report.to })
  }
  if (request.dryRun) return { text: request.text, report, keys: lookups }
  const answers = collectAnswers(units, segments, results, report)
  await context.turn()
  const written = writeDocument(document, units, answers, pair, langEdit(document, report.to))
  for (const unit of written.reverted) {
    report.findings.push(structureFinding(unit, request, report.to))
    const wires = segmentsOf(unit).map((segment) => wireOf(segment, tags))
    await lookups.reject(wires, 'structure')
  }
  report.complete = report.findings.every(({ severity }) => severity !== 'error')
  return { text: written.text, report, keys: lookups }
}

/** Units and segments with their keys and cached translations. */
export async function inspectParsed(
  request: DocumentRequest,
  context: DocumentContext,
): Promise<InspectedUnit[]> {
  const report = emptyReport(request, context)
  const document = parseOrReport(request, context, report)
  if (!document) throw new PolyglotError('BAD_DOCUMENT', report.findings[0]!.message)
  readRules(document, request, report)
  const units = readUnits(document, report.from, context.read)
  const pair = await context.resolvePair(report)
  const lookups = await lookUp(units.flatMap(segmentsOf), pair, request, context)
  return units.map((unit) => ({
    kind: unit.kind,
    line: unit.line,
    start: unit.start + document.bom.length,
    end: unit.end + document.bom.length,
    segments: segmentsOf(unit).map((segment) => {
      const wire = wireOf(segment, context.translator.tags)
      const target = lookups.peek(wire)?.text
      return { ...segment, key: lookups.keyOf(wire), ...(target !== undefined && { target }) }
    }),
  }))
}

function lookUp(
  segments: Segment[],
  pair: LanguagePair,
  { signal, dryRun }: DocumentRequest,
  { cache, scheduler, check, translator }: DocumentContext,
): Promise<Lookups> {
  const { fingerprint, tags } = translator
  const wires = segments.flatMap((segment) => wiresOf(segment, tags))
  return openLookups(pair, wires, { cache, scheduler, fingerprint, check, signal, dryRun })
}

function emptyReport(
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
    return parseDocument(text, context.read)
  } catch (error) {
    const message = `The markdown cannot be parsed, so the document stays as it is: ${messageOf(error)}.`
    report.findings.push({
      severity: 'error',
      check: 'document',
      file: path,
      locale: report.to,
      message,
    })
    report.complete = false
    return undefined
  }
}

/** Reads what the front matter says of the document's language; returns why to skip it, if so. */
function readRules(
  document: Document,
  request: DocumentRequest,
  report: DocumentReport,
): string | undefined {
  const { frontmatter } = document
  const { to } = report
  const doubt = (message: string) =>
    report.findings.push({
      severity: 'warning',
      check: 'frontmatter',
      file: request.path,
      line: 1,
      locale: to,
      message,
    })
  if (frontmatter?.problem) doubt(`The front matter stays as it is: ${frontmatter.problem}`)
  if (frontmatter?.translate === false) return 'translate: false'
  const locales = (codes: string[]) => codes.flatMap((code) => localeOr(code, doubt) ?? [])
  const [own] = frontmatter?.lang ? locales([frontmatter.lang.value]) : []
  if (own && request.from === undefined) report.from = own
  const { translatedTo } = frontmatter ?? {}
  const wanted = locales(translatedTo ?? [])
  if (translatedTo && wanted.length === 0) return 'translated_to lists no language that is known'
  if (wanted.length > 0 && !matchLocale(to, wanted)) return `translated_to does not list ${to}`
  return report.from === to ? alreadyIn(to) : undefined
}

const alreadyIn = (locale: Locale) => `already in ${displayName(locale)}`

function localeOr(code: string, doubt: (message: string) => void): Locale | undefined {
  try {
    return parseLocale(code)
  } catch (error) {
    doubt(messageOf(error))
    return undefined
  }
}

function collectAnswers(
  units: Unit[],
  segments: Segment[],
  results: SegmentResult[],
  report: DocumentReport,
): Map<Segment, Token[]> {
  const lines = new Map(
    units.flatMap((unit) => segmentsOf(unit).map((segment) => [segment, unit.line] as const)),
  )
  const answers = new Map<Segment, Token[]>()
  results.forEach(({ tokens, findings }, index) => {
    const segment = segments[index]!
    if (tokens) answers.set(segment, tokens)
    const place = { file: report.path, line: lines.get(segment), locale: report.to }
    for (const finding of findings) report.findings.push({ ...finding, ...place })
  })
  return answers
}

/** In the translated document `lang` names the target, in the code style of the source. One that nobody knows stays. */
function langEdit({ frontmatter }: Document, to: Locale): LangEdit | undefined {
  const lang = frontmatter?.lang
  if (!lang || localeOr(lang.value, () => {}) === undefined) return undefined
  const value = formatLocale(to, codeStyle(lang.value))
  return { start: lang.start, end: lang.end, value, text: writeField(lang, value) }
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
