import { setTimeout } from 'node:timers/promises'
import { createOutage, type Lines } from './outage.ts'
import { outcomeOf, type Version } from './outcome.ts'
import type { OpenFile } from './service.ts'

/** Milliseconds until a page gets something else: longer than a cache takes, shorter than a person notices. */
const GRACE = 100

/** What a development server lets us do with one of its screens: the browser's environment, or one that renders pages. */
export interface Screens<Screen> extends Lines {
  /** Sees to it that the next request loads the module anew. */
  forget(screen: Screen, id: string): void
  /** Has the module that is on the screen loaded anew, now. */
  replace(screen: Screen, id: string): void
}

/** What stands in for a translation that is under way or has failed. The module reports it with `onScreen` once a browser shows it. */
export interface Interim {
  /** Whether it is a translation of this very text already, with sentences that could not be translated. */
  partial: boolean
}

/** Shows files whose translation may take long, on a page that must not. One for all servers of a plugin. */
export interface Dev<Screen> {
  /**
   * The translation, if it is there at once. Else the last one of that file, of this server or an earlier one, or the
   * file itself, with `interim`; the translation is on the screen as soon as it is ready. Never waits longer than 0.2
   * seconds and never rejects. What the translator fails on is asked for again until it answers.
   */
  show(id: string, file: OpenFile, screen: Screen): Promise<{ text: string; interim?: Interim }>
  /** To be called when a browser shows an interim text: what is pushed earlier is lost, for it is not listening yet. */
  onScreen(id: string, interim: Interim, screen: Screen): void
  /** To be called by each server that begins. */
  enter(): void
  /** To be called by each server that ends. Returns whether it was the last one, for which everything is given up. */
  leave(): boolean
}

/** One text of one file on its way into one language. */
interface Run<Screen> {
  source: string
  /** The newest translation of the file that there is, maybe of an older text. */
  latest?: Version
  ended: boolean
  /** What was said of it last. */
  line?: string
  /** Resolves when the translation is there, has failed, or has taken too long to be waited for. */
  settled: Promise<unknown>
  /** The screens that got an interim text; with it where a browser has reported it. */
  interims: Map<Screen, Interim | undefined>
}

/** @param outage what is done while the translator is down */
export function createDev<Screen>(
  screens: Screens<Screen>,
  outage = createOutage(screens),
): Dev<Screen> {
  const runs = new Map<string, Run<Screen>>()
  let servers = 0

  function begin(id: string, file: OpenFile): Run<Screen> {
    const known = runs.get(id)
    const same = known?.source === file.text ? known : undefined
    const run: Run<Screen> = {
      source: file.text,
      latest: known?.latest,
      ended: false,
      line: same?.line,
      settled: Promise.resolve(),
      interims: same?.interims ?? new Map(),
    }
    runs.set(id, run)
    run.settled = Promise.race([follow(id, run, file), setTimeout(GRACE, null, { ref: false })])
    return run
  }

  async function follow(id: string, run: Run<Screen>, file: OpenFile): Promise<void> {
    run.ended = false
    const { version, line, translator } = await outcomeOf(file)
    run.ended = true
    // The file was edited meanwhile: what is newer must not be overwritten.
    if (runs.get(id) !== run) return
    if (version) run.latest = version
    if (translator === 'down' && line) outage.hit(id, line, () => retry(id, run, file))
    else if (line && line !== run.line) screens.warn(line)
    run.line = line
    if (translator === 'answered') outage.over()
    for (const [screen, interim] of run.interims) update(id, run, screen, interim)
  }

  const retry = async (id: string, run: Run<Screen>, file: OpenFile) => {
    if (runs.get(id) === run && run.ended && !isFinal(run)) await follow(id, run, file)
  }

  function update(id: string, run: Run<Screen>, screen: Screen, interim?: Interim): void {
    if (!isBetter(run, interim ?? { partial: false })) return
    run.interims.delete(screen)
    // What has reported nothing may be a page that is on its way, or a server-side screen that takes no updates.
    if (interim) screens.replace(screen, id)
    else screens.forget(screen, id)
  }

  return {
    async show(id, file, screen) {
      const known = runs.get(id)
      const same = known?.source === file.text ? known : undefined
      const run = same && (!same.ended || isFinal(same)) ? same : begin(id, file)
      await run.settled
      if (isFinal(run)) return { text: run.latest!.text }
      if (!run.interims.get(screen)) run.interims.set(screen, undefined)
      screens.forget(screen, id)
      const text = run.latest?.text ?? (await lastOf(file)) ?? file.text
      return { text, interim: { partial: isTranslated(run) } }
    },
    onScreen(id, interim, screen) {
      const run = runs.get(id)
      if (!run) return
      run.interims.set(screen, earlier(run.interims.get(screen), interim))
      if (run.ended) update(id, run, screen, interim)
    },
    enter() {
      servers++
    },
    leave() {
      servers--
      if (servers > 0) return false
      outage.stop()
      return true
    },
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

/** A cache that cannot be read holds up nobody. */
const lastOf = (file: OpenFile): Promise<string | undefined> =>
  Promise.race([file.last().catch(() => undefined), setTimeout(GRACE, undefined, { ref: false })])
