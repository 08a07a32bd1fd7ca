import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { webpack } from 'webpack'
import polyglot from '../../src/adapters/webpack.ts'
import { countingPseudo, makeProject } from '../e2e/project.ts'
import { run } from './project.ts'

test('what fell back to the source is asked for again, whatever webpack keeps between builds', async () => {
  const { root } = makeProject({
    'post.md': 'The kettle is on the stove.\n',
    'main.js': `import post from './post.md?lang=es'\nexport const result = () => post\n`,
  })
  let working = false
  const translator = countingPseudo(() => {
    if (!working) throw new Error('the GPU is on fire')
  })
  const build = async () => {
    const compiler = webpack({
      mode: 'none',
      context: root,
      entry: './main.js',
      experiments: { outputModule: true },
      output: { path: join(root, 'out'), filename: 'main.mjs', library: { type: 'module' } },
      cache: { type: 'filesystem', cacheDirectory: join(root, 'kept') },
      plugins: [polyglot({ translator })],
      infrastructureLogging: { level: 'error' },
    })!
    const stats = await promisify(compiler.run.bind(compiler))()
    await promisify(compiler.close.bind(compiler))()
    const { modules = [] } = stats!.toJson({ all: false, modules: true })
    return {
      result: await run(join(root, 'out/main.mjs')),
      built: modules.some(({ name, built }) => built && name?.includes('post.md')),
    }
  }
  expect((await build()).result).toBe('The kettle is on the stove.\n')
  working = true
  const second = await build()
  expect(second.result).toContain('«es Thé kéttlé')
  // And what is complete, webpack keeps.
  const third = await build()
  expect(third).toEqual({ result: second.result, built: false })
})
