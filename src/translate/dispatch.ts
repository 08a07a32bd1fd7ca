import type { Batch, LanguagePair, Translator } from '../types.ts'
import type { Attempt } from './attempts.ts'
import { callTranslator, type Reply } from './call.ts'
import type { Entry } from './entries.ts'
import type { Health } from './health.ts'
import { createQueues } from './queues.ts'
import { createRepeats } from './repeats.ts'

export interface DispatchStats {
  /** Calls to the translator, retries included. */
  requests: number
  /** Lookups that were in at least one call. */
  sent: number
  /** Their UTF-16 code units, each lookup once. */
  sentCharacters: number
}

/**
 * What waits to be sent, and the sending of it: as many calls at once as the translator takes, repeats before what is
 * new, only full batches while documents are being prepared, and one short text alone while the translator is doubted.
 */
export interface Dispatch {
  /** Puts an entry among what waits for the next batch of its language pair. */
  add(entry: Entry): void
  drop(entry: Entry): void
  /** @param pause milliseconds to wait before it is sent again. @default none */
  repeat(attempt: Attempt, pause?: number): void
  /** Says that a document is being prepared; returns the end of it. */
  enter(): () => void
  /** Takes everything out that waits, or all of one language pair. */
  drain(pair?: LanguagePair): Entry[]
  stats(): DispatchStats
}

export interface DispatchOptions {
  translator: Translator
  health: Health
  /** Milliseconds until a call without an answer counts as failed. */
  timeout: number
  /** Ends everything: nothing more is sent, and calls in flight are aborted. */
  signal: AbortSignal
  onReply(attempt: Attempt, reply: Reply): void
  /** Told of an entry that is not sent again, since nobody waits for it any more. */
  onUnwanted(entry: Entry): void
}

export function createDispatch(options: DispatchOptions): Dispatch {
  const { translator, health, timeout, signal, onReply, onUnwanted } = options
  const { concurrency } = translator.limits
  const queues = createQueues(translator.limits)
  const repeats = createRepeats(wake)
  const stats = { requests: 0, sent: 0, sentCharacters: 0 }
  let preparing = 0
  let flying = 0
  let waking = false

  /** Sends what may leave, once the caller's burst of requests is over. */
  function wake() {
    if (waking) return
    waking = true
    queueMicrotask(() => {
      waking = false
      while (flying < concurrency && !signal.aborted) {
        const attempt = next()
        if (!attempt) return
        void send(attempt)
      }
    })
  }

  function next(): Attempt | undefined {
    if (health.state() === 'doubted') return flying === 0 ? probe() : undefined
    for (let attempt = repeats.next(); attempt; attempt = repeats.next()) {
      for (const entry of attempt.entries) if (!entry.wanted()) onUnwanted(entry)
      attempt.entries = attempt.entries.filter((entry) => entry.wanted())
      if (attempt.entries.length > 0) return attempt
    }
    const batch = queues.take(concurrency - flying, preparing > 0)
    return batch && { ...batch, again: false, probe: false }
  }

  /** The shortest text of all that waits. */
  function probe(): Attempt | undefined {
    const attempts = repeats.all()
    const [entry] = [queues.shortest(), ...attempts.flatMap((attempt) => attempt.entries)]
      .filter((candidate) => candidate?.wanted())
      .sort((a, b) => a!.lookup.text.length - b!.lookup.text.length)
    if (!entry) return undefined
    const queue = queues.of(entry.lookup)
    queue.drop(entry)
    for (const attempt of attempts)
      attempt.entries = attempt.entries.filter((other) => other !== entry)
    return { pair: queue.pair, entries: [entry], again: true, probe: true }
  }

  async function send(attempt: Attempt): Promise<void> {
    for (const entry of attempt.entries) {
      entry.flying = true
      if (entry.sent) continue
      entry.sent = true
      stats.sent += 1
      stats.sentCharacters += entry.lookup.text.length
    }
    stats.requests += 1
    flying += 1
    const texts = attempt.entries.map(({ lookup }) => lookup.text)
    const batch: Batch = { ...attempt.pair, texts }
    const reply = await callTranslator(translator, batch, { signal, timeout })
    flying -= 1
    onReply(attempt, reply)
    wake()
  }

  return {
    add(entry) {
      queues.of(entry.lookup).add(entry)
      wake()
    },
    drop: (entry) => queues.of(entry.lookup).drop(entry),
    repeat(attempt, pause) {
      if (pause !== undefined) return repeats.addLater(attempt, pause)
      repeats.add(attempt)
      wake()
    },
    enter() {
      let open = true
      preparing += 1
      return () => {
        if (!open) return
        open = false
        preparing -= 1
        wake()
      }
    },
    drain: (pair) => [...repeats.drain(pair), ...(pair ? queues.of(pair) : queues).drain()],
    stats: () => ({ ...stats }),
  }
}
