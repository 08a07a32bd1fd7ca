import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { translated } from '../e2e/project.ts'
import { type Bundler, emittedText, FIXTURE, type Request, run } from './project.ts'

const source = (path: string) => readFileSync(join(FIXTURE, path), 'utf8')
const inSpanish = async (path: string) => translated(source(path), 'es')
const BREAD = 'posts/bread.md'

/** What a row is tried with: a bundler, and what it is told for an entry of `fixture/entries`. */
export interface Trial {
  bundler: Bundler
  request(entry: string, more?: Partial<Request>): Request
  /** Replaces a file of the project. */
  write(path: string, text: string): void
}

/** One row of the matrix: what is tried, and what must come out of it, or it throws. */
export type Row = (trial: Trial) => Promise<void>

/** Builds one entry and compares what its bundle gives. */
const gives =
  (entry: string, expected: () => Promise<unknown>, more?: Partial<Request>): Row =>
  async ({ bundler, request }) =>
    expect(await run(await bundler.build(request(entry, more)))).toEqual(await expected())

const bothPosts = async () => ({
  '../posts/bread.md': await inSpanish(BREAD),
  '../posts/walk.md': await inSpanish('posts/walk.md'),
})

const inTwoLanguages = async () => ({
  french: await translated(source(BREAD), 'fr'),
  spanish: await inSpanish(BREAD),
})

/** esbuild looks at each file every two seconds. */
const PATIENCE = { timeout: 8000, interval: 800 }

const OTHERS = ['others-raw', 'others-url', 'others-inline', 'others-vue']

/** The rows of the matrix, by their name in the README. */
export const ROWS: Record<string, Row> = {
  "`import post from './post.md?lang=spa'`": gives('static', inTwoLanguages),
  "`import('./post.md?lang=spa')`": gives('dynamic', () => inSpanish(BREAD)),
  '`` import(`./posts/${name}.md?lang=spa`) ``': gives('variable', async () => ({
    bread: await inSpanish(BREAD),
    walk: await inSpanish('posts/walk.md'),
  })),
  '`@/post.md?lang=spa` (an alias)': gives('alias', () => inSpanish(BREAD)),
  '`shared-posts/post.md?lang=spa` (from a package)': gives('package', () =>
    inSpanish('packages/shared-posts/posts/parcel.md'),
  ),
  '`shared-posts/post.md?lang=spa` (from a package whose `exports` name the ending)': gives(
    'package-ending',
    () => inSpanish('packages/shared-posts/posts/parcel.md'),
  ),
  '`#posts/post.md?lang=spa` (`imports` of package.json)': gives('subpath', () => inSpanish(BREAD)),
  "`import.meta.glob` with `query: '?lang=spa'`, eager": gives('glob-eager', bothPosts),
  "`import.meta.glob` with `query: '?lang=spa'`, lazy": gives('glob-lazy', bothPosts),
  "`import.meta.glob` with `query: { lang: 'spa' }`, eager": gives('glob-object-eager', bothPosts),
  "`import.meta.glob` with `query: { lang: 'spa' }`, lazy": gives('glob-object-lazy', bothPosts),
  '`./page.mdx?lang=spa`': gives('mdx', () => inSpanishMdx()),
  '`?lang=spa&raw`, `?raw&lang=spa`': gives('raw', async () => {
    const text = await inSpanish(BREAD)
    return { first: text, last: text }
  }),
  '`?lang=spa&url`, `?url&lang=spa`': async ({ bundler, request }) => {
    const asked = request('url')
    const { first, last } = (await run(await bundler.build(asked))) as Record<string, unknown>
    for (const address of [first, last])
      expect(emittedText(asked.out, address)).toBe(await inSpanish(BREAD))
  },
  '`?raw`, `?url`, `?inline`, `?vue&type=style&lang=css` without a language: as if we were not there':
    async ({ bundler, request }) => {
      for (const entry of OTHERS) {
        const outcome = async (more: Partial<Request>) => {
          const asked = request(entry, more)
          const plain = (text: string) => text.replaceAll(asked.out, '')
          try {
            return plain(JSON.stringify(await run(await bundler.build(asked))) ?? 'undefined')
          } catch {
            return 'fails'
          }
        }
        expect(await outcome({}), entry).toBe(await outcome({ options: undefined }))
      }
    },
  'markdown of your own plugin or loader: `page.mdx?lang=spa` is a component': gives(
    'compiled',
    async () => ({ cups: 2, text: await wordsOfPage() }),
    { mdx: true },
  ),
  "the same, found by itself (`output: 'auto'`)": gives(
    'compiled',
    async () => ({ cups: 2, text: await wordsOfPage() }),
    { mdx: true, options: { to: ['es'] } },
  ),
  'text beside such a plugin, with `&raw`': gives('mdx-raw', () => inSpanishMdx(), { mdx: true }),
  "text beside such a plugin, with `output: 'string'`": gives('mdx', () => inSpanishMdx(), {
    mdx: true,
    options: { to: ['es'], output: 'string' },
  }),
  'a build for servers': gives('static', inTwoLanguages, { target: 'server' }),
  'client and server in one build': async ({ bundler, request }) => {
    if (!bundler.buildBoth) throw new Error('A build has one target.')
    const bundles = await bundler.buildBoth(request('static'))
    expect(bundles).toHaveLength(2)
    for (const bundle of bundles) expect(await run(bundle)).toEqual(await inTwoLanguages())
  },
  'watch mode: an edit builds again': async ({ bundler, request, write }) => {
    const edited = `${source(BREAD)}\nIt smells good.\n`
    const expected = await translated(edited, 'es')
    const { file, close } = await bundler.watch(request('static'))
    try {
      await vi.waitFor(
        async () => expect(await run(file)).toEqual(await inTwoLanguages()),
        PATIENCE,
      )
      // Watchers look at files some time after the first build; what is written before that, they do not see.
      await vi.waitFor(async () => {
        write(BREAD, edited)
        expect(await run(file)).toMatchObject({ spanish: expected })
      }, PATIENCE)
    } finally {
      await close()
    }
  },
  'a language that is not configured fails the build and says which are': async ({
    bundler,
    request,
  }) => {
    const failing = bundler.build(request('unconfigured'))
    await expect(failing).rejects.toThrow(
      /posts\/bread\.md\?lang=deu\W+ is in a language that is not configured\. Configured: es, fr\./,
    )
  },
}

async function inSpanishMdx(): Promise<string> {
  const page = join(FIXTURE, 'posts/page.mdx')
  return translated(readFileSync(page, 'utf8'), 'es', 'page.mdx')
}

/** The words of the translated page without its markdown. */
async function wordsOfPage(): Promise<string> {
  const [, ...blocks] = (await inSpanishMdx()).trim().split('\n\n')
  return blocks.join('\n').replaceAll(/^# |\*\*/gm, '')
}
