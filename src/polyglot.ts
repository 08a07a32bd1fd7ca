import pLimit from 'p-limit'
import { type Cache, openCache } from './cache/index.ts'
import { checkAnswer, type Problem } from './checks/index.ts'
import { inspectParsed, translateParsed } from './document.ts'
import { documentCache } from './document-cache.ts'
import { PolyglotError } from './errors.ts'
import { parseLocale } from './locales.ts'
import { frontmatterKeys } from './markdown/frontmatter.ts'
import { type Options, type ResolvedOptions, resolveOptions } from './options.ts'
import { pairResolver } from './pair.ts'
import { decodeXml } from './tags/xml.ts'
import { createAligners } from './translate/aligners.ts'
import type { Wire } from './translate/lookups.ts'
import { createScheduler } from './translate/scheduler.ts'
import type {
  DocumentReport,
  DocumentRequest,
  DocumentResult,
  InspectedUnit,
  LanguagePair,
  Translation,
  Usage,
} from './types.ts'
import { createLedger } from './usage.ts'

/** Translates documents with one translator and one cache. Create it once per process and close it at the end. */
export interface Polyglot {
  options: ResolvedOptions
  /**
   * @throws PolyglotError BAD_LOCALE or UNSUPPORTED_LANGUAGE for a language that cannot be used;
   *   FINDINGS when `onError` is `fail` and a segment had to fall back; the reason of `signal` when it is aborted
   */
  translateDocument(request: DocumentRequest): Promise<DocumentResult>
  /** Units and segments of a document, with their keys and what is cached; sends nothing. */
  inspectDocument(request: DocumentRequest): Promise<InspectedUnit[]>
  usage(): Usage
  /** Waits for what is being stored, then frees the cache and the translator. */
  close(): Promise<void>
}

/** Documents whose trees are in the air at once; a tree takes some 50 times its text. */
const DOCUMENTS_AT_ONCE = 48

/**
 * @param warn takes one line for a person, e.g. when a damaged cache was moved aside
 * @throws PolyglotError BAD_OPTION or BAD_LOCALE
 */
export function createPolyglot(
  options: Options = {},
  warn: (message: string) => void = (message) => process.emitWarning(message),
): Polyglot {
  const resolved = resolveOptions(options)
  const { translator, checks } = resolved
  const cache = openCache(resolved.cache, resolved.root, warn)
  const check = (wire: Wire, answer: Translation, pair: LanguagePair) =>
    checkWire(wire, answer, pair, checks)
  const scheduler = createScheduler({
    translator,
    check: (lookup, answer) => check(lookup, answer, lookup),
    store: (results) =>
      cache.setSegments(
        results.map(({ lookup, translation }) =>
          entryOf(lookup, translation, translator.fingerprint),
        ),
      ),
  })
  const limit = pLimit(DOCUMENTS_AT_ONCE)
  const ledger = createLedger()
  const documents = documentCache(cache, resolved, remembered(parseLocale))
  const context = {
    translator,
    cache,
    scheduler,
    check,
    aligners: createAligners(cache, translator.fingerprint),
    read: { frontmatterKeys: frontmatterKeys(resolved.frontmatter), unit: translator.unit },
    resolvePair: pairResolver(translator),
    from: resolved.from,
  }

  async function translateDocument(request: DocumentRequest): Promise<DocumentResult> {
    request.signal?.throwIfAborted()
    const known = await documents.get(request)
    const translated = known ?? (await limit(() => translateParsed(request, context)))
    const { text, report, keys } = translated
    ledger.add(report, keys)
    if (!known && report.complete && !request.dryRun) await documents.set(request, translated)
    if (resolved.onError === 'fail' && !report.complete) throw findingsError(report)
    return { text, report }
  }

  return {
    options: resolved,
    translateDocument,
    inspectDocument: (request): Promise<InspectedUnit[]> => inspectParsed(request, context),
    usage: (): Usage => ledger.totals(scheduler.stats().requests),
    async close() {
      await scheduler.close()
      await cache.close()
      await translator.close?.()
    },
  }
}

/** The same argument gives the same result, so it is worked out once. */
function remembered<Result>(work: (argument: string) => Result): (argument: string) => Result {
  const results = new Map<string, Result>()
  return (argument) => {
    if (!results.has(argument)) results.set(argument, work(argument))
    return results.get(argument)!
  }
}

function checkWire(
  { text, tagged }: Wire,
  answer: Translation,
  pair: LanguagePair,
  severities: ResolvedOptions['checks'],
): Problem[] {
  const problems = checkAnswer(text, answer.text, pair, severities)
  if (tagged && decodeXml(tagged, answer.text) === undefined) {
    const message = 'The markup tags of the answer are not those that were sent.'
    problems.push({ check: 'tags', severity: 'error', message })
  }
  return problems
}

type SegmentEntry = Parameters<Cache['setSegments']>[0][number]

function entryOf(
  { key, text, from, to }: LanguagePair & { key: string; text: string },
  translation: Translation,
  by: string,
): SegmentEntry {
  return [key, { from, to, by, source: text, ...translation }]
}

function findingsError(report: DocumentReport): PolyglotError {
  const errors = report.findings.filter(({ severity }) => severity === 'error')
  const [first] = errors
  const place = `${first?.file ?? 'document'}${first?.line ? `:${first.line}` : ''}`
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  return new PolyglotError(
    'FINDINGS',
    `${place}: not translated into ${report.to}: ${first?.message}${more} Set onError to 'source' to publish the source text instead.`,
  )
}
