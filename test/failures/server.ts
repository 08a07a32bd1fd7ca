import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

/** What a server does with one request. */
export type Turn = 'answer' | 'too many' | 'hang up' | 'never'

export interface TranslationServer {
  url: string
  /** Texts of every request, in the order of their arrival. */
  requests: string[][]
  /** Texts that were translated, so that they have to be paid for, whether anybody got the answer or not. */
  paid: string[]
  /** Most requests under way at once. */
  atOnce(): number
}

/**
 * A translation server on this machine that speaks the wire contract of `http`, gone after the test. It writes in capitals.
 *
 * @param turn decides by the number of the request, from 0
 * @param delay milliseconds that an answer takes
 */
export async function serveTranslations(
  turn: (request: number) => Turn,
  delay = 0,
): Promise<TranslationServer> {
  const requests: string[][] = []
  const paid: string[] = []
  let underWay = 0
  let most = 0

  async function respond(texts: string[], number: number, response: ServerResponse) {
    const what = turn(number)
    if (what === 'too many') {
      response.writeHead(429, { 'retry-after': '0' }).end('slow down')
      return
    }
    if (what === 'hang up') {
      response.destroy()
      return
    }
    paid.push(...texts)
    if (what === 'never') return
    await pause(delay)
    const results = texts.map((text) => ({ text: text.toUpperCase() }))
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ v: 1, results }))
  }

  const server = createServer(async (incoming, response) => {
    most = Math.max(most, ++underWay)
    response.on('close', () => underWay--)
    let body = ''
    for await (const chunk of incoming.setEncoding('utf8')) body += chunk
    const { texts } = JSON.parse(body) as { texts: string[] }
    await respond(texts, requests.push(texts) - 1, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, requests, paid, atOnce: () => most }
}
