import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createDev, type Interim } from '../../src/adapters/dev.ts'
import { createOutage } from '../../src/adapters/outage.ts'
import type { OpenFile } from '../../src/adapters/service.ts'
import type { DocumentReport, DocumentResult } from '../../src/types.ts'

const ID = '/post.md?lang=spa'
const FRESH: Interim = { partial: false }
const report = (complete: boolean, findings: DocumentReport['findings'] = []) =>
  ({ complete, findings }) as DocumentReport

/** A file whose translation arrives when the test says so. */
function slowFile(text: string, last?: string) {
  const { promise, resolve, reject } = Promise.withResolvers<DocumentResult>()
  const file: OpenFile & { asked: number } = {
    text,
    asked: 0,
    translate() {
      this.asked++
      return promise
    },
    last: async () => last,
  }
  return {
    file,
    answer: async (translation: string, complete = true) => {
      resolve({ text: translation, report: report(complete) })
      await pause(0)
    },
    fail: async (error: Error) => {
      reject(error)
      await pause(0)
    },
  }
}

/** Screens that write down what they are told. */
function fakes() {
  const told: string[] = []
  const say = (line: string) => void told.push(line)
  const dev = createDev<string>(
    {
      forget: (screen, id) => say(`${screen} forgets ${id}`),
      replace: (screen, id) => say(`${screen} replaces ${id}`),
      info: say,
      warn: say,
    },
    createOutage({ info: say, warn: say }, [20]),
  )
  return { dev, told }
}

describe('invariant 9: what is shown while a translation is under way', () => {
  test('a translation that is there at once is shown at once, and stays', async () => {
    const { dev, told } = fakes()
    const { file, answer } = slowFile('One.')
    await answer('Uno.')
    expect(await dev.show(ID, file, 'browser')).toEqual({ text: 'Uno.' })
    expect(await dev.show(ID, file, 'browser')).toEqual({ text: 'Uno.' })
    expect(file.asked).toBe(1)
    expect(told).toEqual([])
  })

  test('the source is shown within 0.1 seconds, and replaced once a browser shows it', async () => {
    const { dev, told } = fakes()
    const { file, answer } = slowFile('One.')
    const started = performance.now()
    expect(await dev.show(ID, file, 'browser')).toEqual({ text: 'One.', interim: FRESH })
    expect(performance.now() - started).toBeLessThan(1000)
    dev.onScreen(ID, FRESH, 'browser')
    expect(told).toEqual([`browser forgets ${ID}`])
    await answer('Uno.')
    expect(told.slice(1)).toEqual([`browser replaces ${ID}`])
    expect(await dev.show(ID, file, 'browser')).toEqual({ text: 'Uno.' })
    expect(file.asked).toBe(1)
  })

  test('a browser that reports after the translation has arrived gets it all the same', async () => {
    const { dev, told } = fakes()
    const { file, answer } = slowFile('One.')
    await dev.show(ID, file, 'browser')
    await answer('Uno.')
    const count = told.length
    dev.onScreen(ID, FRESH, 'browser')
    expect(told.slice(count)).toEqual([`browser replaces ${ID}`])
  })

  test('several screens share one translation: what reports an interim text is replaced, the others load it anew', async () => {
    const { dev, told } = fakes()
    const { file, answer } = slowFile('One.')
    await Promise.all(['a', 'b', 'server'].map((screen) => dev.show(ID, file, screen)))
    dev.onScreen(ID, FRESH, 'a')
    dev.onScreen(ID, FRESH, 'b')
    await answer('Uno.')
    expect(file.asked).toBe(1)
    expect(told.slice(3)).toEqual([`a replaces ${ID}`, `b replaces ${ID}`, `server forgets ${ID}`])
  })

  test('after an edit the last translation stays until the new one is there', async () => {
    const { dev } = fakes()
    const before = slowFile('One.')
    await before.answer('Uno.')
    await dev.show(ID, before.file, 'browser')
    const after = slowFile('Two.')
    expect(await dev.show(ID, after.file, 'browser')).toEqual({ text: 'Uno.', interim: FRESH })
    await after.answer('Dos.')
    expect(await dev.show(ID, after.file, 'browser')).toEqual({ text: 'Dos.' })
  })

  test('after a restart the last translation that is kept stands in, and a cache that hangs holds up nobody', async () => {
    const { dev } = fakes()
    const { file } = slowFile('Two.', 'Uno.')
    expect(await dev.show(ID, file, 'browser')).toEqual({ text: 'Uno.', interim: FRESH })
    const hanging = { ...slowFile('Three.').file, last: () => new Promise<never>(() => {}) }
    expect(await dev.show('/other.md?lang=spa', hanging, 'browser')).toEqual({
      text: 'Three.',
      interim: FRESH,
    })
  })

  test('a page that is rendered while a failed translation is asked for again takes nothing from the browser', async () => {
    const { dev, told } = fakes()
    const first = slowFile('One.')
    await dev.show(ID, first.file, 'browser')
    dev.onScreen(ID, FRESH, 'browser')
    await first.fail(new Error('no GPU'))
    const second = slowFile('One.')
    await dev.show(ID, second.file, 'server')
    await second.answer('Uno.')
    expect(told).toContain(`browser replaces ${ID}`)
  })

  test('an older translation that arrives last changes nothing', async () => {
    const { dev, told } = fakes()
    const older = slowFile('One.')
    const newer = slowFile('Two.')
    await dev.show(ID, older.file, 'browser')
    dev.onScreen(ID, FRESH, 'browser')
    await dev.show(ID, newer.file, 'browser')
    dev.onScreen(ID, FRESH, 'browser')
    await newer.answer('Dos.')
    const count = told.length
    await older.answer('Uno.')
    expect(told).toHaveLength(count)
    expect(await dev.show(ID, newer.file, 'browser')).toEqual({ text: 'Dos.' })
  })

  test('a failure is one line, the page keeps what it has, and the next load asks again', async () => {
    const { dev, told } = fakes()
    const first = slowFile('One.')
    await dev.show(ID, first.file, 'browser')
    dev.onScreen(ID, FRESH, 'browser')
    await first.fail(new Error('no GPU'))
    expect(told).toEqual([`browser forgets ${ID}`, 'polyglot: no GPU'])
    const second = slowFile('One.')
    await second.answer('Uno.')
    expect(await dev.show(ID, second.file, 'browser')).toEqual({ text: 'Uno.' })
  })

  test('what the server gives up when it closes is no failure', async () => {
    const { dev, told } = fakes()
    const { file, fail } = slowFile('One.')
    await dev.show(ID, file, 'browser')
    await fail(new DOMException('closed', 'AbortError'))
    expect(told).toEqual([`browser forgets ${ID}`])
  })

  test('a partial translation is shown, asked for again with each load, and replaced by a complete one only', async () => {
    const { dev, told } = fakes()
    const load = async () => {
      const each = slowFile('One. Two.')
      const shown = await dev.show(ID, each.file, 'browser')
      if (shown.interim) dev.onScreen(ID, shown.interim, 'browser')
      return { ...each, shown }
    }
    const replaced = () => told.filter((line) => line.includes('replaces')).length

    const first = await load()
    await first.answer('Uno. Two.', false)
    expect(replaced()).toBe(1)
    const second = await load()
    expect(second.shown).toEqual({ text: 'Uno. Two.', interim: { partial: true } })
    await second.answer('One. Dos.', false)
    expect(replaced()).toBe(1)
    const third = await load()
    await third.answer('Uno. Dos.')
    expect(replaced()).toBe(2)
    expect((await load()).shown).toEqual({ text: 'Uno. Dos.' })
  })
})
