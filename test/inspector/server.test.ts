import { readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { createServer, type Plugin, type ServerOptions } from 'vite'
import { describe, expect, onTestFinished, test } from 'vitest'
import polyglot from '../../src/adapters/vite.ts'
import type { Overview } from '../../src/inspector/views.ts'
import { buildAndRun, ENTRY, listLogger, makeProject } from '../e2e/project.ts'
import { serve } from '../e2e/serve.ts'
import { phrasebook, SITE } from './site.ts'

const TRANSLATION = '/posts/walk.md?lang=spa'

async function site(options: ServerOptions = {}, more: Omit<Plugin, 'name'> = {}) {
  const served = await serve(
    makeProject(SITE),
    [polyglot({ to: ['es', 'ar'], translator: phrasebook() }), { name: 'more', ...more }],
    options,
  )
  return { ...served, inspector: `${served.url}__polyglot/` }
}

async function overview(inspector: string): Promise<Overview> {
  return (await fetch(`${inspector}overview.json`)).json() as Promise<Overview>
}

/** As `fetch`, which sends no foreign `Host` and tidies paths up. */
function ask(url: string, headers: Record<string, string>, method = 'GET') {
  const { hostname, port, origin } = new URL(url)
  const path = url.slice(origin.length)
  const { promise, resolve, reject } = Promise.withResolvers<{ status?: number; body: string }>()
  request({ hostname, port, path, headers, method }, async (response) => {
    let body = ''
    for await (const chunk of response) body += chunk
    resolve({ status: response.statusCode, body })
  })
    .on('error', reject)
    .end()
  return promise
}

describe('the inspector is served by a development server', () => {
  test('with its files and what is known, and under headers that let nothing else in', async () => {
    const { inspector, server } = await site()
    await server.transformRequest(TRANSLATION)
    const files = readdirSync(new URL('../../src/inspector/page', import.meta.url))
    for (const name of ['', 'overview.json', ...files]) {
      const response = await fetch(`${inspector}${name}`)
      expect([name, response.status]).toEqual([name, 200])
      const { headers } = response
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      const policy = headers.get('content-security-policy')
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
      expect(headers.get('content-type')).toMatch(
        /^(text|application|image)\/[\w+]+; charset=utf-8$/,
      )
    }
    const page = await (await fetch(inspector)).text()
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bon\w+=|\bstyle=/)
    const known = await fetch(`${inspector}document.json?path=posts/walk.md&to=es`)
    expect(await known.json()).toMatchObject({ path: 'posts/walk.md', segments: { total: 2 } })
  })

  test('and answers with nothing while there is nothing new', async () => {
    const { inspector, server } = await site()
    const { version } = await overview(inspector)
    const again = () => fetch(`${inspector}overview.json?since=${version}`)
    expect((await again()).status).toBe(204)
    await server.transformRequest(TRANSLATION)
    expect((await again()).status).toBe(200)
  })

  test('below the base of the site, with and without the last slash', async () => {
    const { inspector, url } = await site({}, { config: () => ({ base: '/docs/' }) })
    expect(inspector).toMatch(/\/docs\/__polyglot\/$/)
    expect((await fetch(inspector)).status).toBe(200)
    const bare = await fetch(`${url}__polyglot?lang=es`, { redirect: 'manual' })
    expect([bare.status, bare.headers.get('location')]).toEqual([302, '/docs/__polyglot/?lang=es'])
    const elsewhere = await fetch(new URL('/__polyglot/overview.json', url))
    expect(elsewhere.headers.get('content-type')).not.toContain('json')
  })
})

describe('the inspector gives nothing away', () => {
  test('to a host that Vite refuses, in the words of Vite', async () => {
    const { inspector, url, server } = await site()
    await server.transformRequest(TRANSLATION)
    for (const name of ['', 'overview.json', 'document.json?path=posts/walk.md&to=es']) {
      const foreign = await ask(`${inspector}${name}`, { Host: 'evil.example' })
      expect(foreign.status).toBe(403)
      expect(foreign.body).toBe((await ask(url, { Host: 'evil.example' })).body)
      expect((await ask(`${inspector}${name}`, { Host: 'localhost' })).status).toBe(200)
    }
  })

  test('to a host that is allowed by the options of the server, it does', async () => {
    const { inspector } = await site({ allowedHosts: ['my.example'] })
    expect((await ask(inspector, { Host: 'my.example' })).status).toBe(200)
    expect((await ask(inspector, { Host: 'your.example' })).status).toBe(403)
  })

  test.each(['http://localhost:4000', 'https://evil.example'])(
    'to a page from %s, even where the server shares everything else',
    async (origin) => {
      const { inspector, url } = await site({ cors: true })
      const other = await fetch(url, { headers: { origin } })
      expect(other.headers.get('access-control-allow-origin')).not.toBeNull()
      const { headers } = await fetch(`${inspector}overview.json`, { headers: { origin } })
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    },
  )

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'])('to %s', async (method) => {
    const { inspector } = await site()
    for (const name of ['', 'overview.json']) {
      expect((await ask(`${inspector}${name}`, {}, method)).status).toBe(405)
    }
  })

  test.each([
    '../vite.ts',
    '..%2fvite.ts',
    '%2e%2e/%2e%2e/package.json',
    'page/index.html',
    'document.json',
    'document.json?path=index.html&to=es',
    'document.json?path=../../etc/passwd&to=es',
    'document.json?path=posts/walk.md&to=de',
    'document.json?path=posts/bread.md&to=es',
    'constructor',
  ])('that is not its own or that no page has asked for: %s', async (name) => {
    const { inspector, server } = await site()
    await server.transformRequest(TRANSLATION)
    const { status, body } = await ask(`${inspector}${name}`, {})
    expect(body).not.toMatch(/import|"dependencies"|root:|bread/)
    expect(status).toBe(404)
  })

  test('of documents that the options of the server keep back, although the site renders them', async () => {
    const { inspector, server } = await site({ fs: { deny: ['**/walk.md'] } })
    const environment = server.environments.ssr!
    await environment.transformRequest(TRANSLATION)
    await environment.transformRequest('/posts/bread.md?lang=spa')
    const { documents } = await overview(inspector)
    expect(documents.map(({ path }) => path)).toEqual(['posts/bread.md'])
    const denied = await fetch(`${inspector}document.json?path=posts/walk.md&to=es`)
    expect(denied.status).toBe(404)
  })

  test('in a build: nothing of it is there', async () => {
    const project = makeProject({
      ...SITE,
      [ENTRY]: `export { default as post } from './posts/walk.md?lang=spa'\n`,
    })
    const { lines } = await buildAndRun(project, { translator: phrasebook() })
    expect(lines.join('\n')).not.toMatch(/inspector|__polyglot/)
    const built = readdirSync(join(project.root, 'dist'), { recursive: true, withFileTypes: true })
    const files = built.filter((entry) => entry.isFile())
    expect(files).toHaveLength(1)
    for (const { parentPath, name } of files) {
      expect(readFileSync(join(parentPath, name), 'utf8')).not.toMatch(/inspector|__polyglot/)
    }
  })

  test('from a server that is part of a build', async () => {
    const { inspector } = await site({ hmr: false, watch: null })
    const response = await fetch(`${inspector}overview.json`)
    expect(response.headers.get('content-type')).not.toContain('json')
  })
})

describe('the terminal says where the inspector is', () => {
  test('once, with the addresses of the server', async () => {
    const { server, lines, inspector } = await site()
    server.printUrls()
    await server.transformRequest(TRANSLATION)
    const said = lines.filter((line) => line.includes('__polyglot'))
    expect(said).toEqual([`  ➜  Polyglot: ${inspector}`])
  })

  test('once, before the first document, where another server is around this one', async () => {
    const lines: string[] = []
    const server = await createServer({
      root: makeProject(SITE).root,
      configFile: false,
      customLogger: listLogger(lines),
      plugins: [polyglot({ to: ['es'], translator: phrasebook() })],
      server: { middlewareMode: true, ws: false },
    })
    onTestFinished(() => server.close())
    await server.transformRequest(TRANSLATION)
    await server.transformRequest('/posts/bread.md?lang=spa')
    const ours = lines.filter((line) => line.includes('polyglot'))
    expect(ours[0]).toBe('polyglot: the inspector is at /__polyglot/ of this server')
    expect(ours.filter((line) => line.includes('__polyglot'))).toHaveLength(1)
  })
})
