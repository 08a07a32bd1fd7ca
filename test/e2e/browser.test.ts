import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import polyglot from '../../src/adapters/vite.ts'
import { describeInBrowser, pageOf, spanish } from './browser.ts'
import { countingPseudo, makeProject } from './project.ts'
import { serve } from './serve.ts'

const KETTLE = 'The kettle is on the stove.'

describeInBrowser(
  'invariant 9: in a browser, the page never waits for the translator and no translation is lost',
  (open) => {
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
      const { shows, navigations, shoot } = await open(served, 'post')
      await shows(KETTLE)
      const painted = performance.now() - started
      await shoot('dev-source-first')
      // A translator of 1.5 seconds, or of as long as a busy machine takes to paint: the page did not wait for it.
      await pause(Math.max(0, 1500 - painted))
      gate.resolve()
      await shows(await spanish(KETTLE))
      await shoot('dev-translated')
      expect(navigations()).toBe(1)
    })

    test('of thirty loads, with a translator that takes 0 to 500 ms, none is lost', async () => {
      // Closest where a page is just being opened.
      const delays = Array.from({ length: 30 }, (_, index) => Math.round(500 * (index / 29) ** 1.5))
      const posts = delays.map((delay, index) => ({
        name: `post-${index}`,
        text: `This is the post with the number ${index}.`,
        delay,
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
  },
)
