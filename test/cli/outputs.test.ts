import { chmodSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sha256 } from '../../src/cli/manifest.ts'
import { writeOutput } from '../../src/cli/outputs.ts'
import { createFolder } from './run-cli.ts'

function outputIn(content?: string) {
  const folder = createFolder()
  if (content !== undefined) folder.write('x/a.es.md', content)
  const write = (text: string, ours?: string, force = false, write = true) =>
    writeOutput({
      root: folder.path,
      output: 'x/a.es.md',
      text,
      entry:
        ours === undefined ? undefined : { source: 'a.md', locale: 'es', sha256: sha256(ours) },
      force,
      write,
    })
  return { folder, write, content: () => folder.read('x/a.es.md') }
}

test('a new file is written, with its folders, and nothing else is left', async () => {
  const { folder, write, content } = outputIn()
  expect(await write('\uFEFFHolá\r\n')).toBe('written')
  expect(content()).toBe('\uFEFFHolá\r\n')
  expect(folder.files()).toEqual(['x/a.es.md'])
})

test('what we wrote is replaced, and keeps its mode', async () => {
  const { folder, write, content } = outputIn('old')
  chmodSync(join(folder.path, 'x/a.es.md'), 0o640)
  expect(await write('new', 'old')).toBe('written')
  expect(content()).toBe('new')
  expect(statSync(join(folder.path, 'x/a.es.md')).mode & 0o777).toBe(0o640)
})

test('a file that says the same already is not touched, known or not', async () => {
  const { folder, write } = outputIn('same')
  const before = statSync(join(folder.path, 'x/a.es.md'))
  expect(await write('same')).toBe('unchanged')
  expect(await write('same', 'older')).toBe('unchanged')
  const after = statSync(join(folder.path, 'x/a.es.md'))
  expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs])
})

test('somebody else’s work stays, unless forced', async () => {
  const edited = outputIn('ours, edited')
  expect(await edited.write('new', 'ours')).toBe('hand-edited')
  expect(edited.content()).toBe('ours, edited')
  expect(await edited.write('new', 'ours', true)).toBe('written')
  expect(edited.content()).toBe('new')

  const foreign = outputIn('theirs')
  expect(await foreign.write('new')).toBe('foreign')
  expect(foreign.content()).toBe('theirs')
  expect(await foreign.write('new', undefined, true)).toBe('written')
})

test('a folder in the way is the file system’s error', async () => {
  const { folder, write } = outputIn()
  folder.write('x/a.es.md/inside', '')
  await expect(write('new', undefined, true)).rejects.toThrow('EISDIR')
})

test('where nothing may be written, what would be is said', async () => {
  const { write, content } = outputIn('old')
  expect(await write('new', 'old', false, false)).toBe('outdated')
  expect(await write('old', 'old', false, false)).toBe('unchanged')
  expect(await write('new', 'other', false, false)).toBe('hand-edited')
  expect(content()).toBe('old')
  expect(await outputIn().write('new', undefined, false, false)).toBe('outdated')
})
