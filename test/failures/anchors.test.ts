import GithubSlugger from 'github-slugger'
import { describe, expect, test } from 'vitest'
import { createPolyglot } from '../../src/index.ts'
import type { Options } from '../../src/options.ts'
import { mdxSkeleton } from '../corpora/mdx.ts'
import { type Answering, capitals, knowing, listening, openProject, translate } from './lab.ts'
import { READERS } from './readers.ts'

/*
 * Elsewhere a translated heading got another id and every link to it went dead, a given id was escaped, doubled or lost,
 * ids were written into code, and the lines of a table of contents became paths.
 * ionic-team/ionic-docs #4742 (one heading, 103 dead links), langgenius/dify-docs #790, generaltranslation/gt #945, #947 and
 * #851, Azure/co-op-translator #396, failproofai #455
 */

/** Ids of the headings of a page as GitHub and Astro make them, and those that HTML gives. */
function idsOf(text: string): Set<string> {
  const slugger = new GithubSlugger()
  const html = READERS.github(text)
  const slugs = Array.from(html.matchAll(/<h\d>(.*?)<\/h\d>/gs), ([, inner = '']) =>
    slugger.slug(unescaped(inner.replace(/<[^>]*>/g, ''))),
  )
  const given = Array.from(html.matchAll(/ (?:id|name)="([^"]*)"/g), ([, id = '']) => id)
  return new Set([...slugs, ...given])
}

/** Fragments that the links of a page lead to, within the page. */
const fragmentsOf = (text: string) =>
  Array.from(READERS.github(text).matchAll(/href="#([^"]*)"/g), ([, fragment = '']) =>
    decodeURIComponent(unescaped(fragment)),
  )

const unescaped = (html: string) =>
  html.replace(
    /&(amp|lt|gt|quot);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name]!,
  )

const SPANISH: Answering = knowing({
  'Virtual properties': 'Propiedades virtuales',
  'Getting started': 'Primeros pasos',
  'What is it?': '¿Qué es?',
  Notes: 'Notas',
})

const GUIDE = `# Getting started

- [What is it?](#what-is-it)
- [Use of useState and \`API\`](#use-of-usestate-and-api)
- [First notes](#notes), [second notes](#notes-1)
- [Virtual properties][virtual]
- <a href="#virtual-properties">the same</a>

## What is it?

See [above](#getting-started).

## Use of useState and \`API\`

## Notes

## A **bold** word, *another* & [a link](https://x.example) 🎉

Back to [bold](#a-bold-word-another--a-link-).

## Notes

Underlined heading
------------------

See [this](#underlined-heading).

## Virtual properties

[virtual]: #virtual-properties
`

describe('links to translated headings', () => {
  test.each(['none', 'alignment', 'xml'] as const)('lead somewhere, tags: %s', async (tags) => {
    const page = await translate(GUIDE, SPANISH, { tags })
    expect(page.report.complete).toBe(true)
    const links = fragmentsOf(page.text)
    expect(links).toHaveLength(fragmentsOf(GUIDE).length)
    const ids = idsOf(page.text)
    expect(links.filter((link) => !ids.has(link))).toEqual([])
    expect(ids).toContain('propiedades-virtuales')
    expect(page.text).not.toMatch(/\]\((?!#|https)/)
  })

  test('in Japanese, where one heading has 103 of them', async () => {
    const links = Array.from(
      { length: 103 },
      (_, index) => `See [it](#virtual-properties), ${index}.`,
    )
    const text = `## Virtual properties\n\n${links.join('\n\n')}\n`
    const answer: Answering = (each) =>
      each === 'Virtual properties' ? '仮想プロパティ' : each.replace('See it', 'それを見る')
    const page = await translate(text, answer, { to: 'ja', options: { checks: { script: 'off' } } })
    const found = fragmentsOf(page.text)
    expect(found).toHaveLength(103)
    expect(new Set(found)).toEqual(new Set(['仮想プロパティ']))
    expect(idsOf(page.text)).toContain('仮想プロパティ')
  })

  test('of other documents of the site lead there, too', async () => {
    const site: Record<string, string> = {
      'docs/guide.md': '## Getting started\n\nSee [notes](./notes.md#notes-1).\n',
      'docs/notes.md': '## Notes\n\n## Notes\n\nSee [start](guide.md#getting-started).\n',
    }
    const { translator } = listening(SPANISH)
    const polyglot = createPolyglot({ cache: openProject().cache, translator })
    const linked = (path: string) => site[path]
    const pages = await Promise.all(
      Object.entries(site).map(([path, text]) =>
        polyglot.translateDocument({ path, text, to: 'es', linked }),
      ),
    )
    await polyglot.close()
    expect(pages.map(({ text }) => text)).toEqual([
      '## Primeros pasos\n\nSEE [NOTES](./notes.md#notas-1).\n',
      '## Notas\n\n## Notas\n\nSEE [START](guide.md#primeros-pasos).\n',
    ])
  })

  test('whose heading could not be translated stay as they are', async () => {
    const ill = (text: string) => (text === 'Virtual properties' ? '' : capitals(text))
    const text = '## Virtual properties\n\nSee [it](#virtual-properties).\n'
    expect((await translate(text, ill)).text).toContain('](#virtual-properties)')
  })
})

describe('ids that the author gave', () => {
  const GIVEN = [
    '## Getting started {#start}',
    '## Getting started {#start_here-1}',
    '## Getting started {#start .red data-x="1"}',
    '## Getting started {: #start}',
    'Getting started {#start}\n===',
    '## <a id="start"></a>Getting started',
    '## <a name="start"></a> Getting started',
    '<a id="start"></a>\n\n## Getting started',
    '<h2 id="start">Getting started</h2>',
  ]
  test.each(GIVEN)('%s stays, and so do links to it', async (heading) => {
    const text = `${heading}\n\nSee [it](#start).\n`
    for (const tags of ['none', 'xml'] as const) {
      const page = await translate(text, SPANISH, { tags })
      expect(page.text).toBe(
        text
          .replace('Getting started', 'Primeros pasos')
          .replace('See', 'SEE')
          .replace('it]', 'IT]'),
      )
    }
  })

  test('in MDX', async () => {
    const text = '## Getting started {/* #start */}\n\nSee [it](#start).\n'
    const page = await translate(text, SPANISH, { path: 'page.mdx' })
    expect(page.text).toBe('## Primeros pasos {/* #start */}\n\nSEE [IT](#start).\n')
    expect(await mdxSkeleton(page.text)).toEqual(await mdxSkeleton(text))
  })

  test('are never put in doubt by the answer', async () => {
    for (const answer of [
      'Primeros pasos {#start}',
      'Primeros pasos \\{#start\\}',
      '## Primeros',
    ]) {
      const page = await translate('## Getting started {#start}\n', () => answer)
      expect(page.text.match(/\{#start\}/g)).toHaveLength(1)
      expect(page.text).toMatch(/^## [^#{\\]+ \{#start\}\n$/)
    }
  })
})

describe('the old ids, pinned', () => {
  const pinned = (anchors: Options['anchors']) => ({ options: { anchors } })

  test('are in every heading once, and all links lead to them', async () => {
    const page = await translate(GUIDE, SPANISH, pinned('pin-html'))
    const ids = idsOf(page.text)
    expect(fragmentsOf(page.text)).toEqual(fragmentsOf(GUIDE))
    expect(fragmentsOf(page.text).filter((link) => !ids.has(link))).toEqual([])
  })

  test('are written as attributes, where there is no id yet', async () => {
    const text = '## Getting started\n\n## Notes {#start}\n\n[a](#getting-started) [b](#start)\n'
    const { text: once } = await translate(text, SPANISH, pinned('pin'))
    expect(once).toBe(
      '## Primeros pasos {#getting-started}\n\n## Notas {#start}\n\n[A](#getting-started) [B](#start)\n',
    )
  })

  test('are written as comments in MDX, which compiles', async () => {
    const text = '## Getting started\n\nSee [it](#getting-started).\n'
    const page = await translate(text, SPANISH, { path: 'page.mdx', ...pinned('pin') })
    expect(page.text).toBe(
      '## Primeros pasos {/* #getting-started */}\n\nSEE [IT](#getting-started).\n',
    )
    expect(await mdxSkeleton(page.text)).toBeDefined()
  })

  test.each(['pin', 'pin-html'] as const)('%s never writes into code', async (anchors) => {
    const code =
      '```md\n## Getting started\n```\n\n    ## Getting started\n\n<pre>\n## Getting started\n</pre>\n\n- ```sh\n  # Getting started\n  ```\n'
    const page = await translate(`${code}\n## Notes\n`, SPANISH, pinned(anchors))
    expect(page.text.slice(0, code.length)).toBe(code)
    expect(page.text.slice(code.length)).toContain('notes')
  })
})
