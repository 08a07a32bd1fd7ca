import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import polyglot from '../../src/adapters/vite.ts'
import { countingPseudo, makeProject, translated } from './project.ts'
import { type Served, serve } from './serve.ts'

const CHROMIUM = '/usr/bin/chromium'
const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

/** A page that shows one post; with `accept` it takes hot updates, else Vite reloads it. */
const pageOf = (name: string, { accept = true } = {}) => ({
  [`${name}.html`]: `<!doctype html><p id="post"></p><script type="module" src="/${name}.js"></script>\n`,
  [`${name}.js`]: `
    import post from './${name}.md?lang=spa'
    const show = (text) => { document.querySelector('#post').textContent = text.trim() }
    show(post)
    ${accept ? `import.meta.hot?.accept('./${name}.md?lang=spa', (next) => show(next.default))` : ''}\n`,
})

const KETTLE = 'The kettle is on the stove.'
const spanish = async (text: string) => (await translated(`${text}\n`, 'es')).trim()

// With CI=true a missing browser is a failure: the tests run, and say that they cannot start it.
describe.skipIf(!existsSync(CHROMIUM) && process.env.CI !== 'true')(
  'invariant 9: in a browser, the page never waits for the translator and no translation is lost',
  () => {
    let browser: Browser
    let page: Page | undefined

    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS.split(' ') })
    })
    afterAll(() => browser?.close())

    /** Opens a page and counts how often it navigates; the first time is opening it. */
    async function open({ url }: Served, name: string) {
      await page?.close()
      const opened = await browser.newPage()
      page = opened
      let navigations = 0
      opened.on('framenavigated', () => navigations++)
      await opened.goto(`${url}${name}.html`, { waitUntil: 'commit' })
      const shows = (text: string) =>
        opened.getByText(text, { exact: true }).waitFor({ timeout: 5000 })
      return {
        page: opened,
        shows,
        text: () => opened.locator('#post').textContent(),
        navigations: () => navigations,
      }
    }

    test('the source is painted at once, and the translation follows without a navigation', async () => {
      const project = makeProject({
        ...pageOf('warm-up'),
        ...pageOf('post'),
        'warm-up.md': 'A page to start with.\n',
        'post.md': `${KETTLE}\n`,
      })
      const gate = Promise.withResolvers<void>()
      const translator = countingPseudo(() => gate.promise)
      const served = await serve(project, [polyglot({ translator })])
      await (await open(served, 'warm-up')).shows('A page to start with.')
      const started = performance.now()
      const { shows, navigations } = await open(served, 'post')
      await shows(KETTLE)
      const painted = performance.now() - started
      // A translator of 1.5 seconds, or of as long as a busy machine takes to paint: the page did not wait for it.
      await pause(Math.max(0, 1500 - painted))
      gate.resolve()
      await shows(await spanish(KETTLE))
      expect(navigations()).toBe(1)
    })

    test('of twelve loads, with a translator that takes 0 to 500 ms, none is lost', async () => {
      const delays = [0, 1, 5, 20, 60, 90, 100, 110, 150, 250, 400, 500]
      const words = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')
      const posts = words.map((word, index) => ({
        name: `post-${word}`,
        text: `This is the post with the name ${word}.`,
        delay: delays[index]!,
      }))
      const project = makeProject(
        Object.assign(
          {},
          ...posts.map(({ name, text }) => ({ ...pageOf(name), [`${name}.md`]: `${text}\n` })),
        ),
      )
      const translator = countingPseudo(([text]) =>
        pause(posts.find((post) => post.text === text)!.delay),
      )
      const served = await serve(project, [polyglot({ translator })])
      const outcomes = []
      for (const { name, text, delay } of posts) {
        const { shows } = await open(served, name)
        const [{ status }] = await Promise.allSettled([shows(await spanish(text))])
        outcomes.push({ delay, status })
      }
      expect(outcomes).toEqual(delays.map((delay) => ({ delay, status: 'fulfilled' })))
    })

    test('a page without hot updates is reloaded by Vite and ends with the translation', async () => {
      const project = makeProject({
        ...pageOf('post', { accept: false }),
        'post.md': `${KETTLE}\n`,
      })
      const served = await serve(project, [
        polyglot({ translator: countingPseudo(() => pause(400)) }),
      ])
      const { shows, navigations } = await open(served, 'post')
      await shows(await spanish(KETTLE))
      await pause(300)
      expect(navigations()).toBe(2)
    })

    test('after an edit the new text is what stays, even when the older translation arrives last', async () => {
      const project = makeProject({ ...pageOf('post'), 'post.md': `${KETTLE}\n` })
      const [slow, quick] = ['The kettle is empty.', 'The kettle is full.']
      const translator = countingPseudo(([text]) => pause(text === slow ? 1200 : 150))
      const served = await serve(project, [polyglot({ translator })])
      const { shows, text, navigations } = await open(served, 'post')
      await shows(await spanish(KETTLE))
      project.write('post.md', `${slow}\n`)
      await expect.poll(() => translator.sent, { timeout: 5000 }).toContain(slow)
      expect(await text()).toBe(await spanish(KETTLE))
      project.write('post.md', `${quick}\n`)
      await shows(await spanish(quick))
      await pause(1400)
      expect(await text()).toBe(await spanish(quick))
      expect(navigations()).toBe(1)
    })

    test('a translator that fails leaves a page that works, says so in one line, and is asked again', async () => {
      const project = makeProject({ ...pageOf('post'), 'post.md': `${KETTLE}\n` })
      let broken = true
      const translator = countingPseudo(() => {
        if (broken) throw new Error('the GPU is on fire')
      })
      const served = await serve(project, [polyglot({ translator })])
      const complaints = () => served.lines.filter((line) => line.includes('on fire'))
      const { page, shows, text } = await open(served, 'post')
      await shows(KETTLE)
      await expect.poll(() => complaints(), { timeout: 5000 }).toHaveLength(1)
      expect(complaints()[0]).toMatch(/^polyglot: post\.md:1 → es: .*the GPU is on fire/)
      expect(await text()).toBe(KETTLE)
      broken = false
      await page.reload()
      await shows(await spanish(KETTLE))
    })
  },
)
