import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseLocale } from '../locales.ts'
import type { Locale } from '../types.ts'
import type { Manifest } from './manifest.ts'
import type { OutputPattern, Target } from './pattern.ts'
import type { Source } from './sources.ts'

/** Sources without the files that are translations themselves. */
export interface Sorted {
  sources: Source[]
  /** Left out because the manifest lists them or this run would write them. */
  ours: string[]
  /** Left out because of their name only. */
  lookalikes: { path: string; locale: Locale }[]
}

/**
 * Tells documents from translations, so that a glob over everything never translates a translation. One is what the manifest lists and,
 * because a manifest can be lost, what the output pattern could have made: in a target language, or in any language when the document
 * it would come from is there. A file named after the source language is never one.
 */
export function setTranslationsAside(
  found: Source[],
  {
    from,
    targets,
    pattern,
    manifest,
    root,
  }: { from: Locale; targets: Target[]; pattern: OutputPattern; manifest: Manifest; root: string },
): Sorted {
  const sorted: Sorted = { sources: [], ours: [], lookalikes: [] }
  for (const source of found) {
    const { path } = source
    const read = pattern.read(path)
    const hasSource =
      read?.source !== undefined && read.source !== path && existsSync(resolve(root, read.source))
    const target = targets.find(({ locale, lang }) => [locale, lang].includes(read?.language ?? ''))
    const locale = target?.locale ?? (hasSource ? localeOf(read.language) : undefined)
    if (manifest.has(path)) sorted.ours.push(path)
    else if (read === undefined || locale === from) sorted.sources.push(source)
    else if (hasSource && (target !== undefined || read.language === undefined)) {
      sorted.ours.push(path)
    } else if (locale !== undefined) sorted.lookalikes.push({ path, locale })
    else sorted.sources.push(source)
  }
  return sorted
}

function localeOf(code: string | undefined): Locale | undefined {
  try {
    return code === undefined ? undefined : parseLocale(code)
  } catch {
    return undefined
  }
}
