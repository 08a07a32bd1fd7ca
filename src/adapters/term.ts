import { resolve } from 'node:path'
import type { Polyglot } from '../polyglot.ts'
import type { LiveLine } from '../progress-line.ts'
import { readDocument } from '../read-document.ts'
import type { DocumentResult } from '../types.ts'
import type { Lines } from './outage.ts'
import { createBuildProgress } from './progress.ts'
import type { Settings } from './settings.ts'
import { createSummary } from './summary.ts'

/** What a service takes from the bundler: the project's folder, and where lines for a person go. */
export interface Host extends Lines {
  root: string
  /** Where a build shows how far it is; absent where it had better not. */
  live?: LiveLine
}

/** A document for a term, with its path relative to the root. */
export interface TermRequest {
  text: string
  path: string
  to: string
}

/** One polyglot with what it is doing, from the first file of a build to its end. */
export interface Term {
  settings: Promise<Settings>
  /** Made on first use. */
  polyglot(): Promise<Polyglot>
  translate(request: TermRequest): Promise<DocumentResult>
  /** Passes a line on to the host. */
  say(kind: keyof Lines, line: string): void
  /** Makes translations under way reject with an `AbortError`. */
  giveUp(): void
  /** Resolves when no translation is under way. */
  settled(): Promise<void>
  /** Says what was done, and frees cache and translator. @param warn takes the findings */
  close(warn?: Lines['warn']): Promise<void>
}

export function createTerm(host: Host, settings: Promise<Settings>): Term {
  const running = new Set<Promise<unknown>>()
  const leaving = new AbortController()
  const progress = createBuildProgress(host.live)
  const summary = createSummary()
  let made: Promise<Polyglot> | undefined

  function say(kind: keyof Lines, line: string): void {
    progress.clear()
    host[kind](line)
  }

  async function make(): Promise<Polyglot> {
    const [{ options }, { createPolyglot }] = await Promise.all([settings, loadPolyglot()])
    const polyglot = createPolyglot(options, (line) => say('warn', line))
    progress.counts(polyglot.usage)
    return polyglot
  }

  function polyglot(): Promise<Polyglot> {
    made ??= make()
    return made
  }

  async function run(request: TermRequest): Promise<DocumentResult> {
    const { options, translateDocument } = await polyglot()
    const linked = (other: string) => readLinked(resolve(options.root, other))
    const result = await translateDocument({ ...request, linked, signal: leaving.signal })
    summary.add(result.report)
    return result
  }

  return {
    settings,
    polyglot,
    say,
    translate(request) {
      progress.found()
      const started = run(request)
      running.add(started)
      const done = () => {
        running.delete(started)
        progress.done()
      }
      started.then(done, done)
      return started
    },
    giveUp: () => leaving.abort(),
    async settled() {
      while (running.size > 0) await Promise.allSettled(running)
    },
    async close(warn) {
      progress.end()
      const polyglot = await made?.catch(() => undefined)
      if (!polyglot) return
      if (warn) for (const line of summary.findings()) warn(line)
      const totals = summary.totals(polyglot.usage())
      if (totals) host.info(totals)
      await polyglot.close()
    },
  }
}

/** Everything behind the plugin, parsers and all: loaded when it is needed, for it takes longer than a server to start. */
export const loadPolyglot = () => import('../polyglot.ts')

/** A link may lead to what is no file. */
async function readLinked(file: string): Promise<string | undefined> {
  const read = await readDocument(file)
  return 'text' in read ? read.text : undefined
}
