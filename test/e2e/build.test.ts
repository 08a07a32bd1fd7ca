import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'
import { describe, expect, test, vi } from 'vitest'
import { MARKDOWN_IN_LANGUAGE } from '../../src/adapters/ids.ts'
import polyglot from '../../src/adapters/vite.ts'
import type { Translator } from '../../src/types.ts'
import {
  buildAndRun,
  buildConfig,
  countingPseudo,
  ENTRY,
  makeProject,
  translated,
} from './project.ts'

const bread = readFileSync(new URL('../fixtures/vite/posts/bread.md', import.meta.url), 'utf8')
const walk = readFileSync(new URL('../fixtures/vite/posts/walk.md', import.meta.url), 'utf8')

/** Stands for the component plugins, which ask for parts of a file with queries of their own. */
const components: Plugin = {
  name: 'components',
  load: (id) => (id.includes('?vue&type=style') ? 'export default "a style"' : undefined),
}

const one = (lang = 'spa', path = './post.md') => ({
  [ENTRY]: `export { default as post } from '${path}?lang=${lang}'\n`,
  'post.md': 'The kettle is on the stove.\n',
})

interface Imports {
  dynamic(): Promise<{ default: string }>
  variable(name: string): Promise<{ default: string }>
  lazy: Record<string, () => Promise<string>>
  lazyObject: Record<string, () => Promise<string>>
}

describe('every way to import a translation', () => {
  test.each([
    { ssr: false, where: 'in a build for browsers' },
    { ssr: true, where: 'in a build for servers' },
  ])('$where', async ({ ssr }) => {
    const { exports } = await buildAndRun(
      makeProject(),
      { to: ['es', 'fr'] },
      { plugins: [components], ssr },
    )
    const spanish = await translated(bread, 'es')
    const posts = {
      './posts/bread.md': spanish,
      './posts/walk.md': await translated(walk, 'es'),
    }
    expect(spanish).toContain('«es')
    expect(exports).toMatchObject({
      inSpanish: spanish,
      aliased: spanish,
      rawFirst: spanish,
      rawSecond: spanish,
      inFrench: await translated(bread, 'fr'),
      eager: posts,
      eagerObject: posts,
      source: bread,
      style: 'a style',
      url: expect.stringMatching(/^\/assets\/bread-[\w-]+\.md$/),
    })
    const { dynamic, variable, lazy, lazyObject } = exports as unknown as Imports
    expect((await dynamic()).default).toBe(spanish)
    expect((await variable('walk')).default).toBe(posts['./posts/walk.md'])
    for (const globbed of [lazy, lazyObject]) {
      expect(Object.keys(globbed)).toEqual(Object.keys(posts))
      expect(await globbed['./posts/walk.md']?.()).toBe(posts['./posts/walk.md'])
    }
  })

  test.each(['./post.md?lang=es', './post.markdown?lang=spa_Latn', '/a/b.md?x=1&lang=es&raw'])(
    'takes %s',
    (id) => expect(id).toMatch(MARKDOWN_IN_LANGUAGE),
  )

  test.each([
    './post.md',
    './post.md?raw',
    './post.md?language=es',
    './post.md?slang=es',
    './post.md?lang=',
    './post.md?vue&type=style&lang=css',
    './post.md?vue&type=style&index=0&lang.css',
    './card.vue?vue&type=style&lang=css',
    './card.vue?lang=es',
    './post.md#?lang=es',
  ])('leaves %s alone', (id) => expect(id).not.toMatch(MARKDOWN_IN_LANGUAGE))
})

describe('a build that cannot go on says why', () => {
  test('for a language that is not configured, with the list of those that are', async () => {
    await expect(buildAndRun(makeProject(one('deu')), { to: ['es', 'fr'] })).rejects.toThrow(
      '"post.md?lang=deu" is in a language that is not configured. Configured: es, fr. Add it to "to".',
    )
  })

  test('for a language that does not exist', async () => {
    await expect(buildAndRun(makeProject(one('klingonish')))).rejects.toThrow(
      /"klingonish" is not a language code/,
    )
  })

  test('for a file that is missing', async () => {
    await expect(buildAndRun(makeProject(one('spa', './psot.md')))).rejects.toThrow(/psot\.md/)
  })

  test('for a file that is not UTF-8', async () => {
    const project = makeProject(one())
    project.write('post.md', Buffer.from('A caf\xe9.\n', 'latin1'))
    await expect(buildAndRun(project)).rejects.toThrow(
      'post.md: The file is not valid UTF-8: byte 5 (counted from 0, in line 1) belongs to no character.',
    )
  })

  test('for a configuration that is broken', async () => {
    const project = makeProject({ ...one(), 'polyglot.config.ts': 'export default { too: [] }\n' })
    await expect(buildAndRun(project)).rejects.toThrow(
      /polyglot\.config\.ts cannot be used: "too" is not an option/,
    )
  })

  test("for a translator that fails, when onError is 'fail'", async () => {
    const translator = countingPseudo(() => {
      throw new Error('the GPU is on fire')
    })
    await expect(buildAndRun(makeProject(one()), { translator, onError: 'fail' })).rejects.toThrow(
      /post\.md:1: not translated into es: .*the GPU is on fire/,
    )
  })
})

test('a build with a translator that always fails publishes the source text and says so, once', async () => {
  const project = makeProject({ ...one(), 'post.md': 'The kettle is on.\n\nThe tea is ready.\n' })
  const translator = countingPseudo(() => {
    throw new Error('the GPU is on fire')
  })
  const { exports, lines } = await buildAndRun(project, { translator })
  expect(exports.post).toBe('The kettle is on.\n\nThe tea is ready.\n')
  const warnings = lines.filter((line) => line.includes('post.md:1 → es: '))
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toMatch(/the GPU is on fire.*“The kettle is on\.” \(and 1 more like this\)/)
})

test('each finding of a translation is a warning of the build', async () => {
  const project = makeProject({ ...one(), 'post.md': 'I ate 3 eggs.\n\nI ate 4 eggs.\n' })
  const inner = countingPseudo()
  const translator: Translator = {
    ...inner,
    translate: async (...call) =>
      (await inner.translate(...call)).map((answer) => String(answer).replace(/\d/, '7')),
  }
  const { lines } = await buildAndRun(project, { translator })
  const warnings = lines.join('\n').match(/post\.md:\d → es: .*numbers.*/g)
  expect(warnings).toEqual([
    expect.stringMatching(/^post\.md:1 .*“I ate 3 eggs\.”$/),
    expect.stringMatching(/^post\.md:3 .*“I ate 4 eggs\.”$/),
  ])
})

test('polyglot.config.ts is read, and the options of the plugin win', async () => {
  const config = `export default { from: 'en', to: ['es', 'fr'], translator: 'pseudo', cache: 'from-config.sqlite' }\n`
  const project = makeProject({ ...one('fra'), 'polyglot.config.ts': config })
  expect((await buildAndRun(project)).exports.post).toContain('«fr')
  expect(readFileSync(join(project.root, 'from-config.sqlite')).length).toBeGreaterThan(0)
  expect((await buildAndRun(project, { translator: undefined })).exports.post).toContain('«fr')
  await expect(buildAndRun(project, { to: ['es'] })).rejects.toThrow('Configured: es.')
})

test('a second build sends nothing', async () => {
  const project = makeProject()
  const translator = countingPseudo()
  const options = { to: ['es', 'fr'], translator }
  const first = await buildAndRun(project, options, { plugins: [components] })
  const count = translator.sent.length
  expect(count).toBeGreaterThan(0)
  expect(first.lines.join('\n')).toMatch(
    /polyglot: 3 translated documents, 0 segments from the cache, \d+ sent/,
  )
  const second = await buildAndRun(project, options, { plugins: [components] })
  expect(translator.sent).toHaveLength(count)
  expect(second.lines.join('\n')).toContain(
    `polyglot: 3 translated documents, ${count} segments from the cache, 0 sent`,
  )
  expect(second.exports.inSpanish).toBe(first.exports.inSpanish)
})

test('a build waits for the translator, however slow', async () => {
  const translator = countingPseudo(() => new Promise((resolve) => setTimeout(resolve, 400)))
  const { exports } = await buildAndRun(makeProject(one()), { translator })
  expect(exports.post).toContain('«es')
})

test('watch mode builds again after the service was closed', async () => {
  const project = makeProject(one())
  const translator = countingPseudo()
  const lines: string[] = []
  const config = buildConfig(project, [polyglot({ translator })], lines)
  const watcher = await build({ ...config, build: { ...config.build, watch: {} } })
  if (!('on' in watcher)) throw new Error('Vite gave no watcher.')
  const built = () => readFileSync(join(project.root, 'dist/entry.js'), 'utf8')
  const summaries = () => lines.filter((line) => line.startsWith('polyglot: '))
  try {
    await vi.waitFor(() => expect(summaries()).toHaveLength(1), 5000)
    // The watcher looks at files some time after the first build; what is written before that, it does not see.
    const write = () => project.write('post.md', 'The kettle is on the stove.\n\nIt whistles.\n')
    await vi.waitFor(
      () => {
        if (!built().includes('whíštl')) write()
        expect(built()).toContain('whíštl')
      },
      { timeout: 15_000, interval: 1500 },
    )
    expect(translator.sent).toEqual(['The kettle is on the stove.', 'It whistles.'])
    await vi.waitFor(() => expect(summaries().length).toBeGreaterThan(1), 5000)
  } finally {
    await watcher.close()
  }
})

test('a process that has built ends by itself', async () => {
  const { root } = makeProject(one())
  const adapter = new URL('../../src/adapters/vite.ts', import.meta.url)
  const program = `
    import { build } from '${import.meta.resolve('vite')}'
    import polyglot from '${adapter}'
    await build({ root: ${JSON.stringify(root)}, configFile: false, logLevel: 'silent',
      plugins: [polyglot({ to: ['es'] })],
      build: { rollupOptions: { input: ${JSON.stringify(join(root, ENTRY))} } } })
    console.log('built')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  const deadline = setTimeout(() => child.kill('SIGKILL'), 20_000)
  const [code, signal] = await once(child, 'exit')
  clearTimeout(deadline)
  expect({ output, code, signal }).toEqual({ output: 'built\n', code: 0, signal: null })
})
