import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname } from 'node:path'
import { messageOf } from '../errors.ts'
import type { Collection } from './collect.ts'

/** Where the page is, below the server's base. */
export const PLACE = '__polyglot/'

/** The files of the page. In a published package they lie beside the bundle, in a folder of the same name. */
const FOLDER = new URL('./page/', import.meta.url)

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
}

/** Texts of the project are shown to nobody but this page: no script but its own, no other site, no frame, no guessing. */
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
}

/** A request handler as Connect and Express take it. */
export type Middleware = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void

/**
 * Answers below `base` + `PLACE`, to `GET` alone, and leaves everything else to others. Hosts are the server's business: it has
 * to have refused foreign ones before.
 *
 * @param base of the server, with a slash at both ends
 */
export function createMiddleware(collection: Collection, base: string): Middleware {
  const prefix = `${base}${PLACE}`
  // Nothing is looked for by its name, so no address leads to any other file.
  const files = new Set(readdirSync(FOLDER))

  return (request, response, next) => {
    const url = request.url ?? ''
    const path = url.replace(/\?.*/s, '')
    const query = url.slice(path.length)
    if (path === prefix.slice(0, -1)) {
      return reply(response, 302, '', 'text/plain', { Location: prefix + query })
    }
    if (!path.startsWith(prefix)) return next()
    if (request.method !== 'GET') {
      return reply(response, 405, 'Nothing can be changed here.', 'text/plain', { Allow: 'GET' })
    }
    answer(path.slice(prefix.length), new URLSearchParams(query), response).catch((error) =>
      reply(response, 500, messageOf(error)),
    )
  }

  async function answer(name: string, query: URLSearchParams, response: ServerResponse) {
    const file = name === '' ? 'index.html' : name
    if (files.has(file)) {
      return reply(response, 200, await readFile(new URL(file, FOLDER)), TYPES[extname(file)])
    }
    if (name !== 'overview.json' && name !== 'document.json') {
      return reply(response, 404, 'There is no such page in the inspector.')
    }
    if (query.get('since') === collection.version()) return reply(response, 204, '')
    const view =
      name === 'overview.json'
        ? await collection.overview()
        : await collection.document(query.get('path') ?? '', query.get('to') ?? '')
    if (!view) return reply(response, 404, 'No page has asked for this document yet.')
    return reply(response, 200, JSON.stringify(view), 'application/json')
  }
}

function reply(
  response: ServerResponse,
  status: number,
  body: string | Buffer,
  type = 'text/plain',
  headers: Record<string, string> = {},
): void {
  // Whatever the server allows to other origins, these texts are not for them.
  for (const name of response.getHeaderNames()) {
    if (name.startsWith('access-control-')) response.removeHeader(name)
  }
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8`, ...HEADERS, ...headers })
  response.end(body)
}
