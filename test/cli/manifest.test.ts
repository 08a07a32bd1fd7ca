import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MANIFEST, type OutputEntry, readManifest, updateManifest } from '../../src/cli/manifest.ts'
import { createFolder } from './run-cli.ts'

const entry = (source: string, locale = 'es'): OutputEntry => ({ source, locale, sha256: 'ab12' })
const fail = (cause: string) => {
  throw new Error(cause)
}

test('what is stored comes back, sorted, one line per output', async () => {
  const { path, read } = createFolder()
  await updateManifest(path, new Map([['b ü.es.md', entry('b ü.md')]]))
  await updateManifest(path, new Map([['__proto__', entry('a.md', 'fr')]]))
  expect(read(MANIFEST)).toBe(`{
  "version": 1,
  "outputs": {
    "__proto__": {"source":"a.md","locale":"fr","sha256":"ab12"},
    "b ü.es.md": {"source":"b ü.md","locale":"es","sha256":"ab12"}
  }
}
`)
  expect(await readManifest(path, fail)).toEqual(
    new Map([
      ['__proto__', entry('a.md', 'fr')],
      ['b ü.es.md', entry('b ü.md')],
    ]),
  )
})

test('entries are merged into what is on disk by now, and can be taken out', async () => {
  const { path } = createFolder()
  await updateManifest(path, new Map([['a.es.md', entry('a.md')]]))
  await updateManifest(path, new Map([['b.es.md', entry('b.md')]]))
  await updateManifest(path, new Map([['a.es.md', undefined]]))
  expect([...(await readManifest(path, fail)).keys()]).toEqual(['b.es.md'])
})

test('nothing new leaves the file alone, and no file is made for nothing', async () => {
  const folder = createFolder()
  await updateManifest(folder.path, new Map())
  expect(folder.files()).toEqual([])
  const changes = new Map([['a.es.md', entry('a.md')]])
  await updateManifest(folder.path, changes)
  const before = statSync(join(folder.path, MANIFEST)).ino
  await updateManifest(folder.path, changes)
  expect(statSync(join(folder.path, MANIFEST)).ino).toBe(before)
})

test('a real merge conflict is told, counts as empty and is kept beside the new file', async () => {
  const folder = createFolder()
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], {
      cwd: folder.path,
      stdio: 'pipe',
    })
  const commit = async (locale: string) => {
    await updateManifest(folder.path, new Map([['a.md', entry('a.md', locale)]]))
    git('add', '.')
    git('commit', '-m', locale)
  }
  git('init', '-b', 'main')
  await commit('es')
  git('checkout', '-b', 'other')
  await commit('fr')
  git('checkout', 'main')
  await commit('de')
  expect(() => git('merge', 'other')).toThrow()

  const causes: string[] = []
  const manifest = await readManifest(folder.path, (cause) => causes.push(cause))
  expect(manifest.size).toBe(0)
  expect(causes).toEqual(['it has merge conflict markers'])

  const conflicted = folder.read(MANIFEST)
  await updateManifest(folder.path, new Map())
  const kept = folder.files().filter((file) => file.includes('.broken-'))
  expect(kept.map(folder.read)).toEqual([conflicted])
})

test('anything else that is no manifest is told and survives', async () => {
  const broken = ['', '{', 'null', '[]', '{"version":1}', '{"version":1,"outputs":{"a":{}}}', '\0']
  for (const text of broken) {
    const folder = createFolder()
    folder.write(MANIFEST, text)
    const causes: string[] = []
    expect((await readManifest(folder.path, (cause) => causes.push(cause))).size, text).toBe(0)
    expect(causes, text).toHaveLength(1)
    await updateManifest(folder.path, new Map([['a.es.md', entry('a.md')]]))
    expect((await readManifest(folder.path, fail)).size, text).toBe(1)
    expect(folder.files(), text).toHaveLength(2)
  }
})

test('a manifest of a later version is not touched', async () => {
  const { path, write } = createFolder()
  write(MANIFEST, '{"version":2,"outputs":[]}')
  await expect(readManifest(path, fail)).rejects.toThrow('later version of polyglot')
})
