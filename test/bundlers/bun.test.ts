import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import polyglot from '../../src/adapters/bun.ts'
import type { PluginOptions } from '../../src/plugin-options.ts'
import { makeProject, translated } from '../e2e/project.ts'

/*
 * Bun is not here to be run. What is proved: the plugin that Bun gets has the shape of Bun's plugins, finds a file with
 * Bun's own resolver, and answers what it loads with. What is not: that Bun calls it so. The matrix has no column for Bun.
 */
interface Found {
  path: string
  namespace?: string
}
interface Loaded {
  contents: string
  loader: string
}
type Listener = (args: Record<string, unknown>) => Promise<unknown>

const POST = 'The kettle is on the stove.\n'
const global = globalThis as { Bun?: unknown }

beforeAll(() => {
  global.Bun = {
    version: '1.3.0',
    semver: { satisfies: () => true },
    resolveSync: (path: string, folder: string) =>
      createRequire(join(folder, 'any.js')).resolve(path),
  }
})
afterAll(() => {
  delete global.Bun
})

/** The plugin set up, with the calls that Bun makes for one import. */
async function imports(request: string, options: PluginOptions) {
  const { root } = makeProject({ 'posts/tea.md': POST, 'main.js': '' })
  const listeners: { kind: string; filter: RegExp; namespace?: string; listener: Listener }[] = []
  const on =
    (kind: string) =>
    (where: { filter?: RegExp; namespace?: string } | Listener, listener?: Listener) =>
      listeners.push(
        typeof where === 'function'
          ? { kind, filter: /.*/, listener: where }
          : { kind, filter: where.filter!, namespace: where.namespace, listener: listener! },
      )
  const plugin = polyglot({ root, cache: join(root, 'cache.sqlite'), ...options })
  expect(plugin.name).toBe('unplugin-polyglot')
  const build = {
    config: {},
    onStart: on('start'),
    onEnd: on('end'),
    onResolve: on('resolve'),
    onLoad: on('load'),
  }
  await plugin.setup(build as never)
  const call = async (
    kind: string,
    args: { path?: string; namespace?: string; importer?: string },
  ) => {
    const fitting = listeners.filter(
      (each) =>
        each.kind === kind &&
        each.filter.test(args.path ?? '') &&
        (kind !== 'load' || each.namespace === args.namespace),
    )
    for (const { listener } of fitting) {
      const result = await listener({ kind: 'import-statement', ...args })
      if (result) return result
    }
  }
  await call('start', {})
  const found = (await call('resolve', { path: request, importer: join(root, 'main.js') })) as Found
  const loaded = (found && (await call('load', found))) as Loaded | undefined
  await call('end', {})
  return { found, loaded }
}

test('an import in a language is a module of a namespace of its own', async () => {
  const { found, loaded } = await imports('./posts/tea.md?lang=spa', { to: ['es'] })
  expect(found.namespace).toBe('unplugin-polyglot')
  expect(found.path).toMatch(/^polyglot:\/.*\/posts\/tea\.md\?lang=spa$/)
  const text = await translated(POST, 'es')
  expect(loaded).toEqual({ contents: `export default ${JSON.stringify(text)}\n`, loader: 'js' })
})

test('with &url it is a file', async () => {
  const { loaded } = await imports('./posts/tea.md?url&lang=spa', { to: ['es'] })
  expect(loaded).toEqual({ contents: await translated(POST, 'es'), loader: 'file' })
})

test('what has no language is left to Bun', async () => {
  expect((await imports('./posts/tea.md?raw', { to: ['es'] })).found).toBeUndefined()
})

test('a language that is not configured is an error, and so is a way out that Bun has not', async () => {
  await expect(imports('./posts/tea.md?lang=deu', { to: ['es', 'fr'] })).rejects.toThrow(
    'Configured: es, fr.',
  )
  await expect(
    imports('./posts/tea.md?lang=spa', { to: ['es'], output: 'markdown' }),
  ).rejects.toThrow(/Option "output" is 'markdown'/)
})
