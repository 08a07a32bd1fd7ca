import { relative, resolve, sep } from 'node:path'
import { loadConfig } from '../config.ts'
import { count } from '../count.ts'
import { PolyglotError } from '../errors.ts'
import { parseLocale } from '../locales.ts'
import type { Options } from '../options.ts'
import { createPolyglot, type Polyglot } from '../polyglot.ts'
import { readDocument } from '../read-document.ts'
import type { DocumentResult, Usage } from '../types.ts'

/** What a service takes from the bundler: the project's folder, and where lines for a person go. */
export interface Host {
  root: string
  info(line: string): void
  warn(line: string): void
}

/** A markdown file that was read, and the way into the language that was asked for. */
export interface OpenFile {
  /** The markdown as it stands in the file. */
  text: string
  /** Starts the translation. Rejects with an `AbortError` when the service gives up. */
  translate(): Promise<DocumentResult>
}

/** What a bundler adapter needs: one polyglot per build, made on first use and closed at its end. */
export interface Service {
  configure(host: Host): void
  /** Passes a line on to the host. */
  warn(line: string): void
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
   */
  end(options?: { giveUp?: boolean }): Promise<void>
}

/** One polyglot with what it is doing. */
interface Term {
  polyglot: Promise<Polyglot>
  running: Set<Promise<unknown>>
  leaving: AbortController
}

/** @param options what was given to the plugin; it wins over `polyglot.config.ts` */
export function createService(options: Options): Service {
  const given = Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  )
  let host: Host = { root: process.cwd(), info: console.info, warn: console.warn }
  let term: Term | undefined

  const current = (): Term => {
    term ??= { polyglot: start(), running: new Set(), leaving: new AbortController() }
    return term
  }

  async function start(): Promise<Polyglot> {
    const root = options.root ?? host.root
    const { config } = await loadConfig({ root })
    const { documents: _, out: __, ...shared } = config
    return createPolyglot({ root, ...shared, ...given }, host.warn)
  }

  function translate(text: string, path: string, to: string): Promise<DocumentResult> {
    const { polyglot, running, leaving } = current()
    const { signal } = leaving
    const run = polyglot.then((each) => {
      const linked = (other: string) => readLinked(resolve(each.options.root, other))
      return each.translateDocument({ text, path, to, linked, signal })
    })
    running.add(run)
    const done = () => running.delete(run)
    run.then(done, done)
    return run
  }

  return {
    configure(given) {
      host = given
    },
    warn: (line) => host.warn(line),
    async open(file, lang) {
      const { options: resolved } = await current().polyglot
      const to = parseLocale(lang)
      const path = relative(resolved.root, file).split(sep).join('/')
      const configured = [...resolved.to, resolved.from]
      if (resolved.to.length > 0 && !configured.includes(to))
        throw unconfigured(path, lang, resolved.to)
      const read = await readDocument(file)
      if ('problem' in read)
        throw new PolyglotError('BAD_DOCUMENT', `${path}: ${read.problem.message}`)
      return { text: read.text, translate: () => translate(read.text, path, to) }
    },
    async end({ giveUp = false } = {}) {
      const ending = term
      if (!ending) return
      if (giveUp) ending.leaving.abort()
      while (ending.running.size > 0) await Promise.allSettled(ending.running)
      if (term !== ending) return
      term = undefined
      const polyglot = await ending.polyglot.catch(() => undefined)
      if (!polyglot) return
      const usage = polyglot.usage()
      if (usage.documents > 0) host.info(`polyglot: ${summary(usage)}`)
      await polyglot.close()
    },
  }
}

/** A link may lead to what is no file. */
async function readLinked(file: string): Promise<string | undefined> {
  const read = await readDocument(file)
  return 'text' in read ? read.text : undefined
}

function unconfigured(path: string, lang: string, configured: string[]): PolyglotError {
  return new PolyglotError(
    'BAD_OPTION',
    `"${path}?lang=${lang}" is in a language that is not configured. Configured: ${configured.join(', ')}. Add it to "to".`,
  )
}

function summary({ documents, cached, sent, sentCharacters }: Usage): string {
  const characters = sent > 0 ? ` (${count(sentCharacters, 'character')})` : ''
  return `${count(documents, 'translated document')}, ${count(cached, 'segment')} from the cache, ${sent} sent${characters}`
}
