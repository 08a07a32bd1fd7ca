import type { Problem } from '../checks/index.ts'
import { messageOf } from '../errors.ts'
import type { LanguagePair, Refusal, Translation, Translator } from '../types.ts'
import { type Attempt, attemptsAfter } from './attempts.ts'
import { createQueue, type Queue } from './batches.ts'
import { type CallFailure, callTranslator } from './call.ts'
import { createEntry, type Entry, type Lookup, type Outcome, type Result } from './entries.ts'
import { createHealth, type Pauses } from './health.ts'

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
   * Asks for one translation. The same key asked for twice while it is under way is sent once.
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
 * single segments, an answer that fails a check is asked for once more, alone. A translator that does nothing but
 * fail is found out after a dozen calls, and everything that waits for it fails with its words.
 *
 * When `store` fails, the translation is handed out all the same, with a warning of the check `cache`: it has
 * been paid for, and the page is better with it.
 */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const { translator, check, store, signal, timeout = 120_000 } = options
  const health = createHealth(options.pauses ?? { retry: 500, outage: 30_000 })
  const entries = new Map<string, Entry>()
  const queues = new Map<string, Queue>()
  const repeats: Attempt[] = []
  const resting = new Map<Attempt, NodeJS.Timeout>()
  const storing = new Set<Promise<void>>()
  const run = new AbortController()
  const stats = { requests: 0, sent: 0, sentCharacters: 0 }
  let preparing = 0
  let flying = 0
  let waking = false

  function queueOf(pair: LanguagePair): Queue {
    const name = nameOf(pair)
    const known = queues.get(name)
    if (known) return known
    const queue = createQueue({ from: pair.from, to: pair.to }, translator.limits)
    queues.set(name, queue)
    return queue
  }

  function settle(entry: Entry, result: Result) {
    forget(entry)
    entry.settle(result)
  }

  function forget(entry: Entry) {
    if (entries.get(entry.lookup.key) === entry) entries.delete(entry.lookup.key)
  }

  function dropDeserted(entry: Entry) {
    if (entry.flying) return
    forget(entry)
    queueOf(entry.lookup).drop(entry)
  }

  /** Sends what may leave, after the caller's burst of requests is complete. */
  function wake() {
    if (waking) return
    waking = true
    queueMicrotask(() => {
      waking = false
      while (flying < translator.limits.concurrency && !run.signal.aborted) {
        const attempt = next()
        if (!attempt) return
        void send(attempt)
      }
    })
  }

  function next(): Attempt | undefined {
    if (health.state() === 'doubted') return flying === 0 ? probe() : undefined
    for (let attempt = repeats.shift(); attempt; attempt = repeats.shift()) {
      for (const entry of attempt.entries) if (!entry.wanted()) forget(entry)
      attempt.entries = attempt.entries.filter((entry) => entry.wanted())
      if (attempt.entries.length > 0) return attempt
    }
    return fresh()
  }

  /**
   * A batch of the language pair with the most work. What is less than the free slots could carry is spread evenly
   * over them.
   */
  function fresh(): Attempt | undefined {
    let largest: Queue | undefined
    let characters = 0
    let calls = 0
    for (const queue of queues.values()) {
      if (queue.characters() === 0 || (preparing > 0 && !queue.full())) continue
      characters += queue.characters()
      calls += queue.calls()
      if (!largest || queue.characters() > largest.characters()) largest = queue
    }
    if (!largest) return undefined
    const free = translator.limits.concurrency - flying
    const spread = preparing === 0 && calls < free
    const parts = spread ? Math.round((free * largest.characters()) / characters) : 1
    return { pair: largest.pair, entries: largest.take(parts), again: false, probe: false }
  }

  function probe(): Attempt | undefined {
    let shortest: Entry | undefined
    const consider = (entry: Entry | undefined) => {
      if (!entry?.wanted()) return
      if (!shortest || entry.lookup.text.length < shortest.lookup.text.length) shortest = entry
    }
    for (const queue of queues.values()) consider(queue.shortest())
    const attempts = [...repeats, ...resting.keys()]
    for (const attempt of attempts) attempt.entries.forEach(consider)
    const entry = shortest
    if (!entry) return undefined
    const queue = queueOf(entry.lookup)
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
      health.excluded(nameOf(attempt.pair), failure)
      const repeats = takeRepeats((pair) => nameOf(pair) === nameOf(attempt.pair))
      const hopeless = [...attempt.entries, ...repeats, ...queueOf(attempt.pair).drain()]
      for (const entry of hopeless) settle(entry, failureOf(failure.message))
      return
    }
    health.failed(failure, attempt.probe)
    if (health.state() === 'down') {
      repeats.push(attempt)
      giveUp()
      return
    }
    const attempts = attemptsAfter(attempt)
    for (const repeat of attempts) rest(repeat)
    if (attempts.length > 0) return
    const message = `${translator.name} could not translate this text: ${failure.message}`
    for (const entry of attempt.entries) settle(entry, failureOf(message))
  }

  function answered(attempt: Attempt, answers: (Translation | Refusal)[]) {
    health.worked()
    const passed: { entry: Entry; translation: Translation }[] = []
    for (const [index, entry] of attempt.entries.entries()) {
      try {
        const translation = judge(entry, answers[index]!)
        if (translation) passed.push({ entry, translation })
      } catch (error) {
        forget(entry)
        entry.cancel(error)
      }
    }
    if (passed.length === 0) return
    const done = keep(passed).finally(() => storing.delete(done))
    storing.add(done)
  }

  /** The translation if it may be stored; otherwise the entry is on its way again, or has failed. */
  function judge(entry: Entry, answer: Translation | Refusal): Translation | undefined {
    if ('error' in answer) {
      entry.flying = false
      if (answer.retryable && !entry.refused) {
        entry.refused = true
        requeue(entry)
      } else {
        settle(entry, failureOf(`${translator.name} refused this text: ${answer.error}`))
      }
      return undefined
    }
    const problem = check(entry.lookup, answer).find(({ severity }) => severity === 'error')
    if (!problem) return answer
    entry.flying = false
    if (entry.rejected) {
      settle(entry, { ok: false, problem: { ...problem, target: beginningOf(answer.text) } })
    } else {
      entry.rejected = true
      repeats.push({
        pair: queueOf(entry.lookup).pair,
        entries: [entry],
        again: false,
        probe: false,
      })
    }
    return undefined
  }

  async function keep(passed: { entry: Entry; translation: Translation }[]): Promise<void> {
    let warning: Problem | undefined
    try {
      await store(passed.map(({ entry, translation }) => ({ lookup: entry.lookup, translation })))
    } catch (error) {
      const message = `The translation is used but could not be stored, so the next run will pay for it again: ${messageOf(error)}`
      warning = { check: 'cache', severity: 'warning', message }
    }
    for (const { entry, translation } of passed)
      settle(entry, { ok: true, translation, ...(warning && { warning }) })
  }

  function requeue(entry: Entry) {
    if (entry.wanted()) queueOf(entry.lookup).add(entry)
    else forget(entry)
  }

  function rest(attempt: Attempt) {
    const timer = setTimeout(() => {
      resting.delete(attempt)
      repeats.push(attempt)
      wake()
    }, health.pause())
    resting.set(attempt, timer)
  }

  /** Takes every entry out that waits to be repeated. */
  function takeRepeats(of: (pair: LanguagePair) => boolean): Entry[] {
    const taken: Attempt[] = []
    for (const [attempt, timer] of resting) {
      if (!of(attempt.pair)) continue
      clearTimeout(timer)
      resting.delete(attempt)
      taken.push(attempt)
    }
    for (const attempt of repeats.splice(0)) {
      if (of(attempt.pair)) taken.push(attempt)
      else repeats.push(attempt)
    }
    return taken.flatMap((attempt) => attempt.entries)
  }

  function giveUp() {
    const waiting = takeRepeats(() => true)
    for (const queue of queues.values()) waiting.push(...queue.drain())
    for (const entry of waiting) settle(entry, outage())
  }

  function outage(): Failure {
    const { calls, message } = health.trouble()
    return failureOf(
      `${translator.name} does not work at the moment: ${calls} calls in a row have failed, the last one with “${message}”. ` +
        'What it had translated is kept; run again when it is up',
    )
  }

  function end(reason: unknown) {
    if (run.signal.aborted) return
    run.abort(reason)
    for (const timer of resting.values()) clearTimeout(timer)
    resting.clear()
    repeats.length = 0
    for (const queue of queues.values()) queue.drain()
    for (const entry of entries.values()) entry.cancel(reason)
    entries.clear()
    signal?.removeEventListener('abort', abort)
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
      if (health.state() === 'down') return outage()
      const exclusion = health.exclusion(nameOf(lookup))
      if (exclusion) return failureOf(exclusion.message)
      const entry = createEntry(lookup, dropDeserted)
      entries.set(lookup.key, entry)
      queueOf(lookup).add(entry)
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

type Failure = Extract<Outcome, { ok: false }>

function nameOf({ from, to }: LanguagePair): string {
  return `${from} ${to}`
}

function failureOf(message: string): Failure {
  return {
    ok: false,
    problem: { check: 'translator', severity: 'error', message: closed(message) },
  }
}

/** The words of others end with a full stop, or do not. */
function closed(sentence: string): string {
  return /\p{P}\s*$/u.test(sentence) && !/[)\]”"'’]\s*$/.test(sentence) ? sentence : `${sentence}.`
}

function beginningOf(text: string): string {
  return text.length > LONGEST_TARGET ? `${text.slice(0, LONGEST_TARGET)}…` : text
}
