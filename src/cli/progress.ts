import { canBeLive, liveLine, type ProgressStream, progressLine } from '../progress-line.ts'
import type { Usage } from '../types.ts'

/** How often a plain line is printed where lines cannot be replaced, in milliseconds. */
const PLAIN_INTERVAL = 10_000
/** How often the live line is redrawn at most, in milliseconds. */
const LIVE_INTERVAL = 80

/** Shows how far a run is: one live line on a terminal, now and then a plain line elsewhere and in CI. */
export interface Progress {
  update(done: number): void
  /** Takes the live line away. */
  end(): void
}

export function createProgress({
  total,
  usage,
  stream,
  live = canBeLive(stream),
  now = Date.now,
}: {
  /** Documents, once per language. */
  total: number
  usage(): Usage
  stream: ProgressStream
  live?: boolean
  /** Milliseconds. */
  now?: () => number
}): Progress {
  const start = now()
  let last = live ? Number.NEGATIVE_INFINITY : start
  const { show, clear } = liveLine(stream)

  return {
    update(done) {
      const time = now()
      if (time - last < (live ? LIVE_INTERVAL : PLAIN_INTERVAL)) return
      last = time
      const line = progressLine({ done, total, usage: usage(), elapsed: time - start })
      if (live) show(line)
      else stream.write(`${line}\n`)
    },
    end: clear,
  }
}
