import { describe, expect, test } from 'vitest'
import { checkAnswer } from '../../src/checks/index.ts'
import { PolyglotError } from '../../src/errors.ts'
import type { Outcome } from '../../src/translate/scheduler.ts'
import type { Batch } from '../../src/types.ts'
import { lookupOf, rejectBad, setUp, shout, sleep, textsOf } from './set-up.ts'

function failuresOf(outcomes: Outcome[]): string[] {
  return outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.problem.message]))
}

const POISON = 'poison '.padEnd(20, 'x')
const poisoned = [...textsOf(40), POISON, ...textsOf(23, 'more')]

describe('invariant 7: one bad segment costs that segment', () => {
  const spoil: Record<string, (batch: Batch) => unknown> = {
    'throws for it': () => {
      throw new Error('no such word')
    },
    'leaves it out': ({ texts }) => texts.filter((text) => text !== POISON),
    'answers it twice': ({ texts }) =>
      texts.flatMap((text) => (text === POISON ? [text, text] : text)),
    'answers it with null': ({ texts }) => texts.map((text) => (text === POISON ? null : text)),
    'answers it with a number': ({ texts }) => texts.map((text) => (text === POISON ? 7 : text)),
    'answers nothing at all for its batch': () => undefined,
    'hangs on it': () => new Promise(() => {}),
  }
  test.each(Object.keys(spoil))('when the translator %s', async (name) => {
    const { ask, stored, batches } = setUp(
      (batch) => (batch.texts.includes(POISON) ? spoil[name]!(batch) : shout(batch)),
      { timeout: 20 },
    )
    const outcomes = await ask(poisoned)
    expect(failuresOf(outcomes)).toHaveLength(1)
    expect(outcomes[40]).toMatchObject({
      ok: false,
      problem: { check: 'translator', severity: 'error' },
    })
    expect(stored.size).toBe(63)
    expect(batches.length).toBeLessThanOrEqual(20)
    outcomes.forEach((outcome, index) => {
      if (outcome.ok) expect(outcome.translation.text).toBe(poisoned[index]!.toUpperCase())
    })
  })

  test('the outcome carries the words of the translator', async () => {
    const { ask } = setUp(() => {
      throw new Error('CUDA out of memory')
    })
    expect(failuresOf(await ask(['a']))).toEqual([
      'Lab could not translate this text: CUDA out of memory.',
    ])
  })

  test('many bad segments, each in its own batch, do not make the translator look dead', async () => {
    const texts = textsOf(400).map((text, index) => (index % 40 === 0 ? `poison ${text}` : text))
    const { ask } = setUp(
      (batch) => {
        if (batch.texts.some((text) => text.startsWith('poison'))) throw new Error('no')
        return shout(batch)
      },
      { limits: { segments: 20, concurrency: 8 } },
    )
    const outcomes = await ask(texts)
    expect(failuresOf(outcomes)).toHaveLength(10)
  })

  test('a translator that fails on every long text still translates the short ones', async () => {
    const texts = [...textsOf(100), ...textsOf(100).map((text) => text.repeat(10))]
    const { ask } = setUp(
      (batch) => {
        if (batch.texts.some((text) => text.length > 100)) throw new Error('413')
        return shout(batch)
      },
      { limits: { segments: 32, concurrency: 2 } },
    )
    const outcomes = await ask(texts)
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(100)
  })
})

describe('a call that fails', () => {
  test('is repeated once as it was', async () => {
    let calls = 0
    const { ask, batches } = setUp((batch) => {
      calls += 1
      if (calls === 1) throw new Error('try again')
      return shout(batch)
    })
    expect(failuresOf(await ask(textsOf(10)))).toEqual([])
    expect(batches[1]).toEqual(batches[0])
    expect(batches).toHaveLength(2)
  })

  test('waits longer from one failure to the next', async () => {
    const times: number[] = []
    const { ask } = setUp(
      () => {
        times.push(performance.now())
        throw new Error('no')
      },
      { pauses: { retry: 40, outage: 1000 }, limits: { concurrency: 1 } },
    )
    await ask(textsOf(2))
    const pauses = times.slice(1).map((time, index) => time - times[index]!)
    expect(pauses[0]).toBeGreaterThan(15)
    expect(pauses[1]).toBeGreaterThan(35)
  })

  test('is aborted when it takes too long', async () => {
    let reason: unknown
    const { ask } = setUp(
      (_, { signal }) => {
        signal.addEventListener('abort', () => {
          reason = signal.reason
        })
        return new Promise(() => {})
      },
      { timeout: 10 },
    )
    expect(failuresOf(await ask(['a']))).toEqual([
      'Lab could not translate this text: it gave no answer within 0.01 seconds.',
    ])
    expect(reason).toBeInstanceOf(Error)
  })

  test('an answer or error that comes too late is of no consequence', async () => {
    let calls = 0
    const { ask, stored } = setUp(
      async (batch) => {
        calls += 1
        if (calls > 1) return shout(batch)
        await sleep(20)
        throw new Error('late')
      },
      { timeout: 10 },
    )
    expect(failuresOf(await ask(['a']))).toEqual([])
    await sleep(20)
    expect(stored.size).toBe(1)
  })
})

describe('a text that failed', () => {
  const spoil: Record<string, (batch: Batch) => unknown> = {
    'is refused': ({ texts }) => texts.map(() => ({ error: 'too odd' })),
    'is answered badly': ({ texts }) => texts.map((text) => `BAD ${text}`),
  }
  test.each(Object.keys(spoil))(
    'and %s is not sent again by the next documents, until a pause is over',
    async (name) => {
      const { ask, batches } = setUp(spoil[name]!, {
        check: rejectBad,
        pauses: { retry: 1, outage: 60 },
      })
      const [first] = await ask(['a'])
      expect(first).toMatchObject({ ok: false, sent: true })
      const calls = batches.length
      for (let document = 0; document < 20; document++)
        expect(await ask(['a'])).toEqual([{ ...first, sent: false }])
      expect(batches).toHaveLength(calls)
      await sleep(70)
      expect(await ask(['a'])).toMatchObject([{ ok: false, sent: true }])
    },
  )

  test('keeps to its language', async () => {
    const { ask } = setUp((batch) => {
      if (batch.to === 'fr') throw new Error('no such word')
      return shout(batch)
    })
    expect(await ask(['a'], 'fr')).toMatchObject([{ ok: false }])
    expect(await ask(['a'])).toMatchObject([{ ok: true, sent: true }])
  })
})

describe('refusals', () => {
  test('a refusal for good is final and costs that text', async () => {
    const { ask, batches } = setUp(({ texts }) =>
      texts.map((text) => (text === 'b' ? { error: 'too long' } : text)),
    )
    expect(failuresOf(await ask(['a', 'b', 'c']))).toEqual(['Lab refused this text: too long.'])
    expect(batches).toHaveLength(1)
  })

  test('a retryable refusal is asked for once more, in another batch', async () => {
    let refusals = 0
    const { ask, batches } = setUp(({ texts }) =>
      texts.map((text) => {
        if (text !== 'b' || refusals++ > 0) return text
        return { error: 'not reached', retryable: true }
      }),
    )
    expect(failuresOf(await ask(['a', 'b', 'c']))).toEqual([])
    expect(batches).toHaveLength(2)
  })

  test('a translator that refuses everything is asked twice', async () => {
    const { ask, batches } = setUp(({ texts }) =>
      texts.map(() => ({ error: 'not today', retryable: true })),
    )
    expect(failuresOf(await ask(textsOf(10)))).toHaveLength(10)
    expect(batches).toHaveLength(2)
  })
})

describe('a translator that does not work', () => {
  test('is found out after a bounded number of calls, and everything fails with its words', async () => {
    const { ask, scheduler, stored } = setUp(
      () => {
        throw new Error('connect ECONNREFUSED 127.0.0.1:9')
      },
      { limits: { segments: 10 } },
    )
    const outcomes = await Promise.all(['es', 'fr', 'de'].map((to) => ask(textsOf(500), to)))
    const failures = failuresOf(outcomes.flat())
    expect(failures).toHaveLength(1500)
    expect(failures.at(-1)).toMatch(
      /^Lab does not work at the moment: \d+ calls in a row have failed, the last one with “connect ECONNREFUSED/,
    )
    expect(scheduler.stats().requests).toBeLessThanOrEqual(15)
    expect(stored.size).toBe(0)
    const sent = outcomes.flat().filter((outcome) => outcome.sent)
    expect(sent).toHaveLength(scheduler.stats().sent)
    expect(sent.length).toBeLessThanOrEqual(150)
  })

  test('that hangs is found out sooner', async () => {
    const { ask, scheduler } = setUp(() => new Promise(() => {}), {
      timeout: 5,
      limits: { segments: 10 },
    })
    expect(failuresOf(await ask(textsOf(500)))).toHaveLength(500)
    expect(scheduler.stats().requests).toBeLessThanOrEqual(7)
  })

  test('is left alone for a while, then tried with one text, and used again when it works', async () => {
    let down = true
    const { ask, sizes } = setUp(
      (batch) => {
        if (down) throw new Error('down')
        return shout(batch)
      },
      { limits: { segments: 10 }, pauses: { retry: 1, outage: 50 } },
    )
    await ask(textsOf(100))
    const calls = sizes().length
    expect(failuresOf(await ask(textsOf(30)))).toHaveLength(30)
    expect(sizes()).toHaveLength(calls)
    await sleep(60)
    expect(failuresOf(await ask(textsOf(30)))).toHaveLength(30)
    expect(sizes().slice(calls)).toEqual([1])
    down = false
    await sleep(60)
    expect(failuresOf(await ask(textsOf(30)))).toEqual([])
    expect(sizes().slice(calls, calls + 2)).toEqual([1, 1])
  })

  test.each(['TRANSLATOR_UNAVAILABLE', 'UNSUPPORTED_LANGUAGE'] as const)(
    'says %s: its language pair fails at once, and no other',
    async (code) => {
      const { ask, batches } = setUp(
        (batch) => {
          if (batch.to === 'fr')
            throw new PolyglotError(code, 'French is not installed: apt install apertium-fra.')
          return shout(batch)
        },
        { limits: { segments: 10, concurrency: 1 } },
      )
      const [spanish, french] = await Promise.all([ask(textsOf(100)), ask(textsOf(100), 'fr')])
      expect(failuresOf(spanish)).toEqual([])
      expect(new Set(failuresOf(french))).toEqual(
        new Set(['French is not installed: apt install apertium-fra.']),
      )
      expect(batches.filter(({ to }) => to === 'fr')).toHaveLength(1)
      expect(french.filter(({ sent }) => sent)).toHaveLength(10)
      expect(await ask(['later'], 'fr')).toMatchObject([{ ok: false, sent: false }])
      expect(batches.filter(({ to }) => to === 'fr')).toHaveLength(1)
    },
  )
})

test('an answer of 100 kB is judged, and a finding quotes its beginning', async () => {
  const { ask, stored } = setUp(({ texts }) => texts.map(() => `BAD ${'x'.repeat(100_000)}`), {
    check: rejectBad,
  })
  const [outcome] = await ask(['a'])
  expect(outcome).toMatchObject({ ok: false, problem: { check: 'taste' } })
  expect(!outcome!.ok && outcome!.problem.target).toHaveLength(2001)
  expect(stored.size).toBe(0)
})

describe('invariant 4: with the real checks, nothing spoilt is stored', () => {
  const spoil: Record<string, (text: string) => string> = {
    'an invented list number': (text) => `1. ${text}`,
    'a code fence around it': (text) => `\`\`\`\n${text}\n\`\`\``,
    'escaped underscores': (text) => text.replaceAll('_', '\\_'),
    'the source itself': () => 'Set the option my_file in settings on line 12, then start again.',
    'a loop': (text) => `${text} una y otra vez, una y otra vez, una y otra vez, una y otra vez,`,
    'HTML around a word': (text) => text.replace('línea', '<b>línea</b>'),
    'a lost number': (text) => text.replace('12', 'doce'),
    'a remark in front': (text) => `Here is the translation: ${text}`,
    '100 kB': (text) => text.repeat(1500),
    nothing: () => '',
  }
  test.each(Object.keys(spoil))('%s', async (name) => {
    const good = 'Pon la opción my_file en los ajustes en la línea 12 y luego empieza de nuevo.'
    const { ask, stored } = setUp(({ texts }) => texts.map(() => spoil[name]!(good)), {
      check: (lookup, answer) => checkAnswer(lookup.text, answer.text, lookup, {}),
    })
    const source = 'Set the option my_file in settings on line 12, then start again.'
    expect(await ask([source])).toMatchObject([{ ok: false }])
    expect(stored.size).toBe(0)
    const honest = setUp(() => [good], {
      check: (lookup, answer) => checkAnswer(lookup.text, answer.text, lookup, {}),
    })
    expect(await honest.ask([source])).toMatchObject([{ ok: true }])
  })
})

test('where most answers are rejected, they are asked for again together', async () => {
  const { ask, batches } = setUp(({ texts }) => texts.map((text) => `BAD ${text}`), {
    check: rejectBad,
    limits: { segments: 10, concurrency: 1 },
  })
  expect(failuresOf(await ask(textsOf(30)))).toHaveLength(30)
  expect(batches).toHaveLength(6)
})

test('a fault in a check is loud and costs nobody else', async () => {
  const { scheduler } = setUp(shout, {
    check({ text }) {
      if (text === 'b') throw new TypeError('a bug in the check')
      return []
    },
  })
  const [a, b] = [scheduler.request(lookupOf('a')), scheduler.request(lookupOf('b'))]
  await expect(b).rejects.toThrow('a bug in the check')
  expect(await a).toMatchObject({ ok: true })
})

test('whatever mixture of faults, every text gets one outcome and no wrong one', async () => {
  let state = 7
  const chance = () => {
    state = (state * 16807) % 2147483647
    return state / 2147483647
  }
  const { ask, stored } = setUp(
    async (batch) => {
      await sleep(chance() * 2)
      const fault = chance()
      if (fault < 0.1) throw new Error('fault')
      if (fault < 0.2) return batch.texts.slice(1)
      if (fault < 0.25) return new Promise(() => {})
      return batch.texts.map((text) => {
        const luck = chance()
        if (luck < 0.05) return { error: 'not now', retryable: true }
        if (luck < 0.1) return { error: 'never' }
        if (luck < 0.15) return `BAD ${text}`
        return text.toUpperCase()
      })
    },
    { check: rejectBad, timeout: 10, limits: { segments: 16, concurrency: 3 } },
  )
  const texts = textsOf(500)
  const outcomes = await ask(texts)
  expect(outcomes).toHaveLength(500)
  outcomes.forEach((outcome, index) => {
    const kept = stored.get(`es:${texts[index]}`)?.text
    expect(kept).toBe(outcome.ok ? texts[index]!.toUpperCase() : undefined)
  })
  expect(stored.size).toBeGreaterThan(400)
})
