/**
 * What imports of translations cost a bundler: a warm `vite build` of many beside one of the same files with `?raw`, and
 * the start of a development server with a slow translator beside one without the plugin.
 * Run: `node bench/imports.ts`.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type InlineConfig, type PluginOption } from 'vite'
import polyglot from '../src/adapters/vite.ts'
import { corpus } from './corpus.ts'
import { starts } from './dev-start.ts'
import { inFolder } from './folder.ts'
import { interleave, median, ratio } from './measure.ts'
import { built } from './noop.ts'
import { count, duration, type Row, report, times } from './report.ts'
import { instant } from './translators.ts'

interface Size {
  imports: number
  /** Characters of each file. */
  size: number
  rounds: number
  /** Translations on the first page of the development server. */
  page: number
  /** The plugin that is started with a server. */
  adapter: string
}

/** @param options.imports of files of 4.5 kB, as many as a blog of ten years has posts */
export async function imports({
  imports = 500,
  size = 4_500,
  rounds = 9,
  page = 20,
  adapter = join(built(), 'vite.js'),
}: Partial<Size> = {}): Promise<Row[]> {
  return inFolder(async (root) => {
    write(root, { imports, size, page })
    return [...(await builds(root, imports, rounds)), ...(await starts(root, adapter, rounds))]
  })
}

async function builds(root: string, imports: number, rounds: number): Promise<Row[]> {
  const translator = instant({ tags: 'alignment' })
  const run = (name: string, plugins: PluginOption[] = []) =>
    build({
      ...quiet(root, plugins),
      build: {
        write: false,
        minify: false,
        rollupOptions: { input: join(root, `${name}.js`), preserveEntrySignatures: 'strict' },
      },
    })
  const translated = (name: string) => run(name, [polyglot({ translator })])
  // Fills the cache, and everybody's first time.
  for (const name of ['lang', 'glob-lang']) await translated(name)
  for (const name of ['raw', 'glob-raw']) await run(name)
  const taken = await interleave(rounds, {
    raw: () => run('raw'),
    lang: () => translated('lang'),
    globRaw: () => run('glob-raw'),
    globLang: () => translated('glob-lang'),
  })
  const row = (what: string, above: number[], below: number[]): Row => {
    const factor = ratio(above, below)
    const measured = `${times(factor)} (${duration(median(above))}, ${duration(median(below))})`
    return { what, measured, target: '≤ 1.2×', met: factor <= 1.2 }
  }
  const files = `${count(imports)} translations, vite build, everything cached`
  return [
    row(`${files}, next to ?raw of the same files`, taken.lang, taken.raw),
    row(`${files}, by import.meta.glob, next to ?raw`, taken.globLang, taken.globRaw),
  ]
}

const quiet = (root: string, plugins: PluginOption[]): InlineConfig => ({
  root,
  configFile: false,
  logLevel: 'silent',
  plugins,
})

function write(
  root: string,
  { imports, size, page }: Pick<Size, 'imports' | 'size' | 'page'>,
): void {
  mkdirSync(join(root, 'posts'))
  const texts = corpus(imports, { size })
  const names = texts.map((_, index) => `post-${index}.md`)
  for (const [index, text] of texts.entries())
    writeFileSync(join(root, 'posts', names[index]!), text)
  const entry = (names: string[], query: string) =>
    names
      .map((name, index) => `export { default as post${index} } from './posts/${name}?${query}'\n`)
      .join('')
  for (const [name, query] of [
    ['raw', 'raw'],
    ['lang', 'lang=spa'],
  ] as const) {
    writeFileSync(join(root, `${name}.js`), entry(names, query))
    writeFileSync(join(root, `page-${name}.js`), entry(names.slice(0, page), query))
    const glob = `import.meta.glob('./posts/*.md', { query: '?${query}', import: 'default', eager: true })`
    writeFileSync(join(root, `glob-${name}.js`), `export default ${glob}\n`)
  }
}

if (import.meta.main) report('Imports', await imports())
