import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import mdx from '@mdx-js/rollup'
import vue from '@vitejs/plugin-vue'
import { mdsvex } from 'mdsvex'
import { compile, preprocess } from 'svelte/compiler'
import vueMarkdown from 'unplugin-vue-markdown/vite'
import { build, type Plugin, type PluginOption } from 'vite'
import { Mode, plugin as vitePluginMarkdown } from 'vite-plugin-markdown'
import { describe, expect, test } from 'vitest'
import { type Component, createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { createNeighbours, withEnding } from '../../src/adapters/neighbours.ts'
import polyglot from '../../src/adapters/vite.ts'
import type { Output } from '../../src/plugin-options.ts'
import { buildConfig, ENTRY, makeProject, translated } from '../e2e/project.ts'

const POST = '---\ntitle: Bread\n---\n\n# A good loaf\n\nIt needs **time**.\n'

let builds = 0

/** Builds this with the plugins of a site and runs what came out. */
async function exportsOf(entry: string, output: Output | undefined, plugins: PluginOption[]) {
  const project = makeProject({ 'post.md': POST, 'post.mdx': POST, [ENTRY]: entry })
  const config = buildConfig(project, [polyglot({ to: ['es', 'fr'], output }), ...plugins])
  const ssr = { noExternal: /^(?!vue|svelte)/ }
  await build({ ...config, ssr, build: { ...config.build, ssr: true } })
  return import(`${pathToFileURL(join(project.root, 'dist/entry.js'))}?neighbour=${builds++}`)
}

const spanish = (path = './post.md') => `export * from '${path}?lang=spa'
export { default } from '${path}?lang=spa'\n`

/** The packages that are imported by what was built stand beside this test, not beside the project. */
const found: Plugin = {
  name: 'found',
  enforce: 'pre',
  resolveId: (id) =>
    /^(?:vue|svelte)(?:\/|$)/.test(id) ? { id: import.meta.resolve(id), external: true } : null,
}

describe("beside a site's own plugin, auto hands the markdown over", () => {
  const VUE = [/\.vue$/, /\.md$/]

  test.each([
    ['with its own idea of ids', {}],
    ['that was told of queries', { include: /\.md(\?.*)?$/ }],
  ])('to unplugin-vue-markdown %s, and each language is a component', async (_, options) => {
    const both = `
      import spanish from './post.md?lang=spa'
      import french from './post.md?lang=fra'
      export { spanish, french }\n`
    const plugins = [vueMarkdown(options), vue({ include: VUE }), found]
    const pages = await exportsOf(both, undefined, plugins)
    const html = async (page: Component) => renderToString(createSSRApp(page))
    expect(await html(pages.spanish)).toMatch(/<h1[^>]*>«es .*<\/h1>.*<strong>/s)
    expect(await html(pages.french)).toMatch(/<h1[^>]*>«fr .*<\/h1>.*<strong>/s)
  })

  test('to vite-plugin-markdown', async () => {
    const plugins = [vitePluginMarkdown({ mode: [Mode.HTML] })]
    const { html, attributes } = await exportsOf(
      `export * from './post.md?lang=spa'\n`,
      undefined,
      plugins,
    )
    expect(html).toMatch(/<h1>«es .*<\/h1>.*<strong>/s)
    expect(attributes.title).toContain('«es')
  })

  test('to @mdx-js/rollup where it takes the file, and exports text where it does not', async () => {
    const plugins = [mdx({ format: 'mdx', jsxImportSource: 'vue' }), found]
    const { default: Page } = await exportsOf(spanish('./post.mdx'), undefined, plugins)
    expect(Page).toBeTypeOf('function')
    const { default: text } = await exportsOf(spanish('./post.md'), undefined, plugins)
    expect(text).toBe(await translated(POST, 'es'))
  })

  test('to Svelte with mdsvex as its preprocessor', async () => {
    const plugins = [svelte(), found]
    const { default: Page } = await exportsOf(spanish(), undefined, plugins)
    const { render } = await import('svelte/server')
    expect((await render(Page)).body).toMatch(/<h1>.*«es .*<\/h1>.*<strong>/s)
  })
})

describe('text is text', () => {
  const plugins: Record<string, () => PluginOption[]> = {
    'unplugin-vue-markdown': () => [
      vueMarkdown({ include: /\.md(\?.*)?$/ }),
      vue({ include: [/\.vue$/, /\.md$/] }),
    ],
    'vite-plugin-markdown': () => [vitePluginMarkdown({ mode: [Mode.HTML] })],
    '@mdx-js/rollup': () => [mdx()],
    'Svelte with mdsvex': () => [svelte()],
  }

  test.each(Object.keys(plugins))("beside %s with output: 'string'", async (name) => {
    const { default: text } = await exportsOf(spanish(), 'string', [...plugins[name]!(), found])
    expect(text).toBe(await translated(POST, 'es'))
  })

  test.each(Object.keys(plugins))('beside %s with &raw', async (name) => {
    const raw = `export { default } from './post.md?lang=spa&raw'\n`
    for (const output of ['auto', 'markdown'] as const) {
      const { default: text } = await exportsOf(raw, output, [...plugins[name]!(), found])
      expect(text).toBe(await translated(POST, 'es'))
    }
  })
})

test("output: 'markdown' reaches a plugin that nobody knows, by the ending of the id", async () => {
  const own: Plugin = {
    name: 'own',
    transform: (code, id) =>
      id.endsWith('.md') ? `export default ${JSON.stringify(`own ${code}`)}` : undefined,
  }
  const { default: text } = await exportsOf(spanish(), 'markdown', [own])
  expect(text).toBe(`own ${await translated(POST, 'es')}`)
})

test('a plugin with filters is asked about what passes them', async () => {
  const neighbours = createNeighbours()
  const handler = () => 'something'
  const idFor = (id: unknown) => {
    neighbours.meet([{ name: '@mdx-js/rollup', transform: { filter: { id }, handler } }])
    return neighbours.idFor({}, '/posts/a.md?lang=es')
  }
  expect(await idFor(/\.md\?/)).toBe('/posts/a.md?lang=es')
  expect(await idFor(/\.md$/)).toBe('/posts/a.md?lang=es&.md')
  expect(await idFor({ include: ['**/*.md'], exclude: /drafts/ })).toBe('/posts/a.md?lang=es&.md')
  expect(await idFor({ include: /\.md/, exclude: ['/posts/**'] })).toBeUndefined()
  expect(await idFor(/\.mdx/)).toBeUndefined()
  expect(withEnding('/posts/a.md?lang=es&.md')).toBe('/posts/a.md?lang=es&.md')
})

/** What @sveltejs/vite-plugin-svelte does with a component, and where it shows its extensions; it is not installed here. */
function svelte(): Plugin {
  const extensions = ['.svelte', '.md']
  return {
    name: 'vite-plugin-svelte',
    api: { options: { extensions } },
    async transform(code, id) {
      const [path = '', query = ''] = id.split('?')
      if (/(?:^|&)(?:raw|url)\b/.test(query) || !extensions.some((end) => path.endsWith(end)))
        return
      const { code: markup } = await preprocess(code, mdsvex({ extensions }), { filename: path })
      return compile(markup, { generate: 'server', filename: path }).js.code
    },
  }
}
