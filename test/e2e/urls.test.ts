import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type InlineConfig } from 'vite'
import { describe, expect, test } from 'vitest'
import polyglot from '../../src/adapters/vite.ts'
import { buildConfig, ENTRY, makeProject, type Project, translated } from './project.ts'
import { serve } from './serve.ts'

const POST = 'The kettle is on the stove.\n'
const files = {
  'posts/tea time.md': POST,
  [ENTRY]: `export { default } from './posts/tea time.md?lang=spa&url'\n`,
}
const plugin = () => polyglot({ to: ['es', 'fr'] })
const urlIn = (code: string): string => JSON.parse(/export default (".*")/.exec(code)![1]!)

describe('a development server', () => {
  test('gives an import with &url an address, and the translation there', async () => {
    const { server, url } = await serve(makeProject(files), [plugin()], {}, { base: '/blog/' })
    for (const query of ['lang=spa&url', 'url&lang=spa']) {
      const { code } = (await server.transformRequest(`/posts/tea time.md?${query}`))!
      expect(urlIn(code)).toBe('/blog/@polyglot/spa/posts/tea%20time.md')
      const response = await fetch(new URL(urlIn(code), url))
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
      expect(await response.text()).toBe(await translated(POST, 'es'))
    }
  })

  test('gives what was edited, without a change of the address', async () => {
    const project = makeProject(files)
    const { url } = await serve(project, [plugin()])
    const read = async () => (await fetch(`${url}@polyglot/es/posts/tea%20time.md`)).text()
    expect(await read()).toBe(await translated(POST, 'es'))
    project.write('posts/tea time.md', 'The tea is ready.\n')
    expect(await read()).toBe(await translated('The tea is ready.\n', 'es'))
  })

  test('gives a file beside the project only where server.fs allows it', async () => {
    const other = makeProject({ 'far.md': POST })
    const outside = `@polyglot/es/@fs${other.root}/far.md`
    const closed = await serve(makeProject(files), [plugin()])
    const refused = await fetch(closed.url + outside)
    expect(refused.status).toBe(403)
    expect(await refused.text()).toContain('server.fs.allow')
    const allow = [other.root]
    const open = await serve(makeProject(files), [plugin()], { fs: { allow } })
    const { code } = (await open.server.transformRequest(`/@fs${other.root}/far.md?lang=es&url`))!
    expect(urlIn(code)).toBe(`/${outside}`)
    expect(await (await fetch(open.url + outside)).text()).toBe(await translated(POST, 'es'))
  })

  test.each([
    ['what server.fs denies', 'es/secret.key.md', 403],
    ['a path that climbs out', 'es/posts/..%2f..%2f..%2f..%2fetc%2fpasswd.md', 403],
    ['what is no markdown', 'es/package.json', 404],
    ['a file that is missing', 'es/none.md', 404],
    ['a language that is not configured', 'de/posts/tea%20time.md', 404],
    ['what is no language', 'klingonish/posts/tea%20time.md', 404],
    ['nothing at all', '', 404],
  ])('refuses %s', async (_, path, status) => {
    const project = makeProject({ ...files, 'secret.key.md': POST, 'package.json': '{}' })
    const fs = { deny: ['*.key.md'] }
    const { url } = await serve(project, [plugin()], { fs })
    const response = await fetch(`${url}@polyglot/${path}`)
    expect(response.status).toBe(status)
    const body = await response.text()
    expect(body).not.toContain('kéttlé')
    expect(body).not.toContain('kettle')
  })

  test('loads no module from where server.fs does not allow it, unless the project imports it', async () => {
    const other = makeProject({ 'far.md': POST })
    const far = `/@fs${other.root}/far.md?lang=es`
    const { server, url } = await serve(
      makeProject({ 'main.js': `import post from '${other.root}/far.md?lang=es'\n` }),
      [plugin()],
    )
    const before = await fetch(`${url.slice(0, -1)}${far}&import`)
    expect(before.ok).toBe(false)
    expect(await before.text()).not.toMatch(/k[eé]ttl/)
    await server.transformRequest('/main.js')
    const after = await fetch(`${url.slice(0, -1)}${far}&import`)
    expect(await after.text()).toContain('kéttlé')
  })
})

describe('a build', () => {
  const bundled = async (project: Project, more: InlineConfig = {}) => {
    const config = buildConfig(project, [plugin()])
    await build({ ...config, ...more, build: { ...config.build, ...more.build } })
    const { default: url } = await import(join(project.root, 'dist/entry.js'))
    return String(url)
  }
  const emitted = (project: Project, url: string) =>
    readFileSync(join(project.root, 'dist', decodeURI(new URL(url, 'http://x/').pathname)), 'utf8')

  test('emits a file with the language and a hash in its name, below base', async () => {
    const project = makeProject(files)
    const url = await bundled(project, { base: '/blog/' })
    expect(decodeURI(url)).toMatch(/^\/blog\/assets\/tea time\.spa-[\w-]+\.md$/)
    expect(emitted(project, url.replace('/blog', ''))).toBe(await translated(POST, 'es'))
  })

  test('never puts it into the code, however small', async () => {
    const url = await bundled(makeProject(files), { build: { assetsInlineLimit: 100_000 } })
    expect(url).toMatch(/^\/assets\//)
  })

  test('for servers names the file that the build for browsers emits', async () => {
    const project = makeProject(files)
    const url = await bundled(project, { build: { ssr: true, ssrEmitAssets: true } })
    expect(emitted(project, url)).toBe(await translated(POST, 'es'))
  })
})
