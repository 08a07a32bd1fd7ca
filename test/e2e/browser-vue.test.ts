import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import vue from '@vitejs/plugin-vue'
import markdown from 'unplugin-vue-markdown/vite'
import { expect, test } from 'vitest'
import polyglot from '../../src/adapters/vite.ts'
import { describeInBrowser, spanish } from './browser.ts'
import { countingPseudo, makeProject, translated } from './project.ts'
import { serve } from './serve.ts'

const MODULES = join(import.meta.dirname, '../../node_modules')

/** One post as Vue components in three languages, with a counter that starts anew when the page is loaded anew. */
const files = {
  'post.html': `<!doctype html><meta charset="utf-8"><div id="app"></div><script type="module" src="/post.js"></script>\n`,
  'post.js': `
    import { createApp, h } from 'vue'
    import english from './post.md'
    import spanish from './post.md?lang=spa'
    import french from './post.md?lang=fra'
    window.starts = (window.starts ?? 0) + 1
    createApp({ render: () => h('main', { id: 'post' }, [english, spanish, french].map((each) => h(each))) }).mount('#app')\n`,
  'post.md': 'The kettle is on.\n',
}

/** What the page shows of a text: three paragraphs in a row. */
const shown = async (text: string) =>
  text + (await spanish(text)) + (await translated(`${text}\n`, 'fr')).trim()

describeInBrowser('invariant 9: Vue components made of markdown', (open) => {
  for (const { delay, speed } of [
    { delay: 0, speed: 'quick' },
    { delay: 600, speed: 'slow' },
  ])
    test(`a file in three languages is three components, each updated by itself, with a ${speed} translator`, async () => {
      const project = makeProject(files)
      const translator = countingPseudo(() => pause(delay))
      const plugins = [
        polyglot({ translator }),
        markdown({}),
        vue({ include: [/\.vue$/, /\.md$/] }),
      ]
      const served = await serve(
        project,
        plugins,
        { fs: { strict: false } },
        { resolve: { alias: { vue: join(MODULES, 'vue/dist/vue.runtime.esm-browser.js') } } },
      )
      const { text, navigations, page, troubles, shoot } = await open(served, 'post')
      const after = { timeout: 10_000 }
      await expect.poll(text, after).toBe(await shown('The kettle is on.'))
      for (const edit of ['The kettle is empty.', 'The kettle is full.']) {
        project.write('post.md', `${edit}\n`)
        await expect.poll(text, after).toBe(await shown(edit))
      }
      // Whatever comes late must change nothing.
      await pause(delay + 300)
      expect(await text()).toBe(await shown('The kettle is full.'))
      await shoot(`dev-vue-${speed}`)
      expect({ navigations: navigations(), troubles: await troubles() }).toEqual({
        navigations: 1,
        troubles: [],
      })
      expect(await page.evaluate('window.starts')).toBe(1)
    })
})
