import { setTimeout } from 'node:timers/promises'
import { messageOf } from '../errors.ts'
import { describeFindings } from './findings.ts'
import type { OpenFile } from './service.ts'

/** Milliseconds until a page gets something else: longer than a cache takes, shorter than a person notices. */
const GRACE = 100

/** What a development server lets us do with one of its screens: the browser's environment, or one that renders pages. */
export interface Screens<Screen> {
  /** Sees to it that the next request loads the module anew. */
  forget(screen: Screen, id: string): void
  /** Has the module that is on the screen loaded anew, now. */
  replace(screen: Screen, id: string): void
  /** Takes one line for a person. */
  warn(line: string): void
}

/** What stands in for a translation that is under way or has failed. The module reports it with `onScreen` once a browser shows it. */
export interface Interim {
  /** Whether it is a translation of this very text already, with sentences that could not be translated. */
  partial: boolean
}

/** Shows files whose translation may take long, on a page that must not. */
export interface Dev<Screen> {
  /**
   * The translation, if it is there at once. Else the last one of that file, or the file itself, with `interim`; the
   * translation is on the screen as soon as it is ready. Never waits longer than 0.1 seconds and never rejects.
   */
  show(id: string, file: OpenFile, screen: Screen): Promise<{ text: string; interim?: Interim }>
  /** To be called when a browser shows an interim text: what is pushed earlier is lost, for it is not listening yet. */
  onScreen(id: string, interim: Interim, screen: Screen): void
}

/** One translation of one file. */
interface Run<Screen> {
  source: string
  /** The newest translation of the file that there is, maybe of an older text. */
  latest?: { source: string; text: string; complete: boolean }
  ended: boolean
  /** Resolves when the translation is there, has failed, or has taken too long to be waited for. */
  settled: Promise<unknown>
  /** The screens that show an interim text. */
  waiting: Map<Screen, Interim>
}

export function createDev<Screen>(screens: Screens<Screen>): Dev<Screen> {
  const runs = new Map<string, Run<Screen>>()

  function begin(id: string, file: OpenFile): Run<Screen> {
    const run: Run<Screen> = {
      source: file.text,
      latest: runs.get(id)?.latest,
      ended: false,
      settled: Promise.resolve(),
      waiting: new Map(),
    }
    runs.set(id, run)
    run.settled = Promise.race([follow(id, run, file), setTimeout(GRACE, null, { ref: false })])
    return run
  }

  async function follow(id: string, run: Run<Screen>, file: OpenFile): Promise<void> {
    const outcome = await outcomeOf(file)
    run.ended = true
    // The file was edited meanwhile: what is newer must not be overwritten.
    if (runs.get(id) !== run) return
    if (outcome.line) screens.warn(`polyglot: ${outcome.line}`)
    if (outcome.translation) run.latest = outcome.translation
    for (const [screen, interim] of run.waiting) {
      if (isBetter(run, interim)) screens.replace(screen, id)
    }
  }

  return {
    async show(id, file, screen) {
      const known = runs.get(id)
      const same = known?.source === file.text ? known : undefined
      const run = same && (!same.ended || isFinal(same)) ? same : begin(id, file)
      await run.settled
      const text = run.latest?.text ?? file.text
      if (isFinal(run)) return { text }
      screens.forget(screen, id)
      return { text, interim: { partial: isTranslated(run) } }
    },
    onScreen(id, interim, screen) {
      const run = runs.get(id)
      if (run && !run.ended) run.waiting.set(screen, earlier(run.waiting.get(screen), interim))
      else if (run && isBetter(run, interim)) screens.replace(screen, id)
    },
  }
}

async function outcomeOf(file: OpenFile) {
  try {
    const { text, report } = await file.translate()
    const [line, ...more] = describeFindings(report.findings)
    const others = more.length > 0 ? ` (and ${more.length} other findings)` : ''
    const { complete } = report
    // With nothing translated at all, an older translation is worth more.
    const translation =
      complete || text !== file.text ? { source: file.text, text, complete } : undefined
    return { translation, line: line && `${line}${others}` }
  } catch (error) {
    const closing = error instanceof Error && error.name === 'AbortError'
    return { line: closing ? undefined : messageOf(error) }
  }
}

const isTranslated = <Screen>({ latest, source }: Run<Screen>) => latest?.source === source

const isFinal = <Screen>(run: Run<Screen>) => isTranslated(run) && run.latest!.complete

/** A partial translation is replaced by a complete one only: a translator that answers anew each time would never come to rest. */
const isBetter = <Screen>(run: Run<Screen>, { partial }: Interim) =>
  isTranslated(run) && (run.latest!.complete || !partial)

/** Two browsers may show different interim texts; the one that has waited longer counts. */
const earlier = (known: Interim | undefined, given: Interim): Interim =>
  known && !known.partial ? known : given
