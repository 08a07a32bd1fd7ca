import type { Usage } from '../types.ts'

/** How often a plain line is printed where lines cannot be replaced, in milliseconds. */
const PLAIN_INTERVAL = 10_000
/** How often the live line is redrawn at most, in milliseconds. */
const LIVE_INTERVAL = 80
/** A guess at the time left needs this much of a past, in milliseconds. */
const WARM_UP = 2_000

/** A terminal, or a file or pipe that collects what is printed. */
export interface ProgressStream {
  isTTY?: boolean
  columns?: number
  write(text: string): unknown
}

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
  live = stream.isTTY === true && !process.env.CI,
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
  let drawn = false

  return {
    update(done) {
      const time = now()
      if (time - last < (live ? LIVE_INTERVAL : PLAIN_INTERVAL)) return
      last = time
      const line = progressLine(done, total, usage(), time - start)
      if (!live) {
        stream.write(`${line}\n`)
        return
      }
      stream.write(`\r\u001B[K${line.slice(0, (stream.columns ?? 80) - 1)}`)
      drawn = true
    },
    end() {
      if (drawn) stream.write('\r\u001B[K')
    },
  }
}

/** `12 of 40 documents · 310 segments cached · 52 sent · about 20 s left`. */
function progressLine(done: number, total: number, usage: Usage, elapsed: number): string {
  const parts = [
    `${done} of ${total} documents`,
    `${usage.cached} segments cached`,
    `${usage.sent} sent`,
  ]
  if (done > 0 && done < total && elapsed >= WARM_UP) {
    parts.push(`about ${duration((elapsed / done) * (total - done))} left`)
  }
  return parts.join(' · ')
}

function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`
}
