import type { Problem } from '../checks/index.ts'
import { messageOf } from '../errors.ts'
import type { Refusal, Translation, Translator } from '../types.ts'
import { type Attempt, attemptsAfter } from './attempts.ts'
import { type CallFailure, callTranslator } from './call.ts'
import { createEntry, type Entry, type Lookup, type Outcome, type Result } from './entries.ts'
import { createFailures, type Failure } from './failures.ts'
import { createHealth, type Pauses } from './health.ts'
import { createQueues } from './queues.ts'
import { createRepeats } from './repeats.ts'

export type { Lookup, Outcome } from './entries.ts'

/** A rejected answer can be a whole book; a finding needs its beginning. */
const LONGEST_TARGET = 2_000

export interface SchedulerOptions {
  translator: Translator
  /** Judges one answer; a problem of severity `error` rejects it. */
  check(lookup: Lookup, answer: Translation): Problem[]
  /** Puts translations on disk. Called once per batch, with what passed the checks, before anybody is given it. */
  store(results: { lookup: Lookup; translation: Translation }[]): Promise<void>
  /** Ends everything: what waits rejects with its reason, calls in flight are aborted. */
  signal?: AbortSignal
  /** Milliseconds until a call without an answer counts as failed. @default 120_000 */
  timeout?: number
  /** @default { retry: 500, outage: 30_000 } */
  pauses?: Pauses
}

/** Gathers lookups into batches, sends them, and sees to it that each gets an outcome. */
export interface Scheduler {
  /**
   * Asks for one translation. The same key asked for twice while it is under way is sent once, and one that has
   * failed of late (`pauses.outage`) is not sent again.
   * Resolves whatever the translator does; rejects only with the reason of `options.signal`, of the scheduler's
   * signal, or of `close` (an `AbortError`). When all who asked have given up before it left, it never leaves.
   */
  request(lookup: Lookup, options?: { signal?: AbortSignal }): Promise<Outcome>
  /** Says that a document is being prepared: until all are ended, only full batches leave. Returns the end of it. */
  enter(): () => void
  stats(): {
    /** Calls to the translator, retries included. */
    requests: number
    /** Lookups that were in at least one call. */
    sent: number
    /** Their UTF-16 code units, each lookup once. */
    sentCharacters: number
  }
  /** Sends nothing more, gives up on what is under way and waits for what is being stored. */
  close(): Promise<void>
}

/**
 * What goes wrong costs as little as it can: a call that fails is repeated once and then taken apart down to its
 * single segments, an answer that fails a check is asked for once more, alone unless many fail. A translator that
 * does nothing but fail is found out after a dozen calls, and everything that waits for it fails with its words.
 *
 * When `store` fails, the translation is handed out all the same, with a warning of the check `cache`: it has
 * been paid for, and the page is better with it.
 */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const { translator, check, store, signal, timeout = 120_000 } = options
  const { concurrency } = translator.limits
  const pauses = options.pauses ?? { retry: 500, outage: 30_000 }
  const health = createHealth(pauses)
  const failures = createFailures(pauses.outage)
  const queues = createQueues(translator.limits)
  const repeats = createRepeats(wake)
  const entries = new Map<string, Entry>()
  const storing = new Set<Promise<void>>()
  const run = new AbortController()
  const stats = { requests: 0, sent: 0, sentCharacters: 0 }
  let preparing = 0
  let flying = 0
  let waking = false

  function settle(entry: Entry, result: Result) {
    forget(entry)
    entry.settle(result)
  }

  /** Whoever asks next for a text that was refused, or whose answers were rejected, is told the same. */
  function giveUp(entry: Entry, failure: Failure) {
    // One that nobody waits for has not been tried as often as it should.
    if (entry.wanted()) failures.add(entry.lookup.key, failure)
    settle(entry, { ok: false, problem: failure })
  }

  function forget(entry: Entry) {
    if (entries.get(entry.lookup.key) === entry) entries.delete(entry.lookup.key)
  }

  function dropDeserted(entry: Entry) {
    if (entry.flying) return
    forget(entry)
    queues.of(entry.lookup).drop(entry)
  }

  /** Sends what may leave, once the caller's burst of requests is over. */
  function wake() {
    if (waking) return
    waking = true
    queueMicrotask(() => {
      waking = false
      while (flying < concurrency && !run.signal.aborted) {
        const attempt = next()
        if (!attempt) return
        void send(attempt)
      }
    })
  }

  function next(): Attempt | undefined {
    if (health.state() === 'doubted') return flying === 0 ? probe() : undefined
    for (let attempt = repeats.next(); attempt; attempt = repeats.next()) {
      for (const entry of attempt.entries) if (!entry.wanted()) forget(entry)
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
    const batch = { ...attempt.pair, texts }
    const reply = await callTranslator(translator, batch, { signal: run.signal, timeout })
    flying -= 1
    if ('failure' in reply) failed(attempt, reply.failure)
    else answered(attempt, reply.answers)
    wake()
  }

  function failed(attempt: Attempt, failure: CallFailure) {
    if (run.signal.aborted) return
    for (const entry of attempt.entries) entry.flying = false
    if (failure.kind === 'final') {
      health.excluded(attempt.pair, failure)
      const waiting = [...repeats.drain(attempt.pair), ...queues.of(attempt.pair).drain()]
      for (const entry of [...attempt.entries, ...waiting])
        settle(entry, { ok: false, problem: failureOf(failure.message) })
      return
    }
    health.failed(failure, attempt.probe)
    if (health.state() === 'down') {
      const waiting = [...repeats.drain(), ...queues.drain()]
      for (const entry of [...attempt.entries, ...waiting])
        settle(entry, { ok: false, problem: outage() })
      return
    }
    const attempts = attemptsAfter(attempt)
    for (const repeat of attempts) repeats.addLater(repeat, health.pause())
    if (attempts.length > 0) return
    // Not given up for good: a call that failed may work in a second.
    const problem = failureOf(
      `${translator.name} could not translate this text: ${failure.message}`,
    )
    for (const entry of attempt.entries) settle(entry, { ok: false, problem })
  }

  function answered({ pair, entries: asked }: Attempt, answers: (Translation | Refusal)[]) {
    health.worked()
    const passed: { entry: Entry; translation: Translation }[] = []
    const rejected: Entry[] = []
    for (const [index, entry] of asked.entries()) {
      const answer = answers[index]!
      const verdict = judge(entry, answer)
      if (verdict === 'passed') passed.push({ entry, translation: answer as Translation })
      else entry.flying = false
      if (verdict === 'rejected') rejected.push(entry)
    }
    // Alone, a text is often answered better. But where much was rejected, it is not the company that is to blame.
    const many = rejected.length > Math.max(4, asked.length / 4)
    for (const group of many ? [rejected] : rejected.map((entry) => [entry]))
      repeats.add({ pair, entries: group, again: false, probe: false })
    if (passed.length === 0) return
    const done = keep(passed).finally(() => storing.delete(done))
    storing.add(done)
  }

  /** `rejected` is to be asked again; `done` has its outcome, or waits for its next batch. */
  function judge(entry: Entry, answer: Translation | Refusal): 'passed' | 'rejected' | 'done' {
    if ('error' in answer) {
      if (answer.retryable && !entry.refused && entry.wanted()) {
        entry.refused = true
        queues.of(entry.lookup).add(entry)
      } else {
        giveUp(entry, failureOf(`${translator.name} refused this text: ${answer.error}`))
      }
      return 'done'
    }
    try {
      const problem = check(entry.lookup, answer).find(({ severity }) => severity === 'error')
      if (!problem) return 'passed'
      if (!entry.rejected) {
        entry.rejected = true
        return 'rejected'
      }
      giveUp(entry, { ...problem, target: beginningOf(answer.text) })
    } catch (error) {
      forget(entry)
      entry.cancel(error)
    }
    return 'done'
  }

  async function keep(passed: { entry: Entry; translation: Translation }[]): Promise<void> {
    let warning: Problem | undefined
    try {
      await store(passed.map(({ entry, translation }) => ({ lookup: entry.lookup, translation })))
    } catch (error) {
      const message = `The translation is used but could not be stored, so the next run will pay for it again: ${messageOf(error)}`
      warning = { check: 'cache', severity: 'warning', message: closed(message) }
    }
    for (const { entry, translation } of passed)
      settle(entry, { ok: true, translation, ...(warning && { warning }) })
  }

  function outage(): Failure {
    const { calls, message } = health.trouble()
    return failureOf(
      `${translator.name} does not work at the moment: ${calls} calls in a row have failed, the last one with “${message}”. ` +
        'What it had translated is kept; run again when it is up',
    )
  }

  /** Why there is no use in sending it. */
  function hopeless(lookup: Lookup): Failure | undefined {
    if (health.state() === 'down') return outage()
    const exclusion = health.exclusion(lookup)
    return exclusion ? failureOf(exclusion.message) : failures.get(lookup.key)
  }

  function end(reason: unknown) {
    if (run.signal.aborted) return
    signal?.removeEventListener('abort', abort)
    run.abort(reason)
    repeats.drain()
    queues.drain()
    for (const entry of entries.values()) entry.cancel(reason)
    entries.clear()
  }

  const abort = () => end(signal?.reason)
  if (signal?.aborted) abort()
  else signal?.addEventListener('abort', abort, { once: true })

  return {
    async request(lookup, { signal } = {}) {
      run.signal.throwIfAborted()
      signal?.throwIfAborted()
      const known = entries.get(lookup.key)
      if (known) return known.join(signal)
      const problem = hopeless(lookup)
      if (problem) return { ok: false, problem, sent: false }
      const entry = createEntry(lookup, dropDeserted)
      entries.set(lookup.key, entry)
      queues.of(lookup).add(entry)
      wake()
      return entry.join(signal)
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
    stats: () => ({ ...stats }),
    async close() {
      end(
        new DOMException('The translator was closed before this text was translated', 'AbortError'),
      )
      await Promise.all(storing)
    },
  }
}

function failureOf(message: string): Failure {
  return { check: 'translator', severity: 'error', message: closed(message) }
}

/** The words of others end with a full stop, or do not. */
function closed(sentence: string): string {
  return /\p{P}\s*$/u.test(sentence) && !/[)\]”"'’]\s*$/.test(sentence) ? sentence : `${sentence}.`
}

function beginningOf(text: string): string {
  return text.length > LONGEST_TARGET ? `${text.slice(0, LONGEST_TARGET)}…` : text
}
