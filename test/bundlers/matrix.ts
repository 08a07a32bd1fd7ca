import { ROWS } from './rows.ts'
import { esbuild } from './with/esbuild.ts'
import { farm } from './with/farm.ts'
import { rolldown } from './with/rolldown.ts'
import { rollup } from './with/rollup.ts'
import { rsbuild } from './with/rsbuild.ts'
import { rspack } from './with/rspack.ts'
import { vite } from './with/vite.ts'
import { webpack } from './with/webpack.ts'

export const BUNDLERS = { vite, rollup, rolldown, webpack, rspack, rsbuild, esbuild, farm }
export type BundlerName = keyof typeof BUNDLERS

/** Whether a row works with a bundler. */
export type Measured = Record<string, Partial<Record<BundlerName, boolean>>>

/** One line below the table, and the cells that point to it: a row, and the bundlers of these cells. */
interface Note {
  text: string
  cells: Partial<Record<string, BundlerName[]>>
}

const globs = Object.keys(ROWS).filter((row) => row.includes('import.meta.glob'))
const cellsOf = (rows: string[], ...bundlers: BundlerName[]): Note['cells'] =>
  Object.fromEntries(rows.map((row) => [row, bundlers]))
const ROW = {
  variable: Object.keys(ROWS).find((row) => row.startsWith('`` import('))!,
  alias: '`@/post.md?lang=spa` (an alias)',
  package: '`shared-posts/post.md?lang=spa` (from a package)',
  ending: '`shared-posts/post.md?lang=spa` (from a package whose `exports` name the ending)',
  subpath: '`#posts/post.md?lang=spa` (`imports` of package.json)',
  compiled: 'markdown of your own plugin or loader: `page.mdx?lang=spa` is a component',
  found: "the same, found by itself (`output: 'auto'`)",
  both: 'client and server in one build',
}

/** Why a cell is `–`, or what a `✓` needs. */
export const NOTES: Note[] = [
  {
    text: 'This bundler has no imports with a variable in them, or leaves those with a query as they are.',
    cells: cellsOf([ROW.variable], 'rollup', 'esbuild', 'farm'),
  },
  {
    text: 'With `viteDynamicImportVarsPlugin()` and `viteImportGlobPlugin()` of `rolldown/experimental`.',
    cells: cellsOf([ROW.variable, ...globs], 'rolldown'),
  },
  {
    text: 'As in every project with Rollup, a plugin has to find aliases and packages (`@rollup/plugin-alias`, `@rollup/plugin-node-resolve`).',
    cells: cellsOf([ROW.alias, ROW.package, ROW.ending, ROW.subpath], 'rollup'),
  },
  {
    text: 'webpack compares `exports` with the whole request. `"./posts/*"` is found, `"./posts/*.md"` is not.',
    cells: cellsOf([ROW.ending], 'webpack'),
  },
  {
    text: 'This bundler has no `import.meta.glob`.',
    cells: cellsOf(globs, 'rollup', 'esbuild'),
  },
  {
    text: 'The texts are there, but Farm puts `??lang=spa` behind the names of the files.',
    cells: cellsOf(
      globs.filter((row) => row.endsWith('lazy')),
      'farm',
    ),
  },
  {
    text: 'What one plugin of esbuild has loaded no other plugin gets: the text can only be imported as it is.',
    cells: cellsOf([ROW.compiled, ROW.found], 'esbuild'),
  },
  {
    text: "With `output: 'markdown'`: what Farm's other plugins take cannot be seen.",
    cells: cellsOf([ROW.compiled, ROW.found], 'farm'),
  },
  {
    text: 'This bundler makes one output of one configuration.',
    cells: cellsOf([ROW.both], 'rollup', 'rolldown', 'esbuild', 'farm'),
  },
]

const NAMES: Record<BundlerName, string> = {
  ...{ vite: 'Vite', rollup: 'Rollup', rolldown: 'Rolldown', webpack: 'webpack' },
  ...{ rspack: 'Rspack', rsbuild: 'Rsbuild', esbuild: 'esbuild', farm: 'Farm' },
}

/** The matrix as it stands in the README. */
export function markdownOf(measured: Measured): string {
  const cell = (row: string, name: BundlerName) => {
    const numbers = NOTES.flatMap(({ cells }, index) =>
      cells[row]?.includes(name) ? [index + 1] : [],
    )
    const mark = measured[row]?.[name] ? '✓' : '–'
    return numbers.length > 0 ? `${mark} <sup>${numbers.join(' ')}</sup>` : mark
  }
  const names = Object.keys(BUNDLERS) as BundlerName[]
  const lines = [
    ['', ...names.map((name) => NAMES[name])],
    ['---', ...names.map(() => ':-:')],
    ...Object.keys(ROWS).map((row) => [row, ...names.map((name) => cell(row, name))]),
  ].map((cells) => `| ${cells.join(' | ')} |`)
  const notes = NOTES.map(({ text }, index) => `${index + 1}. ${text}`)
  return [...lines, '', ...notes].join('\n')
}
