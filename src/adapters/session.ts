import { relative } from 'node:path'
import { loadConfig } from '../config.ts'
import { PolyglotError } from '../errors.ts'
import { parseLocale } from '../locales.ts'
import type { Options } from '../options.ts'
import { createPolyglot, type Polyglot } from '../polyglot.ts'
import { readDocument } from '../read-document.ts'
import type { Finding, Usage } from '../types.ts'

/** What a bundler adapter needs: one polyglot per build, made on first use and closed at its end. */
export interface Session {
  configure(host: { root: string; log(line: string): void }): void
  translateFile(file: string, lang: string): Promise<{ text: string; warnings: string[] }>
  /** Waits for what is under way, says what was done and frees cache and translator. A later file starts anew. */
  end(): Promise<void>
}

/** @param options what was given to the plugin; it wins over `polyglot.config.ts` */
export function createSession(options: Options): Session {
  let host = { root: process.cwd(), log: (line: string) => console.info(line) }
  let polyglot: Promise<Polyglot> | undefined
  const running = new Set<Promise<unknown>>()

  async function open(): Promise<Polyglot> {
    const root = options.root ?? host.root
    const { config } = await loadConfig({ root })
    const { documents: _, out: __, ...shared } = config
    return createPolyglot({ root, ...shared, ...options }, host.log)
  }

  async function translate(file: string, lang: string) {
    polyglot ??= open()
    const { options: resolved, translateDocument } = await polyglot
    const to = parseLocale(lang)
    if (resolved.to.length > 0 && !resolved.to.includes(to))
      throw unconfigured(file, lang, resolved.to)
    const path = relative(resolved.root, file)
    const read = await readDocument(file)
    if ('problem' in read)
      throw new PolyglotError('BAD_DOCUMENT', `${path}: ${read.problem.message}`)
    const { text, report } = await translateDocument({ text: read.text, path, to })
    return { text, warnings: report.findings.map(describe) }
  }

  return {
    configure(given) {
      host = given
    },
    translateFile(file, lang) {
      const run = translate(file, lang)
      running.add(run)
      const done = () => running.delete(run)
      run.then(done, done)
      return run
    },
    async end() {
      await Promise.allSettled(running)
      const ended = polyglot
      polyglot = undefined
      const opened = await ended?.catch(() => undefined)
      if (!opened) return
      const usage = opened.usage()
      if (usage.documents > 0) host.log(`polyglot: ${summary(usage)}`)
      await opened.close()
    },
  }
}

function unconfigured(file: string, lang: string, configured: string[]): PolyglotError {
  return new PolyglotError(
    'BAD_OPTION',
    `"${file}?lang=${lang}" is in a language that is not configured. Configured: ${configured.join(', ')}. Add it to "to".`,
  )
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

function summary({ documents, cached, sent, sentCharacters }: Usage): string {
  const characters = sent > 0 ? ` (${plural(sentCharacters, 'character')})` : ''
  return `${plural(documents, 'translated document')}, ${plural(cached, 'segment')} from the cache, ${sent} sent${characters}`
}

function describe({ check, file, line, locale, message, source }: Finding): string {
  const place = [file, line].filter((part) => part !== undefined).join(':')
  return `${place} → ${locale}: ${message} [${check}]${source ? `\n  "${source}"` : ''}`
}
