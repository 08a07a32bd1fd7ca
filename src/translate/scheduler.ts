import type { Problem } from '../checks/index.ts'
import type { LanguagePair, Refusal, Translation, Translator } from '../types.ts'
import { type Attempt, attemptsAfter } from './attempts.ts'
import type { CallFailure } from './call.ts'
import { createDispatch, type DispatchStats } from './dispatch.ts'
import { createEntry, type Entry, type Lookup, type Outcome, type Result } from './entries.ts'
import { createFailures, type Failure, temporaryFailure } from './failures.ts'
import { createHealth, type Pauses } from './health.ts'
import { keep, type Passed, verdictOn } from './verdicts.ts'

export type { Lookup, Outcome } from './entries.ts'

export interface SchedulerOptions {
  translator: Translator
  /** Judges one answer; a problem of severity `error` rejects it. */
  check(lookup: Lookup, answer: Translation): Problem[]
  /** Puts translations on disk. Called once per batch, with what passed the checks, before anybody is given it. */
  store(results: { lookup: Lookup; translation: Translation }[]): Promise<void>
  /** Ends everything: what waits rejects with its reason, calls in flight are aborted. */
  signal?: AbortSignal
  /** Milliseconds until a call without an answer counts as failed. @default that of the translator, or 120_000 */
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
  stats(): DispatchStats
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
  const { translator, check, store, signal } = options
  const timeout = options.timeout ?? translator.timeout ?? 120_000
  const pauses = options.pauses ?? { retry: 500, outage: 30_000 }
  const health = createHealth(pauses)
  const failures = createFailures(pauses.outage)
  const entries = new Map<string, Entry>()
  const storing = new Set<Promise<void>>()
  const run = new AbortController()
  const dispatch = createDispatch({
    translator,
    health,
    timeout,
    signal: run.signal,
    onReply(attempt, reply) {
      if ('failure' in reply) failed(attempt, reply.failure)
      else answered(attempt, reply.answers)
    },
    onUnwanted: forget,
  })

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
    dispatch.drop(entry)
  }

  function failed(attempt: Attempt, failure: CallFailure) {
    if (run.signal.aborted) return
    const { entries: asked, pair, probe } = attempt
    for (const entry of asked) entry.flying = false
    if (failure.kind === 'final') {
      health.excluded(pair, failure)
      failAll(asked, temporaryFailure(failure.message), pair)
      return
    }
    health.failed(failure, probe)
    if (health.state() === 'down') {
      failAll(asked, outage())
      return
    }
    const attempts = attemptsAfter(attempt)
    for (const repeat of attempts) dispatch.repeat(repeat, health.pause())
    if (attempts.length > 0) return
    // Not given up for good: a call that failed may work in a second.
    const words = `${translator.name} could not translate this text: ${failure.message}`
    for (const entry of asked) settle(entry, { ok: false, problem: temporaryFailure(words) })
  }

  /** Fails these and whatever else waits, in one language pair or in all of them. */
  function failAll(asked: Entry[], problem: Failure, pair?: LanguagePair) {
    for (const entry of [...asked, ...dispatch.drain(pair)]) settle(entry, { ok: false, problem })
  }

  function answered({ pair, entries: asked }: Attempt, answers: (Translation | Refusal)[]) {
    health.worked()
    const passed: Passed[] = []
    const rejected: Entry[] = []
    for (const [index, entry] of asked.entries()) {
      const verdict = verdictOn(entry, answers[index]!, translator, check)
      if (verdict.kind !== 'passed') entry.flying = false
      if (verdict.kind === 'passed') passed.push(verdict.passed)
      else if (verdict.kind === 'rejected') rejected.push(entry)
      else if (verdict.kind === 'refused') dispatch.add(entry)
      else if (verdict.kind === 'failed') giveUp(entry, verdict.failure)
      else {
        forget(entry)
        entry.cancel(verdict.error)
      }
    }
    // Alone, a text is often answered better. But where much was rejected, it is not the company that is to blame.
    const many = rejected.length > Math.max(4, asked.length / 4)
    for (const group of many ? [rejected] : rejected.map((entry) => [entry]))
      dispatch.repeat({ pair, entries: group, again: false, probe: false })
    if (passed.length === 0) return
    const done = use(passed).finally(() => storing.delete(done))
    storing.add(done)
  }

  async function use(passed: Passed[]): Promise<void> {
    const warning = await keep(passed, store)
    for (const { entry, translation } of passed)
      settle(entry, { ok: true, translation, ...(warning && { warning }) })
  }

  function outage(): Failure {
    const { calls, message } = health.trouble()
    return temporaryFailure(
      `${translator.name} does not work at the moment: ${calls} calls in a row have failed, the last one with “${message}”. ` +
        'What it had translated is kept; run again when it is up',
    )
  }

  /** Why there is no use in sending it. */
  function hopeless(lookup: Lookup): Failure | undefined {
    if (health.state() === 'down') return outage()
    const exclusion = health.exclusion(lookup)
    return exclusion ? temporaryFailure(exclusion.message) : failures.get(lookup.key)
  }

  function end(reason: unknown) {
    if (run.signal.aborted) return
    signal?.removeEventListener('abort', abort)
    run.abort(reason)
    dispatch.drain()
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
      dispatch.add(entry)
      return entry.join(signal)
    },
    enter: dispatch.enter,
    stats: dispatch.stats,
    async close() {
      end(
        new DOMException('The translator was closed before this text was translated', 'AbortError'),
      )
      await Promise.all(storing)
    },
  }
}
