/** Milliseconds until a translator that has failed is asked again; the last one holds from then on. */
const PAUSES = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000]

/** Where lines for a person go. */
export interface Lines {
  info(line: string): void
  warn(line: string): void
}

/**
 * What is done about a translator that is down: one line when it stops to answer, one when it is back, and in between
 * one document that is asked for again now and then. When that is answered, all others are asked for, too.
 */
export interface Outage {
  /**
   * Takes note of a document that the translator has failed on.
   *
   * @param again asks for it once more, and comes to `hit` or `over` again
   */
  hit(id: string, line: string, again: () => Promise<void>): void
  /** Takes note of an answer. */
  over(): void
  /** Asks for nothing any more. */
  stop(): void
}

export function createOutage({ info, warn }: Lines, pauses = PAUSES): Outage {
  /** Oldest first, so that each has its turn. */
  const waiting = new Map<string, () => Promise<void>>()
  let down = false
  let tries = 0
  let timer: NodeJS.Timeout | undefined

  function schedule(): void {
    clearTimeout(timer)
    timer = setTimeout(probe, pauses[Math.min(tries++, pauses.length - 1)])
    timer.unref()
  }

  async function probe(): Promise<void> {
    const [first] = waiting
    if (first) {
      const [id, again] = first
      waiting.delete(id)
      await again()
    }
    if (down) schedule()
  }

  function stop(): [string, () => Promise<void>][] {
    const all = [...waiting]
    waiting.clear()
    clearTimeout(timer)
    down = false
    return all
  }

  return {
    hit(id, line, again) {
      waiting.delete(id)
      waiting.set(id, again)
      if (down) return
      down = true
      tries = 0
      warn(`${line} Pages show what there is until it answers.`)
      schedule()
    },
    over() {
      if (!down) return
      info('polyglot: The translator answers again.')
      for (const [, again] of stop()) void again()
    },
    stop,
  }
}
