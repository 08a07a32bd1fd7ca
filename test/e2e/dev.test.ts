import { setTimeout as pause } from 'node:timers/promises'
import { isRunnableDevEnvironment, type ServerOptions } from 'vite'
import { describe, expect, test } from 'vitest'
import polyglot from '../../src/adapters/vite.ts'
import type { Translator } from '../../src/types.ts'
import { countingPseudo, makeProject } from './project.ts'
import { type Served, serve } from './serve.ts'

const post = { 'post.md': 'The kettle is on the stove.\n' }
const URL_OF_POST = '/post.md?lang=spa'
const never = () => new Promise<never>(() => {})

describe('invariant 9: the development server never waits for the translator', () => {
  test('what is in the cache is in the first answer, two hundred files at once', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `post-${index}.md`)
    const project = makeProject(
      Object.fromEntries(names.map((name) => [name, `The kettle of ${name} is on the stove.\n`])),
    )
    const load = async (translator: Translator, options?: ServerOptions) => {
      const { server } = await serve(project, [polyglot({ translator })], options)
      // Opens the cache.
      await server.transformRequest(`/${names[0]}?lang=spa`)
      const answers = await Promise.all(
        names.map((name) => server.transformRequest(`/${name}?lang=spa`)),
      )
      await server.close()
      return answers.map((answer) => answer!.code)
    }
    await load(countingPseudo(), { hmr: false, watch: null })
    const codes = await load(countingPseudo(never))
    expect(codes.filter((code) => code.includes('«es'))).toHaveLength(200)
    expect(codes.filter((code) => code.includes('import.meta.hot'))).toEqual([])
  })

  test('a translator that never answers holds up neither a page nor the end of the server', async () => {
    const { server } = await serve(makeProject(post), [
      polyglot({ translator: countingPseudo(never) }),
    ])
    const { code } = (await server.transformRequest(URL_OF_POST))!
    expect(code).toContain('The kettle is on the stove.')
    await server.close()
  })

  test('pages rendered on the server get the translation with the request after it is there', async () => {
    const project = makeProject({
      ...post,
      'entry.js': `import post from './post.md?lang=spa'\nexport const page = () => post\n`,
    })
    const gate = Promise.withResolvers<void>()
    const { server } = await serve(project, [
      polyglot({ translator: countingPseudo(() => gate.promise) }),
    ])
    const { ssr } = server.environments
    if (!isRunnableDevEnvironment(ssr)) throw new Error('Vite cannot run server code here.')
    const render = async () => (await ssr.runner.import('/entry.js')).page()
    expect(await render()).toBe('The kettle is on the stove.\n')
    gate.resolve()
    await expect.poll(render).toContain('«es')
    project.write('post.md', 'The kettle is empty.\n')
    await expect.poll(render).toContain('émptý')
  })

  test('after a restart the last translation stands in for the new one', async () => {
    const project = makeProject(post)
    const first = await serve(project, [polyglot({ translator: countingPseudo() })])
    const code = async ({ server }: Served) => (await server.transformRequest(URL_OF_POST))!.code
    await expect.poll(() => code(first)).toContain('kéttlé')
    await first.server.close()
    project.write('post.md', 'The teapot is on the table.\n')
    const second = await serve(project, [polyglot({ translator: countingPseudo(never) })])
    expect(await code(second)).toContain('kéttlé')
    expect(await code(second)).toContain('import.meta.hot?.send')
  })

  test('a server that renders pages and pushes nothing gets the translation, too', async () => {
    const project = makeProject({
      ...post,
      'entry.js': `import post from './post.md?lang=spa'\nexport const page = () => post\n`,
    })
    const gate = Promise.withResolvers<void>()
    const translator = countingPseudo(() => gate.promise)
    const { server } = await serve(project, [polyglot({ translator })], { hmr: false })
    const render = async () => (await server.ssrLoadModule('/entry.js')).page()
    expect(await render()).toBe('The kettle is on the stove.\n')
    gate.resolve()
    await expect.poll(render).toContain('«es')
  })

  test('the end of one of two servers takes nothing from the other', async () => {
    const project = makeProject(post)
    const gate = Promise.withResolvers<void>()
    const translator = countingPseudo(() => gate.promise)
    const plugin = polyglot({ translator })
    const [one, other] = [await serve(project, [plugin]), await serve(project, [plugin])]
    for (const { server } of [one, other]) await server.transformRequest(URL_OF_POST)
    await one.server.close()
    gate.resolve()
    const load = async () => (await other.server.transformRequest(URL_OF_POST))!.code
    await expect.poll(load).toContain('«es')
    expect(translator.sent).toHaveLength(1)
  })

  test('two servers with one plugin each get the translation', async () => {
    const project = makeProject(post)
    const gate = Promise.withResolvers<void>()
    const plugin = polyglot({ translator: countingPseudo(() => gate.promise) })
    const servers = [await serve(project, [plugin]), await serve(project, [plugin])]
    const load = async () =>
      (await Promise.all(servers.map(({ server }) => server.transformRequest(URL_OF_POST)))).map(
        (answer) => answer!.code.includes('«es'),
      )
    expect(await load()).toEqual([false, false])
    gate.resolve()
    await expect.poll(load).toEqual([true, true])
  })
})

test('a server that neither watches nor pushes is part of a build, and waits', async () => {
  const translator = countingPseudo(() => pause(300))
  const { server } = await serve(makeProject(post), [polyglot({ translator })], {
    hmr: false,
    watch: null,
  })
  expect((await server.transformRequest(URL_OF_POST))!.code).toContain('«es')
})

test.each([
  ['for a language that is not configured', '/post.md?lang=deu', /Configured: es\./],
  ['for a file that is missing', '/psot.md?lang=spa', /psot\.md/],
])('the error overlay says why %s', async (_, url, message) => {
  const { server } = await serve(makeProject(post), [polyglot({ to: ['es'] })])
  await expect(server.transformRequest(url)).rejects.toThrow(message)
})
