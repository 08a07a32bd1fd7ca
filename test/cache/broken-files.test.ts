import {
  chmod,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCache } from '../../src/cache/index.ts'
import { sampleDocument, sampleSegments } from './samples.ts'

let folder: string
let file: string
let warnings: string[]

const start = () => openCache(file, '/', (message) => warnings.push(message))
const names = async () => (await readdir(folder)).sort()

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'polyglot-broken-'))
  file = join(folder, 'cache.sqlite')
  warnings = []
})

afterEach(() => rm(folder, { recursive: true }))

/** A closed, healthy cache file with 2,000 segments. */
async function writeHealthy(): Promise<string[]> {
  const cache = start()
  const entries = sampleSegments(0, 2000)
  await cache.setSegments(entries)
  await cache.close()
  return entries.map(([key]) => key)
}

/** Reads and writes `file`, which must behave as a new cache, and gives the name it was moved to. */
async function expectReplaced(reason: RegExp): Promise<string> {
  const cache = start()
  expect(await cache.getDocument('key')).toBeUndefined()
  await cache.setDocument('key', sampleDocument())
  expect(await cache.getDocument('key')).toEqual(sampleDocument())
  await cache.close()

  const found = await names()
  expect(found).toHaveLength(2)
  expect(found[0]).toBe('cache.sqlite')
  expect(found[1]).toMatch(/^cache\.sqlite\.broken-\d{8}T\d{9}Z$/)
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toMatch(reason)
  expect(warnings[0]).toContain(file)
  expect(warnings[0]).toContain(join(folder, found[1]!))
  expect(warnings[0]).not.toContain('\n')
  return join(folder, found[1]!)
}

describe('a file that is no usable cache is moved aside, with one warning', () => {
  it('text', async () => {
    await writeFile(file, 'Not a database. '.repeat(500))
    const moved = await expectReplaced(/is not a SQLite database/)
    expect(await readFile(moved, 'utf8')).toBe('Not a database. '.repeat(500))
  })

  it('a few bytes', async () => {
    await writeFile(file, 'SQLite')
    await expectReplaced(/is not a SQLite database/)
  })

  it('a database of another program', async () => {
    const other = new DatabaseSync(file)
    other.exec("CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')")
    other.close()
    const moved = new DatabaseSync(await expectReplaced(/is a SQLite database of another program/))
    expect(moved.prepare('SELECT text FROM notes').get()).toEqual({ text: 'mine' })
    moved.close()
  })

  it('a truncated cache', async () => {
    await writeHealthy()
    await truncate(file, 100_000)
    await expectReplaced(/is damaged/)
  })

  it('an empty folder', async () => {
    await mkdir(file)
    await expectReplaced(/is a folder/)
  })

  it('text, also where a process died while it moved the file', async () => {
    await writeFile(file, 'Not a database.')
    await mkdir(`${file}.lock`)
    await utimes(`${file}.lock`, 0, 0)
    await expectReplaced(/is not a SQLite database/)
  })

  it('damage that shows only when a page is read: the read is a miss, the next write is kept', async () => {
    const keys = await writeHealthy()
    const handle = await open(file, 'r+')
    await handle.write(Buffer.alloc(40 * 4096, 0xff), 0, undefined, 20 * 4096)
    await handle.close()

    const cache = start()
    expect(await cache.getDocument('opens without complaint')).toBeUndefined()
    const found = await Promise.all([cache.getSegments(keys), cache.getSegments(keys)])
    expect(found.flat().some(Boolean)).toBe(false)
    expect(warnings).toEqual([expect.stringMatching(/is damaged .* moved to .*\.recover/)])

    await cache.setSegments(sampleSegments(0, 3))
    expect(await cache.getSegments(keys.slice(0, 3))).toEqual(
      sampleSegments(0, 3).map(([, entry]) => entry),
    )
    await cache.close()
    expect(await names()).toHaveLength(2)
  })

  it('damage that shows only in a write: the write lands in the new file', async () => {
    const keys = await writeHealthy()
    const handle = await open(file, 'r+')
    const { size } = await handle.stat()
    await handle.write(Buffer.alloc(size - 2 * 4096, 0xff), 0, undefined, 2 * 4096)
    await handle.close()

    const cache = start()
    await cache.setSegments(sampleSegments(5000, 100))
    expect((await cache.getSegments([keys[0]!]))[0]).toBeUndefined()
    expect(await cache.getSegments(sampleSegments(5000, 100).map(([key]) => key))).toEqual(
      sampleSegments(5000, 100).map(([, entry]) => entry),
    )
    expect(warnings).toHaveLength(1)
    await cache.close()
  })
})

describe('a file that is left where it is', () => {
  it('an empty file is a new cache', async () => {
    await writeFile(file, '')
    const keys = await writeHealthy()
    const cache = start()
    expect((await cache.getSegments(keys)).every(Boolean)).toBe(true)
    await cache.close()
    expect(warnings).toEqual([])
    expect(await names()).toEqual([basename(file)])
  })

  it('a cache of a newer release is refused and not touched', async () => {
    await writeHealthy()
    const newer = new DatabaseSync(file)
    newer.exec('PRAGMA user_version = 99')
    newer.close()
    const before = await readFile(file)
    const cache = start()
    await expect(cache.getDocument('key')).rejects.toThrow(
      /could not be opened: it has format 99.*update unplugin-polyglot/,
    )
    await cache.close()
    expect(await readFile(file)).toEqual(before)
    expect(warnings).toEqual([])
  })

  it('a folder with files in it is refused and not touched', async () => {
    await mkdir(file)
    await writeFile(join(file, 'post.md'), '# Mine')
    await expect(start().setDocument('key', sampleDocument(10))).rejects.toThrow(
      `The cache file ${file} could not be opened: it is a folder with files in it.`,
    )
    expect(await names()).toEqual([basename(file)])
  })
})

describe('a file that cannot be written', () => {
  it('in a folder that cannot be made: says which file and why', async () => {
    await writeFile(file, 'a file where a folder is needed')
    const cache = openCache('cache.sqlite/deep/cache.sqlite', folder, () => {})
    await expect(cache.getDocument('key')).rejects.toMatchObject({
      code: 'CACHE',
      message: expect.stringMatching(
        /cache\.sqlite\/deep\/cache\.sqlite could not be opened: ENOTDIR/,
      ),
    })
  })

  it.skipIf(process.platform === 'win32')('in a folder without the right to write', async () => {
    await chmod(folder, 0o555)
    await asOrdinaryUser(() =>
      expect(start().getDocument('key')).rejects.toThrow(
        /could not be opened: unable to open database file\. Check that you may write to/,
      ),
    )
    await chmod(folder, 0o755)
    expect(await names()).toEqual([])
  })

  it.skipIf(process.platform === 'win32')(
    'read-only: reading works or says why, storing rejects',
    async () => {
      const keys = await writeHealthy()
      await chmod(file, 0o444)
      await chmod(folder, 0o777)
      await asOrdinaryUser(async () => {
        const cache = start()
        await expect(cache.setSegments(sampleSegments(9000, 1))).rejects.toThrow(
          /The cache file .*cache\.sqlite could not be \w+: attempt to write a readonly database/,
        )
        await cache.close()
      })
      await chmod(file, 0o644)
      const cache = start()
      expect((await cache.getSegments(keys)).every(Boolean)).toBe(true)
      await cache.close()
      expect(warnings).toEqual([])
    },
  )
})

it('a file deleted while it is open is made anew, so that what is stored from then on is kept', async () => {
  const cache = start()
  await cache.setSegments(sampleSegments(0, 10))
  for (const part of ['', '-wal', '-shm']) await rm(file + part)
  await cache.setSegments(sampleSegments(10, 10))
  await cache.close()
  const again = start()
  const found = await again.getSegments(sampleSegments(0, 20).map(([key]) => key))
  expect(found.map(Boolean)).toEqual(Array.from({ length: 20 }, (_, index) => index >= 10))
  await again.close()
})

it('nothing is opened or created before the first use', async () => {
  await openCache(file, '/', () => {}).close()
  expect(await names()).toEqual([])
})

/** Permissions do not bind root, so a run as root lends its effective user id to nobody (65534). */
async function asOrdinaryUser(run: () => Promise<unknown>): Promise<void> {
  if (process.getuid?.() !== 0) {
    await run()
    return
  }
  process.seteuid!(65534)
  try {
    await run()
  } finally {
    process.seteuid!(0)
  }
}
