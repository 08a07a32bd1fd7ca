import { isUtf8 } from 'node:buffer'
import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs'
import { open } from 'node:fs/promises'
import { messageOf } from './errors.ts'
import type { Finding } from './types.ts'

/** How often a file that changes under the reader is read again. */
const ATTEMPTS = 3

/** Bytes of a file that is read faster than a thread is found for it; the time of an import counts. */
const SMALL = 200_000

/** The text of a document, or why there is none. */
export type ReadResult = { text: string } | { problem: Pick<Finding, 'check' | 'line' | 'message'> }

/** Reads a UTF-8 file in one consistent state. A byte order mark and line endings stay as they are. Never throws. */
export async function readDocument(file: string): Promise<ReadResult> {
  let bytes: Buffer | undefined
  try {
    for (let attempt = 0; attempt < ATTEMPTS && bytes === undefined; attempt++) {
      bytes = await readWhole(file)
    }
  } catch (error) {
    return { problem: { check: 'file', message: `The file cannot be read: ${messageOf(error)}.` } }
  }
  if (bytes === undefined) {
    const message = `The file kept changing while it was read, ${ATTEMPTS} times. Run the command again when it is complete.`
    return { problem: { check: 'file', message } }
  }
  if (isUtf8(bytes)) return { text: bytes.toString('utf8') }
  const offset = firstInvalidByte(bytes)
  const line = bytes.subarray(0, offset).filter((byte) => byte === 0x0a).length + 1
  const message = `The file is not valid UTF-8: byte ${offset} (counted from 0, in line ${line}) belongs to no character. Save it as UTF-8.`
  return { problem: { check: 'encoding', line, message } }
}

/** Undefined when the file changed meanwhile. */
async function readWhole(file: string): Promise<Buffer | undefined> {
  // Whoever opens a named pipe would wait for somebody to write into it.
  const handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const before = fstatSync(handle)
    if (before.isFile() && before.size < SMALL) {
      const bytes = readFileSync(handle)
      return isSame(before, fstatSync(handle)) ? bytes : undefined
    }
  } finally {
    closeSync(handle)
  }
  return readLarge(file)
}

async function readLarge(file: string): Promise<Buffer | undefined> {
  const handle = await open(file)
  try {
    const before = await handle.stat()
    const bytes = await handle.readFile()
    return isSame(before, await handle.stat()) ? bytes : undefined
  } finally {
    await handle.close()
  }
}

const isSame = (before: Stats, after: Stats) =>
  before.size === after.size && before.mtimeMs === after.mtimeMs

/** Decoding replaces what is wrong, so the first byte that does not survive encoding again is the one (or in the same character). */
function firstInvalidByte(bytes: Buffer): number {
  const again = Buffer.from(bytes.toString('utf8'))
  let offset = 0
  while (offset < bytes.length && bytes[offset] === again[offset]) offset++
  return offset
}
