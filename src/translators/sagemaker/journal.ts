import { hash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { messageOf } from '../../errors.ts'
import type { LanguagePair } from '../../types.ts'
import { parseJournal, printJournal } from './journal-text.ts'
import { withLock } from './lock.ts'

/** An asynchronous request whose answers nobody has read yet. */
export interface PendingRequest extends LanguagePair {
  id: string
  /** When it was sent, and when nothing can come of it any more unless it is there; milliseconds since 1970. */
  sent: number
  until: number
  endpoint: string
  region: string
  fingerprint: string
  /** Where its result or its failure will be, as `s3://bucket/key`. */
  output: string
  failure?: string
  /** Hash of each of its texts, in order; null for one whose answer has been handed out. */
  texts: (string | null)[]
}

/** The requests that may outlive the run. Trouble with the file costs money at most, so it never ends a translation. */
export interface Journal {
  /** Those that are not older than a day. */
  all(): PendingRequest[]
  add(request: PendingRequest): Promise<void>
  /** Marks answers as handed out, and forgets the request once all are. @param texts hashes. @default all */
  take(id: string, texts?: Set<string>): Promise<void>
}

/** S3 keeps results for three days at `polyglot endpoint up`; what was not wanted within one is not wanted any more. */
const LIFETIME = 24 * 60 * 60 * 1000

/** Beyond, the oldest are forgotten: some 10 kB each. */
const MOST_REQUESTS = 200

/** 96 bits: far from any chance of two texts of a day meeting. */
export function hashOf(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 16)
}

/**
 * Keeps pending requests in a file, which several processes may use at once. It is replaced in one step, deleted when
 * nothing is pending, and put aside as `<file>.broken-<time>` when it cannot be read.
 *
 * @param file full path; `false` keeps nothing
 * @param warn takes one line for a person, once, when the file cannot be written
 */
export function openJournal(file: string | false, warn: (message: string) => void): Journal {
  if (file === false) return { all: () => [], add: async () => {}, take: async () => {} }
  let warned = false

  function read(path: string): PendingRequest[] | 'broken' {
    try {
      const oldest = Date.now() - LIFETIME
      return parseJournal(readFileSync(path, 'utf8')).filter(({ sent }) => sent > oldest)
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ENOENT' ? [] : 'broken'
    }
  }

  async function update(path: string, change: (requests: PendingRequest[]) => PendingRequest[]) {
    try {
      mkdirSync(dirname(path), { recursive: true })
      await withLock(`${path}.lock`, () => {
        const before = read(path)
        if (before === 'broken') renameSync(path, `${path}.broken-${Date.now()}`)
        const after = change(before === 'broken' ? [] : before).slice(-MOST_REQUESTS)
        if (after.length === 0) rmSync(path, { force: true })
        else writeFileAtomic.sync(path, printJournal(after))
      })
    } catch (error) {
      if (warned) return
      warned = true
      warn(
        `${path} cannot be written (${messageOf(error)}): if this run is cut short, the next one pays again for what is under way.`,
      )
    }
  }

  return {
    all() {
      const requests = read(file)
      return requests === 'broken' ? [] : requests
    },
    add: (request) => update(file, (requests) => [...requests, request]),
    take: (id, texts) =>
      update(file, (requests) =>
        requests
          .map((request) =>
            request.id === id
              ? {
                  ...request,
                  texts: request.texts.map((text) => (isLeft(text, texts) ? text : null)),
                }
              : request,
          )
          .filter((request) => request.texts.some((text) => text !== null)),
      ),
  }
}

function isLeft(text: string | null, taken: Set<string> | undefined): boolean {
  return text !== null && taken !== undefined && !taken.has(text)
}
