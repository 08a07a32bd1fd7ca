import { describe, expect, test } from 'vitest'
import { gate, lookupOf, rejectBad, setUp, shout, sleep, textsOf } from './set-up.ts'

describe('batches', () => {
  test('every text is answered with its own translation', async () => {
    const { ask } = setUp(shout, { limits: { segments: 7 } })
    const texts = Array.from({ length: 100 }, (_, index) => `${'word '.repeat(index % 9)}${index}`)
    const outcomes = await ask(texts)
    expect(outcomes.map((outcome) => outcome.ok && outcome.translation.text)).toEqual(
      texts.map((text) => text.toUpperCase()),
    )
  })

  test('limits hold and the longest texts go first', async () => {
    const { ask, batches } = setUp(shout, {
      limits: { segments: 10, characters: 300, concurrency: 1 },
    })
    await ask(Array.from({ length: 50 }, (_, index) => 'x'.repeat(index + 1)))
    const lengths = batches.map(({ texts }) => texts.map((text) => text.length))
    for (const batch of lengths) {
      expect(batch.length).toBeLessThanOrEqual(10)
      expect(batch.reduce((sum, length) => sum + length)).toBeLessThanOrEqual(300)
    }
    for (const batch of lengths) expect(batch).toEqual(batch.toSorted((a, b) => b - a))
  })

  test('a batch holds one language pair', async () => {
    const { ask, batches } = setUp(shout)
    await Promise.all(['es', 'fr', 'de'].map((to) => ask(textsOf(20, to), to)))
    for (const { to, texts } of batches)
      for (const text of texts) expect(text).toMatch(new RegExp(`^${to} `))
    expect(batches.flatMap(({ texts }) => texts)).toHaveLength(60)
  })

  test('while a document is being prepared only full batches leave', async () => {
    const { scheduler, ask, sizes } = setUp(shout, { limits: { segments: 10 } })
    const leave = scheduler.enter()
    const outcomes = ask(textsOf(25))
    await sleep(5)
    expect(sizes()).toEqual([10, 10])
    leave()
    leave()
    await outcomes
    expect(sizes()).toEqual([10, 10, 5])
  })

  test('never more calls than the limit are in flight, over all language pairs', async () => {
    let flying = 0
    let most = 0
    const { ask } = setUp(
      async (batch) => {
        flying += 1
        most = Math.max(most, flying)
        await sleep(1)
        flying -= 1
        return shout(batch)
      },
      { limits: { segments: 5, concurrency: 3 } },
    )
    await Promise.all(['es', 'fr', 'de', 'it'].map((to) => ask(textsOf(50), to)))
    expect(most).toBe(3)
  })

  test('what is less than a full round is spread over the free slots', async () => {
    const { ask, sizes } = setUp(() => new Promise(() => {}), {
      limits: { segments: 64, concurrency: 4 },
    })
    void ask(textsOf(64)).catch(() => {})
    await sleep(5)
    expect(sizes()).toEqual([16, 16, 16, 16])
  })

  test('crumbs are not spread', async () => {
    const { ask, sizes } = setUp(shout, { limits: { segments: 64, concurrency: 4 } })
    await ask(textsOf(12))
    expect(sizes()).toEqual([12])
  })
})

describe('one question is asked once', () => {
  test('the same key in flight is shared, and one of those who wait has sent it', async () => {
    const { scheduler, batches, stored } = setUp(shout)
    const outcomes = await Promise.all([
      scheduler.request(lookupOf('hello')),
      scheduler.request(lookupOf('hello')),
      scheduler.request(lookupOf('hello', 'fr')),
    ])
    expect(outcomes).toEqual([
      { ok: true, translation: { text: 'HELLO' }, sent: true },
      { ok: true, translation: { text: 'HELLO' }, sent: false },
      { ok: true, translation: { text: 'HELLO' }, sent: true },
    ])
    expect(batches.flatMap(({ texts }) => texts)).toEqual(['hello', 'hello'])
    expect(stored.size).toBe(2)
  })

  test('a question that comes while the answer is being stored joins it', async () => {
    const storing = gate()
    const { scheduler, batches } = setUp(shout, { store: () => storing.opened })
    const first = scheduler.request(lookupOf('hello'))
    await sleep(2)
    const second = scheduler.request(lookupOf('hello'))
    storing.open()
    expect(await first).toMatchObject({ ok: true, sent: true })
    expect(await second).toMatchObject({ ok: true, sent: false })
    expect(batches).toHaveLength(1)
  })

  test('calls, lookups and characters are counted', async () => {
    let calls = 0
    const { scheduler, ask } = setUp((batch) => {
      calls += 1
      if (calls === 1) throw new Error('not yet')
      return shout(batch)
    })
    await ask(['one', 'three', 'one'])
    expect(scheduler.stats()).toEqual({ requests: 2, sent: 2, sentCharacters: 8 })
  })
})

describe('storing', () => {
  test('invariant 8: nothing is handed out before it is stored', async () => {
    const events: string[] = []
    const storing = gate()
    const { scheduler } = setUp(shout, {
      async store() {
        events.push('storing')
        await storing.opened
        events.push('stored')
      },
    })
    const outcome = scheduler.request(lookupOf('hello')).then(() => events.push('handed out'))
    await sleep(5)
    expect(events).toEqual(['storing'])
    storing.open()
    await outcome
    expect(events).toEqual(['storing', 'stored', 'handed out'])
  })

  test('invariant 8: each batch is stored when it is there, while others are in flight', async () => {
    const second = gate()
    const { ask, stored } = setUp(
      async (batch) => {
        if (batch.texts[0]!.length < 10) await second.opened
        return shout(batch)
      },
      { limits: { segments: 8 } },
    )
    const outcomes = ask([...textsOf(8), ...textsOf(8, 's').map((text) => text.slice(0, 5))])
    await sleep(5)
    expect(stored.size).toBe(8)
    second.open()
    await outcomes
    expect(stored.size).toBe(16)
  })

  test('a slot is free for the next call while answers are being stored', async () => {
    const { ask, sizes } = setUp(shout, {
      limits: { segments: 10, concurrency: 1 },
      store: () => new Promise(() => {}),
    })
    void ask(textsOf(30)).catch(() => {})
    await sleep(5)
    expect(sizes()).toEqual([10, 10, 10])
  })

  test('invariant 8: what was paid for is handed out with a warning when it cannot be stored', async () => {
    const { ask } = setUp(shout, {
      store: async () => {
        throw new Error('disk full')
      },
    })
    const [outcome] = await ask(['hello'])
    expect(outcome).toMatchObject({
      ok: true,
      translation: { text: 'HELLO' },
      warning: {
        check: 'cache',
        severity: 'warning',
        message: expect.stringContaining('disk full'),
      },
    })
  })

  test('invariant 4: nothing that failed a check is stored', async () => {
    const { ask, stored, batches } = setUp(
      ({ texts }) => texts.map((text) => (text.startsWith('b') ? `BAD ${text}` : text)),
      { check: rejectBad },
    )
    const outcomes = await ask(['good', 'bad', 'fine', 'bitter'])
    expect([...stored.keys()].toSorted()).toEqual(['es:fine', 'es:good'])
    expect(outcomes[1]).toEqual({
      ok: false,
      sent: true,
      problem: {
        check: 'taste',
        severity: 'error',
        message: 'That is bad.',
        target: 'BAD bad',
        again: true,
      },
    })
    // Once together, then each of the rejected ones alone.
    expect(batches.map(({ texts }) => texts.length)).toEqual([4, 1, 1])
  })

  test('a warning does not keep a translation from being used', async () => {
    const { ask, stored } = setUp(shout, {
      check: () => [{ check: 'taste', severity: 'warning', message: 'Hm.' }],
    })
    expect(await ask(['a'])).toMatchObject([{ ok: true }])
    expect(stored.size).toBe(1)
  })

  test('an answer that is good the second time is used', async () => {
    let calls = 0
    const { ask, stored } = setUp(
      ({ texts }) => {
        calls += 1
        return texts.map((text) => (calls === 1 ? `BAD ${text}` : text))
      },
      { check: rejectBad },
    )
    expect(await ask(['a', 'b'])).toMatchObject([{ ok: true }, { ok: true }])
    expect(stored.size).toBe(2)
  })
})

describe('giving up', () => {
  const never = () => new Promise(() => {})

  test('one of two callers gives up: the other gets the translation', async () => {
    const { scheduler, batches } = setUp(shout)
    const controller = new AbortController()
    const first = scheduler.request(lookupOf('hello'), { signal: controller.signal })
    const second = scheduler.request(lookupOf('hello'))
    controller.abort(new Error('changed my mind'))
    await expect(first).rejects.toThrow('changed my mind')
    expect(await second).toEqual({ ok: true, translation: { text: 'HELLO' }, sent: true })
    expect(batches).toHaveLength(1)
  })

  test('a question that nobody waits for any more never leaves', async () => {
    const { scheduler, batches } = setUp(shout)
    const controller = new AbortController()
    const leave = scheduler.enter()
    const outcomes = ['a', 'b'].map((text) =>
      scheduler.request(lookupOf(text), { signal: controller.signal }),
    )
    const other = scheduler.request(lookupOf('c'))
    controller.abort(new Error('stop'))
    leave()
    for (const outcome of outcomes) await expect(outcome).rejects.toThrow('stop')
    await other
    expect(batches).toMatchObject([{ texts: ['c'] }])
    expect(await scheduler.request(lookupOf('a'))).toMatchObject({ ok: true })
  })

  test('what is in flight when all give up is stored all the same: it is paid for', async () => {
    const answer = gate()
    const { scheduler, stored } = setUp(async (batch) => {
      await answer.opened
      return shout(batch)
    })
    const controller = new AbortController()
    const outcome = scheduler.request(lookupOf('hello'), { signal: controller.signal })
    await sleep(2)
    controller.abort(new Error('stop'))
    await expect(outcome).rejects.toThrow('stop')
    answer.open()
    await sleep(2)
    expect([...stored.keys()]).toEqual(['es:hello'])
  })

  test('an abandoned question that fails can be asked again', async () => {
    const answer = gate()
    let calls = 0
    const { scheduler } = setUp(async (batch) => {
      calls += 1
      if (calls > 1) return shout(batch)
      await answer.opened
      throw new Error('no')
    })
    const controller = new AbortController()
    const outcome = scheduler.request(lookupOf('hello'), { signal: controller.signal })
    await sleep(2)
    controller.abort(new Error('stop'))
    await expect(outcome).rejects.toThrow('stop')
    answer.open()
    await sleep(10)
    expect(await scheduler.request(lookupOf('hello'))).toMatchObject({ ok: true })
  })

  test('the end of the run rejects what waits and aborts what is in flight', async () => {
    const controller = new AbortController()
    let aborted: unknown
    const { scheduler, ask, batches } = setUp(
      (_, { signal }) => {
        signal.addEventListener('abort', () => {
          aborted = signal.reason
        })
        return never()
      },
      { signal: controller.signal, limits: { segments: 10, concurrency: 1 } },
    )
    const outcomes = ask(textsOf(30))
    const reason = new Error('Ctrl-C')
    await sleep(2)
    controller.abort(reason)
    await expect(outcomes).rejects.toBe(reason)
    expect(aborted).toBe(reason)
    expect(batches).toHaveLength(1)
    await expect(scheduler.request(lookupOf('more'))).rejects.toBe(reason)
  })

  test('answers that are there when the run ends are stored', async () => {
    const controller = new AbortController()
    const { ask, stored } = setUp(shout, {
      signal: controller.signal,
      check() {
        controller.abort(new Error('Ctrl-C'))
        return []
      },
    })
    await expect(ask(['a'])).rejects.toThrow('Ctrl-C')
    await sleep(2)
    expect(stored.size).toBe(1)
  })

  test('after close nothing leaves, and close waits for what is being stored', async () => {
    const storing = gate()
    const { scheduler, ask, batches } = setUp(shout, {
      store: () => storing.opened,
      limits: { segments: 10, concurrency: 1 },
    })
    const outcome = ask(['a'])
    outcome.catch(() => {})
    await sleep(2)
    let closed = false
    const closing = scheduler.close().then(() => {
      closed = true
    })
    await expect(outcome).rejects.toMatchObject({ name: 'AbortError' })
    await expect(scheduler.request(lookupOf('b'))).rejects.toMatchObject({ name: 'AbortError' })
    expect(closed).toBe(false)
    storing.open()
    await closing
    expect(batches).toHaveLength(1)
  })

  test('a signal that was aborted before is respected', async () => {
    const { scheduler, batches } = setUp(shout, { signal: AbortSignal.abort(new Error('over')) })
    await expect(scheduler.request(lookupOf('a'))).rejects.toThrow('over')
    const other = setUp(shout)
    const signal = AbortSignal.abort(new Error('never mind'))
    await expect(other.scheduler.request(lookupOf('a'), { signal })).rejects.toThrow('never mind')
    expect(batches).toHaveLength(0)
    expect(other.batches).toHaveLength(0)
  })

  test('no timer is left when all is done, or closed', async () => {
    const timers = () =>
      process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    const before = timers()
    const { ask } = setUp(shout)
    await ask(textsOf(100))
    expect(timers()).toBe(before)
    const failing = setUp(
      () => {
        throw new Error('no')
      },
      { pauses: { retry: 10_000, outage: 10_000 } },
    )
    const outcome = failing.ask(['a'])
    outcome.catch(() => {})
    await new Promise((resolve) => setImmediate(resolve))
    expect(timers()).toBe(before + 1)
    await failing.scheduler.close()
    await expect(outcome).rejects.toMatchObject({ name: 'AbortError' })
    expect(timers()).toBe(before)
  })
})
