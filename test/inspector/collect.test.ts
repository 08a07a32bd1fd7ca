import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createService } from '../../src/adapters/service.ts'
import { createCollection } from '../../src/inspector/collect.ts'
import type { DocumentView, PairView } from '../../src/inspector/views.ts'
import { makeProject } from '../e2e/project.ts'
import { phrasebook, SITE } from './site.ts'

/** A service in a folder, watched; `ask` translates a file as a page would. */
function open(
  files: Record<string, string> = SITE,
  translator = phrasebook(),
  mayShow?: (file: string) => boolean,
) {
  const { root, write } = makeProject(files)
  const options = { to: ['es', 'ar', 'ja'], translator }
  const begin = () => {
    const service = createService(options)
    service.configure({ root, info: () => {}, warn: () => {} })
    const collection = createCollection(service, mayShow)
    const ask = async (path: string, lang: string) =>
      (await service.open(join(root, path), lang)).translate()
    return { service, collection, ask }
  }
  return { ...begin(), root, write, begin }
}

const whole = ({ parts }: DocumentView) =>
  parts.map(({ source, target, origin }) => [
    source.map(({ text }) => text).join(''),
    target?.map(({ text }) => text).join(''),
    origin,
  ])

const BREAD = 'posts/bread.md'
const WALK = 'posts/walk.md'

test('nothing is known before a page asks, and then the document in every configured language', async () => {
  const { collection, ask } = open()
  expect(await collection.overview()).toMatchObject({ documents: [] })
  expect(await collection.document(WALK, 'es')).toBeUndefined()
  await ask(WALK, 'spa')
  const { documents, locales } = await collection.overview()
  expect(locales.map(({ code, dir }) => [code, dir])).toEqual([
    ['es', 'ltr'],
    ['ar', 'rtl'],
    ['ja', 'ltr'],
  ])
  const [document] = documents
  expect(document?.path).toBe(WALK)
  expect(document?.pairs).toMatchObject([
    { to: 'es', state: 'asked', segments: { total: 2, translated: 2 }, sent: 2 },
    { to: 'ar', state: 'unasked', segments: { total: 2, translated: 0 }, sent: 0 },
    { to: 'ja', state: 'unasked', segments: { total: 2, translated: 0 }, sent: 0 },
  ])
  expect(document?.pairs[0]?.sentCharacters).toBe(
    'A walk by the river'.length + 'The path begins behind the mill.'.length,
  )
})

test('each segment says where its translation comes from', async () => {
  const { collection, ask, begin, write, service } = open()
  await ask(WALK, 'es')
  expect(whole((await collection.document(WALK, 'es'))!)).toEqual([
    ['A walk by the river', 'Un paseo junto al río', 'sent'],
    ['The path begins behind the mill.', 'El sendero empieza detrás del molino.', 'sent'],
  ])
  await service.end()
  const second = begin()
  write(WALK, '# A walk by the river\n\nFlour\n\nNobody knows this one.\n')
  await second.ask(WALK, 'es')
  const view = (await second.collection.document(WALK, 'es'))!
  expect(whole(view)).toEqual([
    ['A walk by the river', 'Un paseo junto al río', 'cache'],
    ['Flour', 'Harina', 'sent'],
    ['Nobody knows this one.', undefined, 'fallback'],
  ])
  expect(view).toMatchObject({ segments: { total: 3, translated: 2 }, findings: [] })
  expect(view.parts[2]?.findings).toMatchObject([{ severity: 'error', check: 'translator' }])
  expect(whole((await second.collection.document(WALK, 'ja'))!)[0]).toEqual([
    'A walk by the river',
    undefined,
    'new',
  ])
})

test('while the translator is being asked segments are under way, and each arrives by itself', async () => {
  const gate = Promise.withResolvers<void>()
  const { collection, ask } = open(
    SITE,
    phrasebook(() => gate.promise),
  )
  const asking = ask(WALK, 'es')
  await pause(100)
  const before = (await collection.document(WALK, 'es'))!
  expect(before.state).toBe('translating')
  expect(before.parts.map(({ origin }) => origin)).toEqual(['waiting', 'waiting'])
  gate.resolve()
  await asking
  await expect.poll(collection.version).not.toBe(before.version)
  const after = (await collection.document(WALK, 'es'))!
  expect(after.state).toBe('asked')
  expect(after.parts.map(({ origin }) => origin)).toEqual(['sent', 'sent'])
})

test('markup is shown in its place, on both sides', async () => {
  const { collection, ask } = open()
  await ask(BREAD, 'es')
  const { parts } = (await collection.document(BREAD, 'es'))!
  const mix = parts.find(({ source }) => source[0]?.text === 'Mix ')!
  expect(mix.source).toEqual([
    { text: 'Mix ', marks: [] },
    { text: '500 grams', marks: ['strong'] },
    { text: ' of flour with ', marks: [] },
    { text: 'sourdough', marks: ['inlineCode'] },
    { text: ' and ', marks: [] },
    { text: 'warm water', marks: ['link'] },
    { text: '.', marks: [] },
  ])
  expect(mix.target).toContainEqual({ text: '500 gramos', marks: ['strong'] })
  expect(mix.target).toContainEqual({ text: 'agua tibia', marks: ['link'] })
  const rest = parts.find(({ source }) => source[0]?.text.startsWith('Let it rest'))!
  expect(rest.target).toContainEqual({ text: '', marks: ['image'] })
})

test('an edit is seen before any page asks, a file that is gone is forgotten', async () => {
  const { collection, ask, write } = open()
  await ask(WALK, 'es')
  const { version } = await collection.overview()
  write(WALK, '# A walk by the river\n\nIt is raining.\n')
  collection.changed(WALK)
  expect(collection.version()).not.toBe(version)
  const view = (await collection.document(WALK, 'es'))!
  expect(whole(view).map(([text, , origin]) => [text, origin])).toEqual([
    ['A walk by the river', 'sent'],
    ['It is raining.', 'new'],
  ])
  const { documents } = await collection.overview()
  expect(documents[0]?.pairs[0]).toMatchObject({
    state: 'unasked',
    segments: { total: 2, translated: 1 },
  })
  collection.removed(WALK)
  expect(await collection.overview()).toMatchObject({ documents: [] })
})

test('a file that cannot be read says so, until it can be', async () => {
  const { collection, ask, root, write } = open()
  await ask(WALK, 'es')
  writeFileSync(join(root, WALK), Buffer.from('caf\xe9', 'latin1'))
  collection.changed(WALK)
  expect(await collection.document(WALK, 'es')).toMatchObject({
    problem: expect.stringContaining('not valid UTF-8'),
  })
  const { documents } = await collection.overview()
  expect(documents[0]?.pairs[0]?.problem).toMatch(/not valid UTF-8/)
  write(WALK, 'Flour\n')
  collection.changed(WALK)
  expect((await collection.document(WALK, 'es'))?.problem).toBeUndefined()
})

test('what is left as it is says why, and is not counted as missing', async () => {
  const { collection, ask } = open()
  await ask('posts/hidden.md', 'ar')
  const pair = (await collection.overview()).documents[0]?.pairs.find(({ to }) => to === 'ar')
  expect(pair).toMatchObject({
    skipped: 'translated_to does not list ar',
    segments: { total: 0, translated: 0 },
  } satisfies Partial<PairView>)
  expect((await collection.document('posts/hidden.md', 'ar'))?.parts).toEqual([])
})

test('a translation of an older text that ends last says nothing of the newer one', async () => {
  const gates = new Map<string, PromiseWithResolvers<void>>()
  const gateOf = (text: string) => {
    if (!gates.has(text)) gates.set(text, Promise.withResolvers())
    return gates.get(text)!
  }
  const { collection, ask, write } = open(
    { 'a.md': 'Not known.\n' },
    phrasebook(([text]) => gateOf(text!).promise),
  )
  const older = ask('a.md', 'es')
  await pause(50)
  write('a.md', 'Flour\n')
  const newer = ask('a.md', 'es')
  gateOf('Flour').resolve()
  await newer
  gateOf('Not known.').resolve()
  await older
  const view = (await collection.document('a.md', 'es'))!
  expect(whole(view)).toEqual([['Flour', 'Harina', 'sent']])
  expect(view.findings).toEqual([])
})

test('a translation that fails as a whole gives its reason', async () => {
  const { collection, ask, service } = open()
  await ask(WALK, 'es')
  const result = Promise.reject(new Error('the disk is full'))
  const text = SITE[WALK]
  const failing = createCollection({
    ...service,
    watch: (watcher) => watcher({ path: WALK, to: 'es', text, result }),
  })
  await expect
    .poll(() => failing.document(WALK, 'es'))
    .toMatchObject({
      state: 'asked',
      problem: 'the disk is full',
    })
  expect((await collection.document(WALK, 'es'))?.problem).toBeUndefined()
})

test('files that must not be shown are neither listed nor opened', async () => {
  const { collection, ask } = open(SITE, phrasebook(), (file) => !file.endsWith('bread.md'))
  await ask(BREAD, 'es')
  await ask(WALK, 'es')
  expect((await collection.overview()).documents.map(({ path }) => path)).toEqual([WALK])
  expect(await collection.document(BREAD, 'es')).toBeUndefined()
  expect(await collection.document(WALK, 'de')).toBeUndefined()
})

test('an overview of many documents counts a few at a time and comes to an end', async () => {
  const names = Array.from({ length: 60 }, (_, index) => `post-${index}.md`)
  const text = 'Flour\n\nSalt\n\n'.repeat(40)
  const { collection, ask } = open(Object.fromEntries(names.map((name) => [name, text])))
  for (const name of names) await ask(name, 'es')
  const times: number[] = []
  await expect
    .poll(
      async () => {
        const started = performance.now()
        const { version, documents } = await collection.overview()
        times.push(performance.now() - started)
        const counted = documents.every(({ pairs }) => pairs.every(({ segments }) => segments))
        return counted && version === collection.version()
      },
      { interval: 1, timeout: 30_000 },
    )
    .toBe(true)
  expect(times.length).toBeGreaterThan(1)
  // 50 ms and the one document that is being counted then, on a busy machine.
  expect(Math.max(...times)).toBeLessThan(1000)
})
