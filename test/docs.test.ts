import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Keyv } from 'keyv'
import { describe, expect, test } from 'vitest'
import { PRICES } from '../deploy/instances.ts'
import { MODELS } from '../deploy/models.ts'
import packageJson from '../package.json' with { type: 'json' }
import { CHECKS } from '../src/checks/index.ts'
import { endpoint } from '../src/cli/endpoint.ts'
import { command as inspect } from '../src/cli/inspect.ts'
import { command as translate } from '../src/cli/translate.ts'
import { DEFAULT_FRONTMATTER } from '../src/markdown/frontmatter.ts'
import { SYNTAX } from '../src/markdown/syntax.ts'
import { DEFAULT_OPTIONS, type Options } from '../src/options.ts'
import { DEFAULT_PLUGIN_OPTIONS, PLUGIN_OPTION_KEYS } from '../src/plugin-options.ts'
import { createPolyglot } from '../src/polyglot.ts'
import { defineTranslator } from '../src/translators/index.ts'
import { SEAMLESS } from '../src/translators/languages/seamless.ts'

const ROOT = join(import.meta.dirname, '..')
const PAGES = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'] as const
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const pages = PAGES.map((name) => ({ name, text: read(name) }))
const readme = read('README.md')
const architecture = read('ARCHITECTURE.md')
const tests = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
  .map((path) => `test/${path}`)
  .filter((path) => path.endsWith('.test.ts') && path !== 'test/docs.test.ts')

describe('README', () => {
  test('its checks are those of the code, in their order and words', () => {
    const rows = Object.entries(CHECKS).map(
      ([name, { severity, description }]) => `| \`${name}\` | ${severity} | ${description} |`,
    )
    expect(between(readme, 'checks').trim().split('\n').slice(2)).toEqual(rows)
  })

  test('its options are all there are, with their defaults', () => {
    // A `Record` over the type: a key too many or too few is a compile error.
    const names: Record<keyof Options, true> = {
      ...{ from: true, to: true, translator: true, cache: true },
      ...{ frontmatter: true, syntax: true, anchors: true, slugs: true, links: true },
      ...{ checks: true, onError: true, root: true },
    }
    const rows = rowsOf(between(readme, 'options'))
    expect(rows.map(([name]) => name)).toEqual(Object.keys(names).map((name) => `\`${name}\``))
    for (const [name = '', shown] of rows) {
      const value = DEFAULT_OPTIONS[name.replaceAll('`', '') as keyof typeof DEFAULT_OPTIONS]
      if (value !== undefined) expect(shown).toBe(`\`${literal(value)}\``)
    }
  })

  test('its options of the plugin alone are all there are, with their defaults', () => {
    const rows = rowsOf(between(readme, 'plugin-options'))
    expect(rows.map(([name]) => name)).toEqual(
      Object.keys(PLUGIN_OPTION_KEYS).map((name) => `\`${name}\``),
    )
    expect(rows[0]?.[1]).toBe(`\`${literal(DEFAULT_PLUGIN_OPTIONS.output)}\``)
  })

  test('its constructs are those of the code', () => {
    const names = rowsOf(between(readme, 'syntax')).map(([name]) => name)
    expect(names).toEqual(Object.keys(SYNTAX).map((name) => `\`${name}\``))
  })

  test('its front matter keys are those of the code', () => {
    const shown = [...between(readme, 'frontmatter').matchAll(/`([^`]+)`/g)].map(([, key]) => key)
    expect(shown).toEqual(DEFAULT_FRONTMATTER)
  })

  test('its models and instances are those of the endpoint', () => {
    const models = Object.entries(MODELS).map(([name, { license, instance }]) => [
      `\`${name}\``,
      license.toLowerCase(),
      `\`${instance}\``,
    ])
    const shown = rowsOf(between(readme, 'models'))
    expect(
      shown.map(([name, license, instance]) => [name, license?.toLowerCase(), instance]),
    ).toEqual(models)
    const prices = Object.entries(PRICES).map(([name, { gpu, gigabytes, dollars }]) => [
      `\`${name}\``,
      `${gpu}, ${gigabytes} GB`,
      `$${dollars.toFixed(2)}`,
    ])
    expect(rowsOf(between(readme, 'instances'))).toEqual(prices)
  })

  test('its number of languages is that of the table', () => {
    expect(readme).toContain(`the ${Object.keys(SEAMLESS).length} languages of [SeamlessM4T v2]`)
  })

  test('its command lines have commands and flags that exist', async () => {
    const commands: Record<string, object> = { translate, inspect }
    for (const [name, { load }] of Object.entries(endpoint.commands)) {
      commands[`endpoint ${name}`] = ((await load()) as { command: object }).command
    }
    const lines = [...readme.matchAll(/^(?:\$ |npx )?polyglot (endpoint \w+|\w+)(.*?)(?: #.*)?$/gm)]
    expect(lines.length).toBeGreaterThan(4)
    for (const [line, name = '', rest = ''] of lines) {
      expect(Object.keys(commands), line).toContain(name)
      const { args } = commands[name] as { args: object }
      for (const [, flag] of rest.matchAll(/ --([\w-]+)/g))
        expect([...Object.keys(args), 'help'], line).toContain(flag)
    }
  })

  test('what it says of the bench can be replaced', () => {
    expect(between(readme, 'bench').trim()).not.toBe('')
  })
})

describe('README says what is sent', () => {
  const text = `---
title: A listed title
internal: An unlisted value
---

# A heading

Call \`useState\` or \`npm install x\` as in [the guide](https://secret.example/guide "A link title") 🎉 <!-- private -->, press <kbd>Enter</kbd>.

See <https://secret.example/auto>, www.secret.example or me@secret.example and [the list][ref].[^name]

![A picture](secret.png)

\`\`\`js
const secret = 1
\`\`\`

<div class="secret">Block of HTML</div>

[ref]: https://secret.example/ref
[^name]: A note.
`

  async function sentBy(tags: 'none' | 'xml'): Promise<string[]> {
    const sent: string[] = []
    const translator = defineTranslator({
      name: 'listening',
      tags,
      async translate({ texts }) {
        sent.push(...texts)
        return texts
      },
    })
    const polyglot = createPolyglot({ cache: new Keyv(), translator, checks: { unchanged: 'off' } })
    await polyglot.translateDocument({ text, path: 'secret/path.md', to: 'es' })
    await polyglot.close()
    return sent.toSorted()
  }

  test('sentences, with identifiers as words and other code and addresses as stand-ins', async () => {
    expect(await sentBy('none')).toEqual([
      'A heading',
      'A link title',
      'A listed title',
      'A note.',
      'A picture',
      'Block of HTML',
      expect.stringMatching(/^Call useState or X1 as in the guide\s+, press Enter\.$/),
      'See X1, X2 or X3 and the list.',
    ])
  })

  test('with tags: xml no code at all', async () => {
    const sent = (await sentBy('xml')).join('\n')
    expect(sent).toContain('Call <x1/> or <x2/> as in <g3>the guide</g3>')
    expect(sent).not.toMatch(/useState|npm|Enter|secret|private|unlisted/)
  })
})

describe('ARCHITECTURE', () => {
  const invariants = between(architecture, 'Invariants', 'Decisions')
    .split(/^### /m)
    .slice(1)
    .map((text) => ({ number: Number.parseInt(text, 10), text }))

  test('has the invariants 1 to 11', () => {
    expect(invariants.map(({ number }) => number)).toEqual(
      Array.from({ length: 11 }, (_, index) => index + 1),
    )
  })

  test.each(invariants)(
    'invariant $number is proved where it says, or said not to hold',
    (each) => {
      const title = new RegExp(`['"\`]invariant ${each.number}:`)
      const proofs = tests.filter((path) => title.test(read(path)))
      const [, claimed = ''] = /Proved by (.+)$/m.exec(each.text) ?? []
      const named = [...claimed.matchAll(/`([^`]+)`/g)].map(([, path]) => path)
      expect(named.toSorted()).toEqual(proofs.toSorted())
      expect(/^Not held yet: /m.test(each.text)).toBe(proofs.length === 0)
    },
  )

  test('has a table of at least 20 tasks', () => {
    const tasks = architecture.slice(architecture.indexOf('## Where do I change'))
    expect(rowsOf(tasks).length).toBeGreaterThanOrEqual(20)
  })
})

describe.each(pages)('$name', ({ name, text }) => {
  test('every path that it names exists', () => {
    const named = [...text.matchAll(/`((?:src|deploy|test|scripts|bench|examples)\/[\w./-]+)`/g)]
    const missing = named.flatMap(([, path = '']) => (existsSync(join(ROOT, path)) ? [] : path))
    expect(missing).toEqual([])
  })

  test('every npm script that it names exists', () => {
    const named = [...text.matchAll(/npm run ([\w-]+)/g)].map(([, script]) => script)
    expect(Object.keys(packageJson.scripts)).toEqual(expect.arrayContaining(named))
  })

  test('every link within the repository leads somewhere', () => {
    const links = [...text.matchAll(/\]\((?!\w+:)([^()\s#]*)(?:#([^()\s]+))?\)/g)]
    const dead = links.flatMap(([, path = '', anchor]) => {
      if (path !== '' && !existsSync(join(ROOT, path))) return path
      const target = path === '' ? name : path
      return anchor && !anchorsOf(read(target)).includes(anchor) ? `${target}#${anchor}` : []
    })
    expect(dead.filter((link) => !EXAMPLES.has(link))).toEqual([])
  })
})

/** Links in examples of markdown. */
const EXAMPLES = new Set(['/settings'])

/** What stands between `<!-- name:start -->` and its end, or between two headings. */
function between(text: string, start: string, end?: string): string {
  const [open, close] = end
    ? [`\n## ${start}\n`, `\n## ${end}\n`]
    : [`<!-- ${start}:start -->`, `<!-- ${start}:end -->`]
  expect(text).toContain(open)
  expect(text).toContain(close)
  return text.slice(text.indexOf(open) + open.length, text.indexOf(close))
}

/** Cells of the rows of all tables, without their heads. */
function rowsOf(text: string): string[][] {
  const lines = text.split('\n')
  return lines
    .filter((line, index) => line.startsWith('| ') && !lines[index + 1]?.startsWith('|---'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

/** A value as one writes it in TypeScript. */
function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value)
}

/** The anchors that GitHub gives to headings. */
function anchorsOf(markdown: string): string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```/gm, '')
  return [...prose.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
