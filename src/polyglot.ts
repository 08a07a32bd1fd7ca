import pLimit from 'p-limit'
import { type Cache, openCache } from './cache/index.ts'
import {
  type DocumentContext,
  inspectParsed,
  type TranslatedDocument,
  translateParsed,
} from './document.ts'
import { documentCache } from './document-cache.ts'
import { messageOf, PolyglotError } from './errors.ts'
import { parseLocale } from './locales.ts'
import { frontmatterKeys } from './markdown/frontmatter.ts'
import { checkRequest } from './option-values.ts'
import { type Options, type ResolvedOptions, resolveOptions } from './options.ts'
import { pairResolver } from './pair.ts'
import { remembered } from './remembered.ts'
import { createAligners } from './translate/aligners.ts'
import { createJudge } from './translate/judge.ts'
import { createScheduler } from './translate/scheduler.ts'
import { createTurns } from './turns.ts'
import type {
  DocumentReport,
  DocumentRequest,
  DocumentResult,
  InspectedUnit,
  Translator,
  Usage,
} from './types.ts'
import { untilAborted } from './until-aborted.ts'
import { createLedger } from './usage.ts'

/** Translates documents with one translator and one cache. Create it once per process and close it at the end. */
export interface Polyglot {
  options: ResolvedOptions
  /**
   * @throws PolyglotError BAD_OPTION for a request without text or language, BAD_LOCALE or UNSUPPORTED_LANGUAGE for a
   *   language that cannot be used; FINDINGS when `onError` is `fail` and a segment had to fall back; the reason of
   *   `signal` when it is aborted, and an `AbortError` when all is closed, whatever the document is waiting for
   */
  translateDocument(request: DocumentRequest): Promise<DocumentResult>
  /**
   * The last complete translation of the document at this path, maybe of an older text: something to show while the
   * new one is under way. Undefined where there is none in the cache.
   */
  newestTranslation(request: { path: string; to: string }): Promise<string | undefined>
  /** Units and segments of a document, with their keys and what is cached; sends nothing. */
  inspectDocument(request: DocumentRequest): Promise<InspectedUnit[]>
  usage(): Usage
  /** Gives up documents under way, waits for what is being stored, then frees the cache and the translator. */
  close(): Promise<void>
}

/** Documents under way at once: fewer take less memory and time for garbage, more fill batches better. Measured: `bench/`. */
const DOCUMENTS_AT_ONCE = 32

/**
 * @param warn takes one line for a person, e.g. when a damaged cache was moved aside
 * @throws PolyglotError BAD_OPTION or BAD_LOCALE
 */
export function createPolyglot(
  options: Options = {},
  warn: (message: string) => void = (message) => process.emitWarning(message),
): Polyglot {
  const resolved = resolveOptions(options)
  const cache = openCache(resolved.cache, resolved.root, warn)
  const localeOf = remembered(parseLocale)
  const turn = createTurns()
  const contexts = new Map(
    resolved.translators.map((translator) => [
      translator,
      openTranslator(translator, cache, resolved, turn),
    ]),
  )
  const contextFor = ({ to }: DocumentRequest) =>
    contexts.get(resolved.translatorFor(localeOf(to)))!
  const documents = documentCache(cache, resolved, localeOf)
  const limit = pLimit(DOCUMENTS_AT_ONCE)
  const ledger = createLedger()

  const closing = new AbortController()

  /** A caller that gives up never waits on, and takes no place from others. */
  async function attend<Result>({ signal }: DocumentRequest, work: () => Promise<Result>) {
    const signals = [signal, closing.signal]
    for (const each of signals) each?.throwIfAborted()
    return untilAborted(work(), ...signals)
  }

  async function translate(request: DocumentRequest): Promise<TranslatedDocument> {
    const known = await documents.get(request)
    if (known) return known
    const context = contextFor(request)
    const translated = await limit(() =>
      attend(request, async () => {
        await context.ready()
        return translateParsed(request, context)
      }),
    )
    const { report, final = report.complete } = translated
    if (final && !request.dryRun) {
      // The result is good and its segments are stored; a document that is not costs the next run some time.
      await documents.set(request, translated).catch((error) => {
        if (!closing.signal.aborted) warn(messageOf(error))
      })
    }
    return translated
  }

  return {
    options: resolved,
    async translateDocument(request) {
      checkRequest(request)
      const { text, report, keys } = await attend(request, () => translate(request))
      ledger.add(report, keys)
      if (resolved.onError === 'fail' && !report.complete) throw findingsError(report)
      return { text, report }
    },
    newestTranslation: documents.newest,
    async inspectDocument(request) {
      checkRequest(request)
      const context = contextFor(request)
      return attend(request, async () => {
        await context.ready()
        return inspectParsed(request, context)
      })
    },
    usage(): Usage {
      const requests = [...contexts.values()].map(({ scheduler }) => scheduler.stats().requests)
      return ledger.totals(requests.reduce((sum, count) => sum + count, 0))
    },
    async close() {
      closing.abort(
        new DOMException(
          'Polyglot was closed before this document was translated. Close it when all documents are done.',
          'AbortError',
        ),
      )
      await Promise.all([...contexts.values()].map(({ scheduler }) => scheduler.close()))
      await cache.close()
      await Promise.all(resolved.translators.map((translator) => translator.close?.()))
    },
  }
}

interface OpenTranslator extends DocumentContext {
  /** To be awaited before a document is translated or inspected. */
  ready(): Promise<void>
}

/** One translator with all that documents need to use it. */
function openTranslator(
  translator: Translator,
  cache: Cache,
  options: ResolvedOptions,
  turn: () => Promise<void>,
): OpenTranslator {
  const { checks, from, to, frontmatter, syntax, anchors, slugs, links } = options
  const { ready, judge } = createJudge({ ...translator.checks, ...checks })
  const answered = new Set<string>()
  const scheduler = createScheduler({
    translator,
    check: (lookup, answer) => judge(lookup, answer, lookup),
    store: (results) => {
      for (const { lookup } of results) answered.add(lookup.key)
      return cache.setSegments(
        results.map(({ lookup: { key, text, from, to }, translation }) => [
          key,
          { from, to, by: translator.fingerprint, source: text, ...translation },
        ]),
      )
    },
  })
  return {
    turn,
    from,
    translator,
    cache,
    scheduler,
    answered,
    check: judge,
    ready,
    read: { frontmatterKeys: frontmatterKeys(frontmatter), unit: translator.unit, syntax },
    links: { anchors, slugs, rule: links, locales: [from, ...to] },
    resolvePair: pairResolver(translator),
    aligners: createAligners(cache, translator.fingerprint),
  }
}

function findingsError(report: DocumentReport): PolyglotError {
  const errors = report.findings.filter(({ severity }) => severity === 'error')
  const [first] = errors
  const place = [first?.file ?? 'document', first?.line].filter(Boolean).join(':')
  const more = errors.length > 1 ? ` There are ${errors.length - 1} more.` : ''
  return new PolyglotError(
    'FINDINGS',
    `${place}: not translated into ${report.to}: ${first?.message}${more} Set onError to 'source' to publish the source text instead.`,
    { retryable: errors.some(({ temporary }) => temporary) },
  )
}
