import { type Cache, documentKey, placeKey } from './cache/index.ts'
import { CHECKS_VERSION } from './checks/index.ts'
import type { TranslatedDocument } from './document.ts'
import { textHash } from './linked.ts'
import { isMdx } from './markdown/syntax/resolve.ts'
import type { ResolvedOptions } from './options.ts'
import { remembered } from './remembered.ts'
import { SEGMENTER_VERSION } from './segments/sentences.ts'
import type { DocumentRequest, Locale } from './types.ts'

/**
 * Moves when the same source and answers give another document: cutting into segments, placing, writing, guarding.
 * Documents are then put together anew from cached segments.
 */
const DOCUMENT_VERSION = 2

/** Characters of a segment key that tell lookups apart when they are counted: language pair and 60 bits of hash. */
export const COUNTED = 14

/** Finished documents, so that an unchanged one is neither parsed nor looked up sentence by sentence. */
export interface DocumentCache {
  get(request: DocumentRequest): Promise<TranslatedDocument | undefined>
  set(request: DocumentRequest, document: TranslatedDocument): Promise<void>
  /** The complete translation that was made last of what stands at this path, whatever it said then. */
  newest(request: Pick<DocumentRequest, 'to'> & { path: string }): Promise<string | undefined>
}

/** @param parseLocale reads language codes; a warm run does little else, so it had better remember them */
export function documentCache(
  cache: Cache,
  options: ResolvedOptions,
  parseLocale: (code: string) => Locale,
): DocumentCache {
  const { checks, frontmatter, syntax, anchors, from, to: locales } = options
  const rules = [options.slugs, options.links].map(String)
  // Where links lead depends on the other languages of the site.
  const linking = options.links === undefined ? rules : [...rules, from, ...locales]
  const versions = `${DOCUMENT_VERSION} ${SEGMENTER_VERSION} ${CHECKS_VERSION}`
  const settingsFor = remembered((to: Locale) => {
    const { fingerprint, unit, tags, checks: own } = options.translatorFor(to)
    const judged = { ...own, ...checks }
    const settings = { fingerprint, unit, tags, checks: judged, frontmatter, syntax, anchors }
    return JSON.stringify({ ...settings, linking })
  })
  const keyOf = ({ text, path, from, to: code, linked }: DocumentRequest) => {
    const to = parseLocale(code)
    const follows = anchors === 'rewrite' && linked !== undefined && LINKS.test(text)
    const place = follows || typeof options.links === 'function' ? (path ?? '') : ''
    return documentKey({
      text,
      // A document's own `lang` is part of its text.
      from: from === undefined ? `default ${options.from}` : parseLocale(from),
      to,
      settings: settingsFor(to),
      syntax: isMdx(path) ? 'mdx' : 'md',
      // The same link may lead elsewhere from elsewhere.
      place,
      // `[lang]` in links is the language as it was written.
      lang: options.links === undefined ? '' : code,
      versions,
    })
  }

  return {
    async get(request) {
      const entry = await cache.getDocument(keyOf(request))
      if (!entry || !(await isUpToDate(entry.linked ?? [], request))) return undefined
      const { path: file } = request
      const { text, keys, from, units, segments, skipped } = entry
      const cached = keys.match(new RegExp(`.{${COUNTED}}`, 'g')) ?? []
      const findings = entry.findings?.map((finding) => ({ ...finding, file })) ?? []
      return {
        text,
        keys: { cached, sent: new Map() },
        report: {
          path: file,
          from,
          to: parseLocale(request.to),
          ...(skipped !== undefined && { skipped }),
          units,
          segments,
          cached: cached.length,
          sent: 0,
          sentCharacters: 0,
          findings,
          complete: true,
        },
      }
    },
    async set(request, { text, report, keys, linked }) {
      const { from, skipped, units, segments } = report
      const findings = report.findings.map(({ file: _, ...finding }) => finding)
      const all = [...keys.cached, ...keys.sent.keys()].map((key) => key.slice(0, COUNTED)).join('')
      const entry = { text, from, units, segments, keys: all, findings, linked }
      const { path, to } = request
      const place = path === undefined ? undefined : placeKey(path, parseLocale(to))
      const whole = skipped === undefined ? entry : { ...entry, skipped }
      await cache.setDocument(keyOf(request), whole, place)
    },
    async newest({ path, to }) {
      const entry = await cache.getNewest(placeKey(path, parseLocale(to)))
      return entry?.text
    },
  }
}

/** A link to a heading of another document. */
const LINKS = /\.(?:md|mdx|markdown)(?:\?[^\s)#]*)?#/i

/** Whether the documents whose headings it links to still say what they said. */
async function isUpToDate(
  linked: [path: string, hash: string][],
  request: DocumentRequest,
): Promise<boolean> {
  for (const [path, hash] of linked) {
    const text = await request.linked?.(path)
    if (text === undefined || textHash(text) !== hash) return false
  }
  return true
}
