import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'
import { translated } from './project.ts'
import type { Served } from './serve.ts'

const CHROMIUM = '/usr/bin/chromium'
const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'
/** Kept by CI. */
const SCREENSHOTS = join(import.meta.dirname, '../../.cache/screenshots')

/** A page that is open in a browser. */
export interface Opened {
  page: Page
  /** Waits until this text is on it. */
  shows(text: string): Promise<void>
  /** What stands in `#post`. */
  text(): Promise<string | null>
  /** How often it has navigated; the first time was opening it. */
  navigations(): number
  /** Errors that nobody caught, and overlays of Vite's. */
  troubles(): Promise<string[]>
  /** Writes `name.png`. */
  shoot(name: string): Promise<void>
}

/** Tests with a browser. With `CI=true` a missing browser is a failure: the tests run, and say that they cannot start it. */
export function describeInBrowser(
  title: string,
  tests: (open: (served: Served, name: string) => Promise<Opened>) => void,
): void {
  describe.skipIf(!existsSync(CHROMIUM) && process.env.CI !== 'true')(title, () => {
    let browser: Browser
    let last: Page | undefined

    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS.split(' ') })
    })
    afterAll(() => browser?.close())

    tests(async ({ url }, name) => {
      await last?.close()
      const page = await browser.newPage()
      last = page
      let navigations = 0
      const errors: string[] = []
      page.on('framenavigated', () => navigations++)
      page.on('pageerror', ({ message }) => errors.push(message))
      await page.goto(`${url}${name}.html`, { waitUntil: 'commit' })
      return {
        page,
        shows: (text) => page.getByText(text, { exact: true }).waitFor({ timeout: 8000 }),
        text: () => page.locator('#post').textContent(),
        navigations: () => navigations,
        async troubles() {
          const overlays = await page.locator('vite-error-overlay').count()
          return [...errors, ...Array.from({ length: overlays }, () => 'an overlay')]
        },
        async shoot(name) {
          await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) })
        },
      }
    })
  })
}

/** A page that shows one post; with `accept` it takes hot updates, else Vite reloads it. */
export const pageOf = (name: string, { accept = true } = {}) => ({
  [`${name}.html`]: `<!doctype html><meta charset="utf-8"><p id="post"></p><script type="module" src="/${name}.js"></script>\n`,
  [`${name}.js`]: `
    import post from './${name}.md?lang=spa'
    const show = (text) => { document.querySelector('#post').textContent = text.trim() }
    show(post)
    ${accept ? `import.meta.hot?.accept('./${name}.md?lang=spa', (next) => show(next.default))` : ''}\n`,
})

/** A text without markup as `countingPseudo` has it in Spanish, and as a page shows it. */
export const spanish = async (text: string) => (await translated(`${text}\n`, 'es')).trim()
