import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { loadConfig } from '../../src/config.ts'
import { createFolder } from './run-cli.ts'

const library = fileURLToPath(new URL('../../src/config.ts', import.meta.url))

function configured(content: string, name = 'polyglot.config.ts') {
  const folder = createFolder()
  folder.write(name, content)
  return { folder, load: (file?: string) => loadConfig({ root: folder.path, file }) }
}

test('a TypeScript configuration is read, and its objects are the very ones', async () => {
  const { load, folder } = configured(`
    import { defineConfig } from ${JSON.stringify(library)}
    class Store { own: number = 1 }
    const to: string[] = ['es']
    export default defineConfig({ to, documents: ['posts/**/*.md'], cache: new Store() as never })`)
  const { config, file } = await load()
  expect(file).toBe(join(folder.path, 'polyglot.config.ts'))
  expect(config).toMatchObject({ to: ['es'], documents: ['posts/**/*.md'] })
  expect(Object.getPrototypeOf(config.cache).constructor.name).toBe('Store')
})

test('JavaScript and JSON work too, and a function is called', async () => {
  const files = {
    'polyglot.config.mjs': 'export default async () => ({ to: ["es"] })',
    'polyglot.config.js': 'module.exports = { to: ["es"] }',
    'polyglot.config.json': '{ "to": ["es"] }',
  }
  for (const [name, content] of Object.entries(files)) {
    expect((await configured(content, name).load()).config, name).toEqual({ to: ['es'] })
  }
})

test('no configuration is an empty one, but a named one must be there', async () => {
  const { path } = createFolder()
  expect(await loadConfig({ root: path })).toEqual({ config: {} })
  await expect(loadConfig({ root: path, file: 'my.config.ts' })).rejects.toThrow(
    `There is no configuration file my.config.ts in ${path}.`,
  )
})

test('a named configuration may be anywhere', async () => {
  const { load } = configured('export default { from: "de" }', 'sub/my.ts')
  expect((await load('sub/my.ts')).config).toEqual({ from: 'de' })
})

test('neither .env nor other tools’ files nor NODE_ENV are looked at', async () => {
  const { folder, load } = configured('export default { to: ["es"], from: "en" }')
  folder.write('.env', 'POLYGLOT_TEST_LEAK=1')
  folder.write('.polyglotrc', 'from=de')
  folder.write('package.json', '{"polyglot":{"from":"de"}}')
  expect((await load()).config).toEqual({ to: ['es'], from: 'en' })
  expect(process.env.POLYGLOT_TEST_LEAK).toBeUndefined()
})

test('a broken configuration is one line that names the file and the cause', async () => {
  const cases: [content: string, message: RegExp][] = [
    [
      'export default {\n  to: [',
      /^The configuration polyglot.config.ts cannot be used: .*(2|1):\d+/,
    ],
    ['throw new Error("boom\\nbang")', /polyglot.config.ts cannot be used: boom bang$/],
    ['import "nowhere"; export default {}', /Cannot find module 'nowhere'/],
    ['export default []', /it exports no object/],
    ['export default undefined', /its default export is undefined/],
    [
      'export default { translater: "x" }',
      /"translater" is not an option. Did you mean translator\?/,
    ],
    ['export default { zebra: 1 }', /"zebra" is not an option\.$/],
    ['export default { documents: "a.md" }', /`documents` must be a list of globs/],
    ['export default { out: 1 }', /`out` must be a pattern/],
  ]
  for (const [content, message] of cases) {
    const error = await configured(content)
      .load()
      .catch((error: unknown) => error)
    expect(error, content).toMatchObject({ code: 'BAD_OPTION' })
    expect((error as Error).message, content).toMatch(message)
    expect((error as Error).message, content).not.toContain('\n')
  }
})
