import { execFileSync } from 'node:child_process'
import { readFileSync, statSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import mdx from '@mdx-js/rollup'
import { build } from 'vite'
import { describe, expect, test } from 'vitest'
import { declarations } from '../../src/adapters/declarations.ts'
import polyglot from '../../src/adapters/vite.ts'
import type { PluginOptions } from '../../src/plugin-options.ts'
import { buildConfig, ENTRY, makeProject, type Project } from '../e2e/project.ts'

const TSCONFIG = {
  compilerOptions: {
    module: 'esnext',
    moduleResolution: 'bundler',
    target: 'esnext',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  },
}
const site = (more: Record<string, string> = {}): Project =>
  makeProject({ 'tsconfig.json': JSON.stringify(TSCONFIG), [ENTRY]: 'export {}\n', ...more })

async function buildWith(project: Project, options: PluginOptions, ...plugins: unknown[]) {
  await build(buildConfig(project, [polyglot(options), ...(plugins as [])]))
}

/** What TypeScript's own compiler says of a project: the lines with errors. */
function errorsIn({ root }: Project): string[] {
  const tsc = resolve('node_modules/typescript/bin/tsc')
  try {
    execFileSync(process.execPath, [tsc, '--project', root, '--pretty', 'false'])
    return []
  } catch (error) {
    const output = String((error as { stdout: Buffer }).stdout)
    return output.split('\n').filter((line) => line.includes('error TS'))
  }
}

const written = ({ root }: Project, file = 'polyglot.d.ts') => join(root, file)

describe('the types that the plugin writes', () => {
  test('know the configured languages in every spelling and row, and no other', async () => {
    const good = ['lang=es', 'lang=spa', 'lang=spa_Latn', 'lang=fr', 'lang=fra', 'lang=en']
    const rows = ['lang=spa&raw', 'raw&lang=spa', 'lang=spa&url', 'url&lang=spa']
    const imports = [...good, ...rows].map(
      (query, index) =>
        `import a${index} from './post.md?${query}'\nconst b${index}: string = a${index}\n`,
    )
    const project = site({
      'post.md': 'Hello.\n',
      'right.ts': `${imports.join('')}export { ${imports.map((_, index) => `b${index}`)} }\n`,
    })
    await buildWith(project, { to: ['spa', 'fr'] })
    expect(errorsIn(project)).toEqual([])
    project.write('wrong.ts', `import german from './post.md?lang=deu'\nexport { german }\n`)
    project.write('number.ts', `import a from './post.md?lang=es'\nexport const n: number = a\n`)
    project.write('vue.ts', `import a from './card.vue?lang=es'\nexport { a }\n`)
    const errors = errorsIn(project)
    expect(errors).toHaveLength(3)
    expect(errors.join('\n')).toMatch(
      /wrong\.ts.*TS2307: Cannot find module '\.\/post\.md\?lang=deu'/,
    )
    expect(errors.join('\n')).toMatch(/number\.ts.*TS2322/)
    expect(errors.join('\n')).toMatch(/vue\.ts.*TS2307/)
  })

  test('say of what another plugin compiles what the project says of that file', async () => {
    const project = site({
      'mdx.d.ts': `declare module '*.mdx' {\n  export const title: 42\n  const Page: () => null\n  export default Page\n}\n`,
      'use.ts': `import text from './a.md?lang=es'\nimport Page, { title } from './a.mdx?lang=es'\nexport const a: string = text\nexport const b: null = Page()\nexport const c: 42 = title\n`,
    })
    await buildWith(project, { to: ['es'] }, mdx({ format: 'mdx' }))
    expect(errorsIn(project)).toEqual([])
    expect(readFileSync(written(project), 'utf8')).toBe(declarations(['es', 'en'], ['.mdx']))
    await buildWith(project, { to: ['es'], output: 'string' }, mdx({ format: 'mdx' }))
    expect(errorsIn(project)).toHaveLength(2)
  })

  test('are written again only when the languages change', async () => {
    const project = site()
    await buildWith(project, { to: ['es'] })
    const first = statSync(written(project)).mtimeMs
    await buildWith(project, { to: ['es'] })
    expect(statSync(written(project)).mtimeMs).toBe(first)
    await buildWith(project, { to: ['es', 'fr'] })
    expect(readFileSync(written(project), 'utf8')).toContain(`'*.md?lang=fr'`)
  })

  test.each<[string, PluginOptions, Record<string, string> | undefined, string | undefined]>([
    ['by default in a project with a tsconfig.json', { to: ['es'] }, undefined, 'polyglot.d.ts'],
    ['in no project without one', { to: ['es'] }, { [ENTRY]: 'export {}\n' }, undefined],
    ['for no languages', {}, undefined, undefined],
    [
      'where they are wanted',
      { to: ['es'], dts: 'src/md.d.ts' },
      { [ENTRY]: 'export {}\n', 'src/a.ts': '' },
      'src/md.d.ts',
    ],
    [
      'into a folder that is made',
      { to: ['es'], dts: 'types/md.d.ts' },
      undefined,
      'types/md.d.ts',
    ],
    ['not at all', { to: ['es'], dts: false }, undefined, undefined],
    [
      'by the configuration file',
      {},
      {
        [ENTRY]: 'export {}\n',
        'polyglot.config.ts': `export default { to: ['es'], dts: true }\n`,
      },
      'polyglot.d.ts',
    ],
  ])('are written %s', async (_, options, files, expected) => {
    const project = files ? makeProject(files) : site()
    await buildWith(project, options)
    for (const file of ['polyglot.d.ts', 'src/md.d.ts', 'types/md.d.ts']) {
      const exists = statSync(written(project, file), { throwIfNoEntry: false }) !== undefined
      expect(exists, file).toBe(file === expected)
    }
  })

  test('cannot be written for languages that nobody has named', async () => {
    await expect(buildWith(site(), { dts: true })).rejects.toThrow(
      /Option "dts" is true, but "to" names no language/,
    )
  })
})

test('a project without languages of its own has client.d.ts', () => {
  const project = site({
    'use.ts': `/// <reference types="unplugin-polyglot/client" />
import a from './post.md?lang=spa'\nimport b from './post.md?lang=spa&url'\nexport const c: string = a + b\n`,
    'node_modules/.keep': '',
  })
  symlinkSync(resolve('.'), join(project.root, 'node_modules/unplugin-polyglot'))
  expect(errorsIn(project)).toEqual([])
})

test.each([
  [{ output: 'text' }, /Option "output" is "text"; expected is 'auto', 'string' or 'markdown'/],
  [{ dts: 3 }, /Option "dts" is 3; expected is true, false or a file/],
  [{ outputs: 'auto' }, /"outputs" is not an option/],
])('%o is refused', async (options, message) => {
  const project = site({ 'post.md': 'Hi.\n', [ENTRY]: `import './post.md?lang=es'\n` })
  await expect(buildWith(project, options as never)).rejects.toThrow(message)
})
