import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import polyglot from '../../src/adapters/vite.ts'
import { makeProject } from '../e2e/project.ts'
import { serve } from '../e2e/serve.ts'
import { phrasebook, SITE } from './site.ts'

const CHROMIUM = '/usr/bin/chromium'
const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'
/** Kept by CI. */
const SCREENSHOTS = join(import.meta.dirname, '../../.cache/screenshots')
/** Says which texts on a page are hard to read. */
const CONTRASTS = readFileSync(new URL('./contrasts.js', import.meta.url), 'utf8')
const NASTY = `posts/<img src=x onerror=alert(1)> & "quotes" 'here'.md`

// With CI=true a missing browser is a failure: the tests run, and say that they cannot start it.
describe.skipIf(!existsSync(CHROMIUM) && process.env.CI !== 'true')('the inspector', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS.split(' ') })
  })
  afterAll(() => browser?.close())

  /** A site of which pages have asked for these documents, and the inspector on the screen. */
  async function open(
    query = '',
    {
      files = {},
      asked = ['posts/bread.md', 'posts/walk.md'],
      translator = phrasebook(),
      ...context
    }: BrowserContextOptions & {
      files?: Record<string, string>
      asked?: string[]
      translator?: ReturnType<typeof phrasebook>
    } = {},
  ) {
    const project = makeProject({ ...SITE, ...files })
    const served = await serve(project, [polyglot({ to: ['es', 'ar', 'ja'], translator })])
    const ask = (path: string, lang: string) =>
      served.server.transformRequest(`/${path}?lang=${lang}`)
    for (const path of asked) for (const lang of ['es', 'ar']) await ask(path, lang)
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, ...context })
    onTestFinished(() => page.close())
    const troubles: string[] = []
    page.on('pageerror', ({ message }) => troubles.push(message))
    page.on('dialog', (dialog) => troubles.push(dialog.message()))
    page.on('console', (line) => {
      if (line.type() === 'error' || line.type() === 'warning') troubles.push(line.text())
    })
    await page.goto(`${served.url}__polyglot/${query}`)
    await page.locator('#status', { hasText: 'Up to date' }).waitFor()
    return { page, project, troubles, ask, ...served }
  }

  const rows = (page: Page) => page.locator('article:not([hidden]) tbody tr:visible')
  const shoot = (page: Page, name: string) =>
    page.screenshot({ path: join(SCREENSHOTS, `inspector-${name}.png`), fullPage: true })

  test('shows every document in every language with coverage, cost and findings', async () => {
    const { page, troubles } = await open()
    await expect.poll(() => rows(page).count()).toBe(2)
    expect(await page.getByRole('columnheader').allTextContents()).toEqual([
      'Document',
      'Spanish (es)',
      'Arabic (ar)',
      'Japanese (ja)',
    ])
    const bread = page.getByRole('row', { name: 'posts/bread.md' })
    expect(await bread.getByRole('link').first().textContent()).toMatch(
      /^91 %1 finding · \d+ sent, \d+ characters$/,
    )
    expect(await page.getByRole('listitem').first().textContent()).toMatch(
      /^Error phrasebook refused this text: .* posts\/bread\.md:16 → es/,
    )
    await bread.getByRole('link').first().click()
    await page.getByRole('heading', { name: 'posts/bread.md' }).waitFor()
    const row = page.getByRole('row', { name: /What you need/ })
    expect(await row.getByRole('cell').allTextContents()).toEqual([
      'What you need',
      'Lo que necesitas',
      'sent',
    ])
    const fallen = page.getByRole('row', { name: /Do not write/ })
    expect(await fallen.getByRole('cell').last().textContent()).toBe('fallback')
    expect(await fallen.getByRole('listitem').textContent()).toContain('refused this text')
    expect(troubles).toEqual([])
  })

  test('is found by search, language, origin and findings, and the address keeps what is chosen', async () => {
    const { page } = await open()
    await page.getByRole('combobox', { name: 'Language' }).selectOption('ar')
    expect(await page.getByRole('columnheader').allTextContents()).toEqual([
      'Document',
      'Arabic (ar)',
    ])
    await page.reload()
    await expect.poll(() => page.getByRole('columnheader').count()).toBe(2)
    expect(await page.getByRole('combobox', { name: 'Language' }).inputValue()).toBe('ar')
    await page.getByRole('searchbox', { name: 'Find' }).fill('WALK')
    expect(await rows(page).allTextContents()).toEqual([expect.stringContaining('posts/walk.md')])
    await page.getByRole('searchbox', { name: 'Find' }).fill('')
    await page.getByRole('checkbox', { name: 'Only what needs a look' }).check()
    expect(await rows(page).allTextContents()).toEqual([expect.stringContaining('posts/bread.md')])

    await page.getByRole('link', { name: /83 %/ }).click()
    await expect.poll(() => rows(page).count()).toBe(12)
    await page.keyboard.press('/')
    await page.keyboard.type('flour')
    expect(await rows(page).count()).toBe(2)
    expect(await page.locator('#document output').textContent()).toBe('2 of 12 segments')
    await page.getByRole('searchbox', { name: 'Find' }).fill('خبز')
    expect(await rows(page).count()).toBe(3)
    await page.getByRole('searchbox', { name: 'Find' }).fill('')
    await page.getByRole('combobox', { name: 'Translation' }).selectOption('fallback')
    expect(await rows(page).count()).toBe(2)
    await page.reload()
    await expect.poll(() => rows(page).count()).toBe(2)
    await page.getByRole('combobox', { name: 'Translation' }).selectOption('')
    await page.getByRole('checkbox', { name: 'Only with findings' }).check()
    expect(await rows(page).count()).toBe(2)
    await page.getByRole('searchbox', { name: 'Find' }).fill('no such words')
    expect(await page.locator('#document .empty').textContent()).toBe('No segment is like that.')
  })

  test('shows right-to-left texts as such, and everything else left to right', async () => {
    const { page } = await open('?path=posts/bread.md&to=ar')
    const row = page.getByRole('row', { name: /What you need/ })
    await row.waitFor()
    const shown = await row
      .locator('td > p')
      .evaluateAll((all) =>
        all.map((each) => [
          each.lang,
          each.ownerDocument.defaultView.getComputedStyle(each).direction,
          each.textContent,
        ]),
      )
    expect(shown).toEqual([
      ['en', 'ltr', 'What you need'],
      ['ar', 'rtl', 'ما تحتاج إليه'],
    ])
    const fallen = page.getByRole('row', { name: /Without it/ }).locator('td > p')
    expect(await fallen.last().getAttribute('dir')).toBe('ltr')
    await shoot(page, 'arabic')
  })

  test('shows what is written, never runs it', async () => {
    const source = 'Say `<script>alert(2)</script>` & "hello" &lt;b>there&lt;/b>.\n'
    const { page, troubles, ask } = await open('', { files: { [NASTY]: source }, asked: [] })
    await ask(NASTY, 'es')
    const row = page.getByRole('row').filter({ hasText: 'onerror' })
    await row.waitFor()
    expect(await row.getByRole('rowheader').textContent()).toBe(NASTY)
    expect(await page.getByRole('listitem').first().textContent()).toContain('<b>there</b>')
    await row.getByRole('link').first().click()
    await page.locator('#status', { hasText: 'Up to date' }).waitFor()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(NASTY)
    expect(await rows(page).locator('td').first().textContent()).toBe(
      'Say X1 & "hello" <b>there</b>.',
    )
    expect(await page.title()).toBe(`${NASTY} · Polyglot inspector`)
    expect(await page.locator('article b, article img, article script').count()).toBe(0)
    expect(troubles).toEqual([])
  })

  test('follows an edit, and the translation of it, without being touched', async () => {
    const gate = Promise.withResolvers<void>()
    let isHeld = false
    const { page, project, ask } = await open('?path=posts/walk.md&to=es', {
      asked: ['posts/walk.md'],
      translator: phrasebook(() => (isHeld ? gate.promise : undefined)),
    })
    await expect.poll(() => rows(page).count()).toBe(2)
    const find = page.getByRole('searchbox', { name: 'Find' })
    await find.focus()
    const navigations: string[] = []
    page.on('framenavigated', (frame) => navigations.push(frame.url()))
    isHeld = true
    project.write('posts/walk.md', '# A walk by the river\n\nSalt\n')
    const salt = page.getByRole('row', { name: /Salt/ })
    await salt.filter({ hasText: 'not asked' }).waitFor()
    await ask('posts/walk.md', 'es')
    await salt.filter({ hasText: 'under way' }).waitFor()
    gate.resolve()
    await salt.filter({ hasText: 'Sal' }).filter({ hasText: 'sent' }).waitFor()
    expect(await find.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true)
    expect(navigations).toEqual([])
  })

  test('says when the server is gone', async () => {
    const { page, server } = await open()
    await server.close()
    await page.locator('#status', { hasText: 'does not answer' }).waitFor()
  })

  test('can be used with the keyboard, in light and in dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await open('', { colorScheme })
      await expect.poll(() => rows(page).count()).toBe(2)
      await shoot(page, `overview-${colorScheme}`)
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      expect(await page.evaluate('document.activeElement.id')).toBe('main')
      for (let press = 0; press < 4; press++) await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'posts/bread.md' }).waitFor()
      await expect.poll(() => rows(page).count()).toBe(12)
      await shoot(page, `document-${colorScheme}`)
      expect(await page.evaluate(CONTRASTS)).toEqual([])
    }
  })

  test('stays quick with two thousand segments', async () => {
    const text = Array.from({ length: 2000 }, (_, index) => `Sentence ${index} of **many**.`)
    const { page } = await open('?path=long.md&to=es', {
      files: { 'long.md': text.join('\n\n') },
      asked: ['long.md'],
      translator: { ...phrasebook(), translate: async ({ texts }) => texts },
    })
    await expect.poll(() => rows(page).count(), { timeout: 20_000 }).toBe(2000)
    const ready = await page.evaluate(async () => {
      const started = performance.now()
      await (await fetch('document.json?path=long.md&to=es')).text()
      return performance.now() - started
    })
    const sifted = await page.locator('#document input[type=search]').evaluate(async (field) => {
      const started = performance.now()
      Object.assign(field, { value: 'sentence 19' })
      field.dispatchEvent(new Event('input', { bubbles: true }))
      field.ownerDocument.body.getBoundingClientRect()
      return performance.now() - started
    })
    expect(await rows(page).count()).toBe(111)
    console.info(
      `2,000 segments: told in ${ready.toFixed()} ms, searched in ${sifted.toFixed()} ms`,
    )
    expect(ready).toBeLessThan(3000)
    expect(sifted).toBeLessThan(1000)
  })
})
