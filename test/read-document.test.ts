import { appendFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readDocument } from '../src/read-document.ts'
import { createFolder } from './cli/run-cli.ts'

test('a byte order mark, CRLF and NUL come through', async () => {
  const folder = createFolder()
  const text = '\uFEFF# Ünï\r\n\0 🙂\r'
  folder.write('a.md', text)
  expect(await readDocument(join(folder.path, 'a.md'))).toEqual({ text })
})

test('invalid UTF-8 is named with its byte and line', async () => {
  const folder = createFolder()
  const good = Buffer.from('# É\n\n🙂 ok ')
  for (const bad of [
    [0xff],
    [0xe9, 0x20],
    [0xc3],
    [0xed, 0xa0, 0x80],
    [0xc0, 0xaf],
    [0xf0, 0x9f],
  ]) {
    folder.write('a.md', Buffer.concat([good, Buffer.from(bad), Buffer.from('\nmore')]))
    expect(await readDocument(join(folder.path, 'a.md'))).toMatchObject({
      problem: {
        check: 'encoding',
        line: 3,
        message: expect.stringContaining(`byte ${good.length} `),
      },
    })
  }
})

test('a file that changes while it is read is read again, and given up when it goes on changing', async () => {
  const folder = createFolder()
  const file = join(folder.path, 'a.md')
  // Large enough to take many turns of the event loop.
  folder.write('a.md', 'x'.repeat(16_000_000))
  let left = 3
  const grow = () => {
    if (left-- > 0) {
      appendFileSync(file, '!')
      setImmediate(grow)
    }
  }
  setImmediate(grow)
  const result = await readDocument(file)
  expect('text' in result && result.text.endsWith('x!!!')).toBe(true)

  left = Number.POSITIVE_INFINITY
  setImmediate(grow)
  const growing = await readDocument(file)
  left = 0
  expect(growing).toMatchObject({
    problem: { check: 'file', message: expect.stringContaining('kept changing') },
  })
})

test('a file that cannot be read is a problem, not an exception', async () => {
  const folder = createFolder()
  expect(await readDocument(join(folder.path, 'none.md'))).toMatchObject({
    problem: { check: 'file', message: expect.stringContaining('ENOENT') },
  })
  symlinkSync('/proc/self/mem', join(folder.path, 'mem.md'))
  expect(await readDocument(join(folder.path, 'mem.md'))).toMatchObject({
    problem: { check: 'file' },
  })
})
