import type { IncomingMessage, ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import type { Environment, ResolvedConfig, ViteDevServer } from 'vite'
import { messageOf, PolyglotError } from '../errors.ts'
import { type Asked, MARKDOWN_FILE } from './ids.ts'
import type { Service } from './service.ts'

const PREFIX = '@polyglot/'
const OUTSIDE = '@fs'

/** The environment of a hook that runs in Vite's development server, whether that watches files or not. */
export function devEnvironment(hook: object): Environment | undefined {
  const { environment } = hook as { environment?: Environment }
  return environment?.mode === 'dev' ? environment : undefined
}

/** Where `serveUrls` answers with the translation of a file: `/@polyglot/spa/posts/hello.md`. */
export function devUrl({ base, root }: ResolvedConfig, { path, lang }: Asked): string {
  const inside = path.startsWith(`${root}/`)
  const place = inside ? path.slice(root.length) : `/${OUTSIDE}/${path.replace(/^\//, '')}`
  return `${base}${PREFIX}${encodeURIComponent(lang)}${encodeURI(place)}`
}

/**
 * Answers to what `devUrl` gave, under the rules of `server.fs` and those for hosts, which Vite has checked before. Waits for
 * the translator: nothing would tell who has fetched a file that there is a better one.
 */
export function serveUrls(server: ViteDevServer, service: Service): void {
  const { base, root } = server.config
  server.middlewares.use(`${base}${PREFIX}`.replace(/\/$/, ''), (request, response, next) => {
    answer(request, response).catch(next)
  })

  async function answer({ url = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, lang = '', ...rest] = new URL(url, 'http://localhost').pathname
      .split('/')
      .map(decodeURIComponent)
    const path = rest[0] === OUTSIDE ? resolve('/', ...rest.slice(1)) : resolve(root, ...rest)
    if (!MARKDOWN_FILE.test(path)) return send(response, 404, `${path} is not markdown.`)
    if (!(await isAllowed(server.config, path))) return send(response, 403, denied(path))
    try {
      const file = await service.open(path, lang)
      const { text } = await file.translate()
      send(response, 200, text, 'text/markdown')
    } catch (error) {
      const known = error instanceof PolyglotError && error.code !== 'FINDINGS'
      send(response, known ? 404 : 500, messageOf(error))
    }
  }
}

/**
 * Vite checks `server.fs` for files that it reads itself. Ours are read in a hook, where nobody has looked.
 *
 * @throws PolyglotError BAD_DOCUMENT for a file that this environment of a development server must not give away
 */
export async function checkAccess(environment: Environment, path: string): Promise<void> {
  if (environment.config.consumer === 'server') return
  if (await isAllowed(environment.getTopLevelConfig(), path)) return
  throw new PolyglotError('BAD_DOCUMENT', denied(path))
}

async function isAllowed(config: ResolvedConfig, path: string): Promise<boolean> {
  const { isFileLoadingAllowed, normalizePath } = await import('vite')
  return isFileLoadingAllowed(config, normalizePath(path))
}

const denied = (path: string) =>
  `${path} is outside of what the server may give away. Add its folder to "server.fs.allow".`

function send(response: ServerResponse, status: number, body: string, type = 'text/plain'): void {
  response.writeHead(status, {
    'Content-Type': `${type}; charset=utf-8`,
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(body)
}
