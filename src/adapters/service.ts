import { relative, sep } from 'node:path'
import { PolyglotError } from '../errors.ts'
import type { Run } from '../inspector/records.ts'
import { parseLocale } from '../locales.ts'
import type { PluginOptions } from '../plugin-options.ts'
import { readDocument } from '../read-document.ts'
import { remembered } from '../remembered.ts'
import type { DocumentRequest, DocumentResult, InspectedUnit } from '../types.ts'
import type { Lines } from './outage.ts'
import { readSettings, type Settings } from './settings.ts'
import { createTerm, type Host, type Term, type TermRequest } from './term.ts'

export type { Host } from './term.ts'

/** A markdown file that was read, and the way into the language that was asked for. */
export interface OpenFile {
  /** The markdown as it stands in the file. */
  text: string
  /** Starts the translation. Rejects with an `AbortError` when the service gives up. */
  translate(): Promise<DocumentResult>
  /** The last complete translation that is kept of this file, maybe of an older text. */
  last(): Promise<string | undefined>
}

/** What a bundler adapter needs: one polyglot per build, made on first use and closed at its end. */
export interface Service extends Lines {
  configure(host: Host): void
  /** @throws PolyglotError BAD_OPTION when the configuration or an option of the plugin is wrong */
  settings(): Promise<Settings>
  /** Tells of every translation that begins, from now on. */
  watch(watcher: (run: Run) => void): void
  /** Units and segments of a document, with what is cached; sends nothing. */
  inspect(request: DocumentRequest): Promise<InspectedUnit[]>
  /**
   * @param file absolute path
   * @param lang target language, any code style
   * @throws PolyglotError BAD_OPTION for a language that is not configured, BAD_LOCALE for what is none,
   *   BAD_DOCUMENT for a file that cannot be read
   */
  open(file: string, lang: string): Promise<OpenFile>
  /**
   * Waits for the translations under way, or gives them up; then says what was done and frees cache and translator.
   * A later file starts anew.
   *
   * @param options.warn takes the findings, where they have not been said before
   */
  end(options?: { giveUp?: boolean; warn?: Lines['warn'] }): Promise<void>
}

/** @param options what was given to the plugin; it wins over `polyglot.config.ts` */
export function createService(options: PluginOptions): Service {
  const localeOf = remembered(parseLocale)
  let host: Host = { root: process.cwd(), info: console.info, warn: console.warn }
  let term: Term | undefined
  const watchers: ((run: Run) => void)[] = []

  const current = (): Term => {
    term ??= createTerm(host, readSettings(options, host.root))
    return term
  }

  const say = (kind: keyof Lines, line: string) => (term ? term.say(kind, line) : host[kind](line))

  function translate(request: TermRequest): Promise<DocumentResult> {
    const result = current().translate(request)
    for (const watch of watchers) watch({ ...request, result })
    return result
  }

  return {
    configure(given) {
      host = given
    },
    info: (line) => say('info', line),
    warn: (line) => say('warn', line),
    settings: () => current().settings,
    watch: (watcher) => void watchers.push(watcher),
    inspect: async (request) => (await current().polyglot()).inspectDocument(request),
    async open(file, lang) {
      const { options: resolved } = await current().polyglot()
      const to = localeOf(lang)
      const path = relative(resolved.root, file).split(sep).join('/')
      const configured = [...resolved.to, resolved.from]
      if (resolved.to.length > 0 && !configured.includes(to))
        throw unconfigured(path, lang, resolved.to)
      const read = await readDocument(file)
      if ('problem' in read)
        throw new PolyglotError('BAD_DOCUMENT', `${path}: ${read.problem.message}`)
      const { text } = read
      return {
        text,
        translate: () => translate({ text, path, to }),
        last: async () => (await current().polyglot()).newestTranslation({ path, to }),
      }
    },
    async end({ giveUp = false, warn } = {}) {
      const ending = term
      if (!ending) return
      if (giveUp) ending.giveUp()
      await ending.settled()
      if (term !== ending) return
      term = undefined
      await ending.close(giveUp ? undefined : warn)
    },
  }
}

function unconfigured(path: string, lang: string, configured: string[]): PolyglotError {
  return new PolyglotError(
    'BAD_OPTION',
    `"${path}?lang=${lang}" is in a language that is not configured. Configured: ${configured.join(', ')}. Add it to "to".`,
  )
}
