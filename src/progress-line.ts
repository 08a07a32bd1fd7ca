import type { Usage } from './types.ts'

/** A guess at the time left needs this much of a past, in milliseconds. */
const WARM_UP = 2_000

/** A terminal, or a file or pipe that collects what is printed. */
export interface ProgressStream {
  isTTY?: boolean
  columns?: number
  write(text: string): unknown
}

/** One line at the bottom of a terminal that is drawn over and over. */
export interface LiveLine {
  /** Puts this in the place of what is there, as much of it as fits. */
  show(line: string): void
  /** Takes the line away. */
  clear(): void
}

/** Whether a line can be drawn over: on a terminal, and not in CI, where every drawing would be kept. */
export function canBeLive(stream: ProgressStream): boolean {
  return stream.isTTY === true && !process.env.CI
}

/** The line of this process, if there can be one. */
export function terminalLine(): LiveLine | undefined {
  return canBeLive(process.stderr) ? liveLine(process.stderr) : undefined
}

export function liveLine(stream: ProgressStream): LiveLine {
  let drawn = false
  return {
    show(line) {
      stream.write(`\r\u001B[K${line.slice(0, (stream.columns ?? 80) - 1)}`)
      drawn = true
    },
    clear() {
      if (drawn) stream.write('\r\u001B[K')
      drawn = false
    },
  }
}

/** How far a run is. */
export interface Stage {
  /** Documents, once per language. */
  done: number
  total: number
  usage: Pick<Usage, 'cached' | 'sent'>
  /** Milliseconds since the beginning. */
  elapsed: number
  /** Whether more documents may turn up, so that nobody can tell how long it takes. @default false */
  growing?: boolean
}

/** `12 of 40 documents · 310 segments cached · 52 sent · about 20 s left`. */
export function progressLine({ done, total, usage, elapsed, growing = false }: Stage): string {
  const parts = [
    `${done} of ${total} documents`,
    `${usage.cached} segments cached`,
    `${usage.sent} sent`,
  ]
  if (done > 0 && done < total && elapsed >= WARM_UP && !growing) {
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
