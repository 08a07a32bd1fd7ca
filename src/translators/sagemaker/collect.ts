import type { Answer } from '../../types.ts'
import { answersOf, isSpent } from './answers.ts'
import type { QueueContext } from './context.ts'
import { hashOf, type PendingRequest } from './journal.ts'

/** What an earlier run, or another process, has already sent of some texts. */
export interface Collection {
  /** Those that nobody has sent yet. */
  others: string[]
  /** Those that are under way. */
  pending: string[]
  /**
   * Waits for the latter: answers by text. One without an answer has to be sent after all.
   * @throws as `answersOf`, but not for a result that cannot be used.
   */
  answers(): Promise<Map<string, Answer>>
}

/**
 * Looks into the journal before anything is sent, so that no text is paid for twice. Each answer is handed out once: whoever
 * asks again for a text wants another answer.
 */
export function collect(texts: string[], context: QueueContext): Collection {
  const { endpoint, journal, fingerprint, pair, signal } = context
  const textOf = new Map(texts.map((text) => [hashOf(text), text]))
  const isOurs = (request: PendingRequest) =>
    request.fingerprint === fingerprint &&
    request.from === pair.from &&
    request.to === pair.to &&
    request.region === endpoint.region
  const shared = journal
    .all()
    .filter(isOurs)
    .map((request) => {
      const hashes = request.texts.filter((hash) => hash !== null && textOf.has(hash)) as string[]
      return { request, hashes: new Set(hashes) }
    })
    .filter(({ hashes }) => hashes.size > 0)
  const pending = new Set(shared.flatMap(({ hashes }) => [...hashes]))

  async function read(request: PendingRequest, hashes: Set<string>, into: Map<string, Answer>) {
    const until = await lastMoment(request)
    const answers = await answersOf(request, context, { until, texts: hashes }).catch((error) => {
      if (isSpent(error)) return undefined
      throw error
    })
    for (const [index, hash] of request.texts.entries()) {
      const answer = answers?.[index]
      if (hash !== null && hashes.has(hash) && answer) into.set(textOf.get(hash)!, answer)
    }
  }

  /** Nothing comes any more from another endpoint, or from one that has been made anew. */
  async function lastMoment(request: PendingRequest): Promise<number> {
    if (request.endpoint !== endpoint.endpoint) return 0
    const { created = 0 } = (await endpoint.description(signal)) ?? {}
    return created > request.sent ? 0 : request.until
  }

  return {
    others: texts.filter((text) => !pending.has(hashOf(text))),
    pending: texts.filter((text) => pending.has(hashOf(text))),
    async answers() {
      const into = new Map<string, Answer>()
      await Promise.all(shared.map(({ request, hashes }) => read(request, hashes, into)))
      return into
    },
  }
}
