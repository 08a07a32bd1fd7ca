import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Limits } from '../src/types.ts'

export interface GpuModel {
  /** Milliseconds that every call costs, whatever it carries. */
  perCall: number
  /** Milliseconds per UTF-16 code unit. */
  perCharacter: number
  /** Calls that are worked on at the same time; the others wait, first come first served. @default 1 */
  concurrency?: number
  /** What it answers. @default the text with the target language in front */
  answer?: (text: string, source: string, target: string) => string
}

export interface GpuCall {
  source: string
  target: string
  texts: string[]
  characters: number
}

export interface GpuServer {
  url: string
  model: GpuModel
  /** Every call, in the order in which they arrived. */
  calls: GpuCall[]
  close(): Promise<void>
}

/**
 * A server on the loopback that takes the time of a GPU: `POST {source, target, texts}` is answered with
 * `{v: 1, results: [{text}]}` after a fixed cost per call and a cost per character.
 *
 * The end of each call is computed from the end of the one before it, so that late timers do not add up.
 */
export async function startGpuServer(model: GpuModel): Promise<GpuServer> {
  const { answer = (text, _, target) => `${target}: ${text}` } = model
  const slotsFreeAt = Array.from({ length: model.concurrency ?? 1 }, () => 0)
  const calls: GpuCall[] = []

  const server = createServer(async (request, response) => {
    const body = readBody(await textOf(request))
    if (!body) {
      response.writeHead(400).end('{"error":"expected {source, target, texts}"}')
      return
    }
    const { source, target, texts } = body
    const characters = charactersOf(texts)
    calls.push({ source, target, texts, characters })
    const slot = slotsFreeAt.indexOf(Math.min(...slotsFreeAt))
    const start = Math.max(performance.now(), slotsFreeAt[slot]!)
    const end = start + costOf(model, characters)
    slotsFreeAt[slot] = end
    const results = texts.map((text) => ({ text: answer(text, source, target) }))
    setTimeout(
      () =>
        response
          .setHeader('content-type', 'application/json')
          .end(JSON.stringify({ v: 1, results })),
      Math.max(0, end - performance.now()),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    model,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Milliseconds that the modelled server takes for these calls, in this order, if it never has to wait for one. */
export function busyTime(model: GpuModel, calls: readonly GpuCall[]): number {
  const slotsFreeAt = Array.from({ length: model.concurrency ?? 1 }, () => 0)
  for (const { characters } of calls) {
    const slot = slotsFreeAt.indexOf(Math.min(...slotsFreeAt))
    slotsFreeAt[slot] = slotsFreeAt[slot]! + costOf(model, characters)
  }
  return Math.max(...slotsFreeAt)
}

/**
 * The least milliseconds in which the modelled server can do the work: as few calls as the limits of its client
 * allow, and every slot busy all the time.
 */
export function minimumTime(model: GpuModel, texts: readonly string[], limits: Limits): number {
  const characters = charactersOf(texts)
  const calls = Math.max(
    Math.ceil(texts.length / limits.segments),
    Math.ceil(characters / limits.characters),
  )
  const work = calls * model.perCall + characters * model.perCharacter
  return work / (model.concurrency ?? 1)
}

function costOf({ perCall, perCharacter }: GpuModel, characters: number): number {
  return perCall + perCharacter * characters
}

function charactersOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0)
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function readBody(body: string): { source: string; target: string; texts: string[] } | undefined {
  try {
    const { source, target, texts } = JSON.parse(body)
    const fits =
      typeof source === 'string' &&
      typeof target === 'string' &&
      Array.isArray(texts) &&
      texts.every((text) => typeof text === 'string')
    return fits ? { source, target, texts } : undefined
  } catch {
    return undefined
  }
}
