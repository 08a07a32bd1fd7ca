import { type LiveLine, progressLine } from '../progress-line.ts'
import type { Usage } from '../types.ts'

/** Milliseconds between two drawings. */
const INTERVAL = 100
/** A build that is done in less, as most are when everything is cached, shows nothing. */
const FIRST = 500
/** Milliseconds without a new document after which there will hardly be more. */
const STEADY = 2_000

/** How far a build is with its translations: one line that is drawn anew while they are made. */
export interface BuildProgress {
  /** Says where its numbers come from. */
  counts(usage: () => Pick<Usage, 'cached' | 'sent'>): void
  /** A document was asked for in one language. */
  found(): void
  /** It is translated, or has failed. */
  done(): void
  /** Takes the line away, for others to print; it is drawn again if there is more to come. */
  clear(): void
  end(): void
}

/** @param line where it is drawn; without it nothing is */
export function createBuildProgress(line: LiveLine | undefined): BuildProgress {
  let usage: () => Pick<Usage, 'cached' | 'sent'> = () => ({ cached: 0, sent: 0 })
  let total = 0
  let done = 0
  let start = 0
  let lastFound = 0
  let timer: NodeJS.Timeout | undefined

  function draw(): void {
    const now = performance.now()
    if (now - start < FIRST || done === total) return
    const growing = now - lastFound < STEADY
    line!.show(progressLine({ done, total, usage: usage(), elapsed: now - start, growing }))
  }

  function clear(): void {
    line?.clear()
  }

  return {
    counts(given) {
      usage = given
    },
    found() {
      lastFound = performance.now()
      if (total++ === 0) start = lastFound
      if (line) timer ??= setInterval(draw, INTERVAL).unref()
    },
    done() {
      if (++done === total) clear()
    },
    clear,
    end() {
      clearInterval(timer)
      timer = undefined
      clear()
    },
  }
}
