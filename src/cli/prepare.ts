import { resolve } from 'node:path'
import pLimit from 'p-limit'
import { PolyglotError } from '../errors.ts'
import { parseLocale } from '../locales.ts'
import type { ResolvedOptions } from '../options.ts'
import { readDocument } from '../read-document.ts'
import type { Finding, Locale } from '../types.ts'
import { MANIFEST, type Manifest, readManifest } from './manifest.ts'
import { DEFAULT_PATTERN, parsePattern, type Target } from './pattern.ts'
import { type PlannedOutput, planOutputs } from './plan.ts'
import type { Skipped } from './run.ts'
import type { Settings } from './settings.ts'
import { findSources, type Source } from './sources.ts'
import { setTranslationsAside } from './translations.ts'

/** Files that are read at once. */
const CONCURRENCY = 16

/** Everything a run needs to know before anything is sent. */
export interface Work {
  locales: Locale[]
  plan: PlannedOutput[]
  /** By path relative to the root; documents that could not be read are missing. */
  texts: Map<string, string>
  manifest: Manifest
  /** What came up so far. */
  findings: Finding[]
  skipped: Skipped[]
}

/**
 * Finds and reads the documents and says where their translations go. Writes nothing.
 *
 * @param files From the command line, relative to the working directory; the configuration's `documents` when empty.
 * @throws PolyglotError when something that was asked for cannot be done.
 */
export async function prepare(
  { root, from }: ResolvedOptions,
  settings: Settings,
  files: string[],
): Promise<Work> {
  const targets = targetsOf(settings.options.to ?? [])
  const pattern = parsePattern(settings.out ?? DEFAULT_PATTERN, root)
  const findings: Finding[] = []
  const manifest = await readManifest(root, (cause) => findings.push(damagedManifest(cause)))

  const given = files.length > 0 ? files : (settings.documents ?? [])
  if (given.length === 0) throw noDocuments()
  const found = await findSources(given, { from: files.length > 0 ? process.cwd() : root, root })
  const { sources, ours, lookalikes } = setTranslationsAside(found, {
    ...{ from, targets, pattern, manifest, root },
  })
  if (sources.length === 0) throw onlyTranslations([...ours, ...lookalikes.map(({ path }) => path)])
  const plan = planOutputs(sources, targets, pattern)
  const { texts, problems } = await readAll(sources, root)
  return {
    ...{ plan, texts, manifest },
    locales: targets.map(({ locale }) => locale),
    findings: [...findings, ...problems],
    skipped: lookalikes.map(({ path, locale }) => ({
      ...{ file: path, locale, output: path },
      reason: 'its name says that it is a translation',
    })),
  }
}

/** Each language once, in the order given. */
function targetsOf(languages: string[]): Target[] {
  if (languages.length === 0) {
    throw new PolyglotError(
      'BAD_OPTION',
      'No language to translate into. Give --to es,fr or set `to` in polyglot.config.ts.',
    )
  }
  const targets = new Map<Locale, Target>()
  for (const lang of languages) {
    const locale = parseLocale(lang)
    if (!targets.has(locale)) targets.set(locale, { locale, lang })
  }
  return [...targets.values()]
}

/** @throws PolyglotError BAD_DOCUMENT for a file that was named and cannot be read. */
async function readAll(
  sources: Source[],
  root: string,
): Promise<{ texts: Map<string, string>; problems: Finding[] }> {
  const limit = pLimit(CONCURRENCY)
  const results = await limit.map(sources, ({ path }) => readDocument(resolve(root, path)))
  const texts = new Map<string, string>()
  const problems: Finding[] = []
  for (const [i, { path: file, explicit }] of sources.entries()) {
    const result = results[i]
    if (result === undefined) continue
    if ('text' in result) texts.set(file, result.text)
    else if (explicit && result.problem.check === 'file') {
      throw new PolyglotError('BAD_DOCUMENT', `${file}: ${result.problem.message}`)
    } else problems.push({ severity: 'error', file, ...result.problem })
  }
  return { texts, problems }
}

function damagedManifest(cause: string): Finding {
  return {
    severity: 'warning',
    check: 'manifest',
    file: MANIFEST,
    message:
      `The list of written files cannot be used: ${cause}. A new one is started and the old one kept beside it; ` +
      'files that differ from what would be written now are left alone. Use --force to replace them.',
  }
}

function noDocuments(): PolyglotError {
  return new PolyglotError(
    'BAD_OPTION',
    'No documents. Name files or globs, such as polyglot translate "posts/**/*.md" --to es, or set `documents` in polyglot.config.ts.',
  )
}

function onlyTranslations([first, ...more]: string[]): PolyglotError {
  const all =
    more.length === 0
      ? `${first} is a translation`
      : `${first} and ${more.length} more are translations`
  return new PolyglotError(
    'BAD_OPTION',
    `Nothing to translate: ${all}, and those are never translated again.`,
  )
}
