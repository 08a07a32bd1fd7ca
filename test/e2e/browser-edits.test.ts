import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import polyglot from '../../src/adapters/vite.ts'
import { http } from '../../src/index.ts'
import { describeInBrowser, pageOf, spanish } from './browser.ts'
import { countingPseudo, makeProject } from './project.ts'
import { serve } from './serve.ts'

const KETTLE = 'The kettle is on the stove.'

describeInBrowser(
  'invariant 9: in a browser, what is newest is shown, whatever the translator does',
  (open) => {
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

    test('one edited sentence is sent alone, and only the modules of its file are loaded anew', async () => {
      const pages = { ...pageOf('kitchen'), ...pageOf('garden') }
      const project = makeProject({
        ...pages,
        'both.html': `<!doctype html><meta charset="utf-8"><script type="module" src="/both.js"></script>\n`,
        'both.js': `
          for (const name of ['kitchen', 'garden']) {
            const place = document.body.appendChild(document.createElement('p'))
            const show = (text) => { place.textContent = text.trim() }
            if (name === 'kitchen') import('./kitchen.md?lang=spa').then((each) => show(each.default))
            else import('./garden.md?lang=spa').then((each) => show(each.default))
            window[name] = show
          }
          import.meta.hot.accept('./kitchen.md?lang=spa', (next) => kitchen(next.default))
          import.meta.hot.accept('./garden.md?lang=spa', (next) => garden(next.default))\n`,
        'kitchen.md': `${KETTLE} It whistles. Tea is near.\n`,
        'garden.md': 'The roses are in bloom.\n',
      })
      const translator = countingPseudo(() => pause(200))
      const served = await serve(project, [polyglot({ translator })])
      const { page, shows, navigations } = await open(served, 'both')
      await shows(await spanish(`${KETTLE} It whistles. Tea is near.`))
      await shows(await spanish('The roses are in bloom.'))
      const loaded: string[] = []
      page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
      translator.sent.length = 0
      project.write('kitchen.md', `${KETTLE} It sings. Tea is near.\n`)
      await shows(await spanish(`${KETTLE} It sings. Tea is near.`))
      expect(translator.sent).toEqual(['It sings.'])
      expect([...new Set(loaded)]).toEqual(['/kitchen.md'])
      expect(navigations()).toBe(1)
    })

    test('an endpoint that is down is one line and a page that works; when it is back, so is the translation', async () => {
      const names = ['post', 'garden', 'cellar']
      const project = makeProject({
        ...Object.assign({}, ...names.map((name) => pageOf(name))),
        'post.md': `${KETTLE}\n`,
        'garden.md': 'The roses are in bloom.\n',
        'cellar.md': 'The wine is old.\n',
      })
      const endpoint = await endpointThatIsDown()
      const translator = http({ url: endpoint.url, retries: 0 })
      const served = await serve(project, [polyglot({ translator })])
      const said = () => served.lines.filter((line) => line.startsWith('polyglot: '))
      for (const name of names) await served.server.transformRequest(`/${name}.md?lang=spa`)
      const { shows, text, navigations, troubles, shoot } = await open(served, 'post')
      await shows(KETTLE)
      await expect.poll(said, { timeout: 5000 }).toHaveLength(1)
      await pause(1500)
      await shoot('dev-endpoint-down')
      expect({ said: said().length, text: await text(), troubles: await troubles() }).toEqual({
        ...{ said: 1, text: KETTLE, troubles: [] },
      })
      expect(said()[0]).toMatch(/^polyglot: \w+\.md:1 → es: .*ECONNREFUSED.*until it answers\.$/)
      await endpoint.start()
      await shows(`es: ${KETTLE}`)
      await shoot('dev-endpoint-back')
      expect(said().slice(1)).toEqual(['polyglot: The translator answers again.'])
      expect(navigations()).toBe(1)
      const code = async (name: string) =>
        (await served.server.transformRequest(`/${name}.md?lang=spa`))?.code
      for (const name of names) await expect.poll(() => code(name)).toContain('es: ')
    })
  },
)

/** An address where nobody answers, until `start`. */
async function endpointThatIsDown() {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { texts } = JSON.parse(body) as { texts: string[] }
    const results = texts.map((text) => ({ text: `es: ${text}` }))
    response.end(JSON.stringify({ v: 1, results }))
  })
  const listen = async (port: number) => {
    await once(server.listen(port, '127.0.0.1'), 'listening')
    return (server.address() as AddressInfo).port
  }
  const port = await listen(0)
  await promisify(server.close.bind(server))()
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${port}`, start: () => listen(port) }
}
