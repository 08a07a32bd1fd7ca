import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { compile } from '@mdx-js/mdx'
import { build, isRunnableDevEnvironment, type Plugin, type PluginOption } from 'vite'
import { describe, expect, test } from 'vitest'
import polyglot from '../../src/adapters/vite.ts'
import { createPolyglot } from '../../src/index.ts'
import { buildAndRun, buildConfig, ENTRY, makeProject } from '../e2e/project.ts'
import { serve } from '../e2e/serve.ts'
import { capitals, listening, openProject } from './lab.ts'

/*
 * Elsewhere a query behind the name of a markdown file was either not seen, so that the file was skipped, or taken off, so
 * that `?raw` was compiled; Vite added a query of its own (`?import`); and a server went on with the module of before the edit.
 * mdx-js/mdx #2629, #2657 and #2680, antfu/vite-plugin-md #53, cloudflare/vinext #357, nksaraf/vinxi #313,
 * withastro/astro #15464 and #15497
 */

const POST = '# The post\n\nSee **the [guide](/guide)** now.\n'
const SPANISH = '# THE POST\n\nSEE **THE [GUIDE](/guide)** NOW.\n'
const post = { 'post.md': POST, 'post.mdx': POST }
const plugin = () =>
  polyglot({ to: ['es'], translator: listening(capitals, { tags: 'xml' }).translator })

/** What a module says that Vite has served. */
const textOf = (code: string): unknown =>
  JSON.parse(/export default (".*")/.exec(code)?.[1] ?? 'null')

describe('a development server answers', () => {
  const QUERIES = [
    'lang=spa',
    'lang=es',
    'raw&lang=spa',
    'lang=spa&raw',
    'v=1&lang=spa',
    'lang=spa_Latn#top',
  ]

  test.each(QUERIES)('an import of post.md?%s with the translation', async (query) => {
    const { url, server } = await serve(makeProject(post), [plugin()], { hmr: false, watch: null })
    const { code } = (await server.transformRequest(`/post.md?${query.split('#')[0]}`))!
    expect(textOf(code)).toBe(SPANISH)
    // Vite puts a mark of its own on the address of what is no JavaScript by its name, and a time after an edit.
    const addresses = [
      `import&${query}`,
      query.replace(/(?=#|$)/, '&import'),
      `t=1700000000000&import&${query}`,
    ]
    for (const address of addresses) {
      const response = await fetch(`${url}post.md?${address}`)
      expect(response.headers.get('content-type')).toContain('javascript')
      expect(textOf(await response.text()), address).toBe(SPANISH)
    }
  })

  test('an import of post.md?raw with the source', async () => {
    const { url } = await serve(makeProject(post), [plugin()], { hmr: false, watch: null })
    const response = await fetch(`${url}post.md?import&raw`)
    expect(textOf(await response.text())).toBe(POST)
  })

  test('an import that Vite has written itself', async () => {
    const project = makeProject({
      ...post,
      'main.js': `
        export const all = import.meta.glob('./*.md', { query: '?lang=spa', import: 'default' })
        export const one = () => import('./post.md?lang=spa')
        export const any = (name) => import(\`./\${name}.md?lang=spa\`)\n`,
    })
    const { server, url } = await serve(project, [plugin()], { hmr: false, watch: null })
    const { code } = (await server.transformRequest('/main.js'))!
    const addresses = Array.from(
      code.matchAll(/import\("([^"]*\.md[^"]*)"\)/g),
      ([, path]) => path!,
    )
    expect(addresses.length).toBeGreaterThanOrEqual(3)
    for (const address of addresses) {
      const response = await fetch(new URL(address, url))
      expect(textOf(await response.text()), address).toBe(SPANISH)
    }
  })
})

/** Plugins for markdown as sites have them. */
const NEIGHBOURS: Record<string, Plugin> = {
  'one that skips every query, as vite-plugin-md does': {
    name: 'skips',
    enforce: 'pre',
    transform: (code, id) =>
      /\.mdx?$/.test(id) ? `export default ${JSON.stringify(`compiled ${code}`)}` : undefined,
  },
  'one that loads every file': {
    name: 'loads',
    load: (id) =>
      /\.mdx?$/.test(id)
        ? `export default ${JSON.stringify(`loaded ${readFileSync(id)}`)}`
        : undefined,
  },
  'one that takes queries off but knows `raw`, as later versions of @mdx-js/rollup do': {
    name: 'mdx',
    transform: (code, id) => (/[?&](?:raw|url)\b/.test(id) ? undefined : compileMdx(code, id)),
  },
}

async function compileMdx(code: string, id: string): Promise<string | undefined> {
  if (!/\.mdx$/.test(id.split('?')[0]!)) return undefined
  return String(await compile(code, { jsxImportSource: 'virtual' }))
}

const jsx: Plugin = {
  name: 'jsx',
  resolveId: (id) => (id.startsWith('virtual/') ? `\0${id}` : undefined),
  load: (id) =>
    id.startsWith('\0virtual/')
      ? 'export const jsx = () => {}, jsxs = jsx, Fragment = 1'
      : undefined,
}

describe('beside another plugin for markdown', () => {
  const imports = {
    ...post,
    [ENTRY]: `
      import md from './post.md?lang=spa'
      import raw from './post.mdx?lang=spa&raw'
      import source from './post.md?raw'
      export { md, raw, source }
      export const glob = import.meta.glob('./*.md', { query: '?lang=spa', import: 'default', eager: true })\n`,
  }
  const expected = { md: SPANISH, raw: SPANISH, source: POST, glob: { './post.md': SPANISH } }

  test.each(Object.entries(NEIGHBOURS))('%s', async (_, neighbour) => {
    const project = makeProject(imports)
    for (const plugins of [
      [plugin(), neighbour, jsx],
      [neighbour, plugin(), jsx],
    ]) {
      const { exports } = await bundle(project, plugins)
      expect(exports).toMatchObject(expected)
    }
  })

  test('a `.mdx` file is text, too, where a plugin compiles whatever has a query, as @mdx-js/rollup 3.1.1 does', async () => {
    const project = makeProject({
      ...post,
      [ENTRY]: `export { default as mdx } from './post.mdx?lang=spa'\n`,
    })
    const neighbour: Plugin = { name: 'mdx', transform: compileMdx }
    for (const plugins of [
      [plugin(), neighbour, jsx],
      [neighbour, plugin(), jsx],
    ]) {
      const { exports } = await bundle(project, plugins)
      expect(exports.mdx).toBe(SPANISH)
    }
  })
})

let bundles = 0

/** Builds with these plugins alone and runs what came out. */
async function bundle(project: ReturnType<typeof makeProject>, plugins: PluginOption[]) {
  await build(buildConfig(project, plugins))
  const file = join(project.root, 'dist/entry.js')
  return { exports: (await import(`${file}?bundle=${bundles++}`)) as Record<string, unknown> }
}

describe('what is edited while a server runs', () => {
  test('is in the next page that is rendered there, and never the one before', async () => {
    const project = makeProject({
      ...post,
      'page.js': `import post from './post.md?lang=spa'\nexport const render = () => post\n`,
      'entry.js': `export { render } from './page.js'\n`,
    })
    const { server } = await serve(project, [plugin()])
    const { ssr } = server.environments
    if (!isRunnableDevEnvironment(ssr)) throw new Error('Vite cannot run server code here.')
    const render = async () => (await ssr.runner.import('/entry.js')).render()
    await expect.poll(render, { timeout: 5000 }).toBe(SPANISH)
    for (const word of ['first', 'second', 'third']) {
      // Vite's watcher reports nothing that happens to a file within 50 ms of the last report, whatever the plugin.
      await pause(100)
      project.write('post.md', `${POST}\nThe ${word} edit.\n`)
      await expect
        .poll(render, { timeout: 5000 })
        .toBe(`${SPANISH}\nTHE ${word.toUpperCase()} EDIT.\n`)
      expect(await render()).toBe(`${SPANISH}\nTHE ${word.toUpperCase()} EDIT.\n`)
    }
  })

  test('is sent by the sentence', async () => {
    const project = makeProject(post)
    const { translator, sent } = listening(capitals)
    const { server } = await serve(project, [polyglot({ translator })])
    const load = async () => textOf((await server.transformRequest('/post.md?lang=spa'))!.code)
    await expect.poll(load, { timeout: 5000 }).toContain('# THE POST')
    const count = sent.length
    project.write('post.md', `${POST}\nOne more sentence.\n`)
    await expect.poll(load, { timeout: 5000 }).toContain('ONE MORE SENTENCE.')
    expect(sent.slice(count)).toEqual(['One more sentence.'])
  })
})

test('two builds with other queries for the same file share what was paid for', async () => {
  const project = makeProject({
    ...post,
    [ENTRY]: `
      export { default as a } from './post.md?lang=spa'
      export { default as b } from './post.md?lang=es'
      export { default as c } from './post.md?raw&lang=spa_Latn'\n`,
  })
  const { translator, sent } = listening(capitals)
  const { exports } = await buildAndRun(project, { translator })
  expect(exports.a).toBe(exports.b)
  expect(exports.a).toBe(exports.c)
  const alone = listening(capitals)
  const lone = createPolyglot({ cache: openProject().cache, translator: alone.translator })
  await lone.translateDocument({ text: POST, to: 'es' })
  await lone.close()
  expect(sent.toSorted()).toEqual(alone.sent.toSorted())
})
