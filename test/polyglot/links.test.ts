import { Keyv } from 'keyv'
import { describe, expect, test } from 'vitest'
import type { Options } from '../../src/options.ts'
import { createPolyglot } from '../../src/polyglot.ts'
import { defineTranslator } from '../../src/translators/index.ts'

const SPANISH: Record<string, string> = {
  'Getting started': 'Primeros pasos',
  'Set up': 'Instalación',
  Notes: 'Notas',
}

/** Knows the headings by heart and leaves all other words as they are. */
const dictionary = (known = SPANISH) =>
  defineTranslator({
    name: 'dictionary',
    translate: async ({ texts }) => texts.map((text) => known[text] ?? text),
  })

/** Translates the documents of a site, each with links into the others. */
async function translateSite(
  site: Record<string, string>,
  { cache = new Keyv(), ...options }: Options = {},
): Promise<Record<string, string>> {
  const polyglot = createPolyglot({
    translator: dictionary(),
    checks: { unchanged: 'off' },
    cache,
    ...options,
  })
  const result: Record<string, string> = {}
  for (const [path, text] of Object.entries(site)) {
    const linked = (other: string) => site[other]
    result[path] = (await polyglot.translateDocument({ text, path, to: 'es', linked })).text
  }
  await polyglot.close()
  return result
}

const translate = async (text: string, options?: Options, path = 'page.md') =>
  (await translateSite({ [path]: text }, options))[path]

describe('links to headings', () => {
  test('lead to the new ids in the same document', async () => {
    const text =
      '## Getting started\n\n[up](#getting-started) and [there].\n\n[there]: #getting-started\n'
    expect(await translate(text)).toBe(
      '## Primeros pasos\n\n[up](#primeros-pasos) and [there].\n\n[there]: #primeros-pasos\n',
    )
  })

  test('lead to the new ids from HTML, JSX and the attributes of components', async () => {
    const html = '## Set up\n\n<p><a href="#set-up">x</a></p>\n\nSee <a href="#set-up">this</a>.\n'
    expect(await translate(html)).toBe(
      html.replace('Set up', 'Instalación').replaceAll('#set-up', '#instalación'),
    )
    const mdx =
      '## Set up\n\n<Card href="#set-up">\n  x\n</Card>\n\nSee <Link to="#set-up">this</Link>.\n'
    expect(await translate(mdx, {}, 'page.mdx')).toBe(
      mdx.replace('Set up', 'Instalación').replaceAll('#set-up', '#instalación'),
    )
    const mdc = '## Set up\n\n::card{to="#set-up"}\nx\n::\n'
    expect(await translate(mdc)).toBe(
      mdc.replace('Set up', 'Instalación').replaceAll('#set-up', '#instalación'),
    )
  })

  test('count duplicates as the site does', async () => {
    const text = '# Notes\n\n# Notes\n\n[second](#notes-1)\n'
    expect(await translate(text)).toBe('# Notas\n\n# Notas\n\n[second](#notas-1)\n')
  })

  test('stay when the author gave the id, or HTML has it', async () => {
    const given = '## Set up {#start}\n\n[a](#start) [b](#set-up)\n'
    expect(await translate(given)).toBe('## Instalación {#start}\n\n[a](#start) [b](#set-up)\n')
    const html = '<a id="set-up"></a>\n\n## Set up\n\n[a](#set-up)\n'
    expect(await translate(html)).toBe(html.replace('Set up', 'Instalación'))
  })

  test('stay in code and where the author wants it', async () => {
    const text = '## Set up\n\n`[a](#set-up)`\n\n<!-- polyglot off -->\n\n[a](#set-up)\n'
    expect(await translate(text)).toBe(text.replace('## Set up', '## Instalación'))
  })

  test('lead to the new ids of other documents', async () => {
    const site = {
      'docs/a.md':
        '# Notes\n\n[b](./b.md#set-up) [again](b.md#gone) [c](../c.md#notes) [x](/docs/b#set-up)\n',
      'docs/b.md': '## Set up\n',
      'c.md': '---\ntranslate: false\n---\n\n# Notes\n',
    }
    const { 'docs/a.md': a } = await translateSite(site)
    expect(a).toBe(
      '# Notas\n\n[b](./b.md#instalación) [again](b.md#gone) [c](../c.md#notes) [x](/docs/b#set-up)\n',
    )
  })

  test('follow when only the other document changes, from the cache as well', async () => {
    const cache = new Keyv()
    const site = {
      'a.md': '[b](b.md#set-up) and [c](b.md#notes)\n',
      'b.md': '# Set up\n\n# Notes\n',
    }
    expect((await translateSite(site, { cache }))['a.md']).toContain('b.md#instalación')
    expect((await translateSite(site, { cache }))['a.md']).toContain('b.md#notas')
    const changed = { ...site, 'b.md': '# Getting started\n\n# Notes\n' }
    expect((await translateSite(changed, { cache }))['a.md']).toContain('b.md#set-up')
  })

  test('that could not be followed yet are followed by the next run', async () => {
    const cache = new Keyv()
    const site = { 'a.md': '[b](b.md#set-up)\n', 'b.md': '# Set up\n' }
    const failing = defineTranslator({
      name: 'dictionary',
      translate: async ({ texts }) =>
        texts.map((text) => (text === 'Set up' ? { error: 'no' } : text)),
    })
    const first = await translateSite(site, { cache, translator: failing })
    expect(first['a.md']).toBe(site['a.md'])
    const second = await translateSite(site, { cache })
    expect(second['a.md']).toBe('[b](b.md#instalación)\n')
  })

  test('cost nothing more than the headings of the other document', async () => {
    const site = { 'a.md': '[b](b.md#set-up)\n', 'b.md': '# Set up\n\nA long story.\n' }
    const sent: string[] = []
    const counting = defineTranslator({
      name: 'counting',
      async translate({ texts }) {
        sent.push(...texts)
        return texts.map((text) => SPANISH[text] ?? text)
      },
    })
    await translateSite(site, { translator: counting })
    expect(sent.toSorted()).toEqual(['A long story.', 'Set up', 'b'])
  })
})

describe('anchors: pin', () => {
  test('writes the old ids into the headings', async () => {
    const text = '# Set up\n\nNotes\n-----\n\n### Set up #\n\n## Notes {#n}\n\n[a](#set-up-1)\n'
    expect(await translate(text, { anchors: 'pin' })).toBe(
      '# Instalación {#set-up}\n\nNotas {#notes}\n-----\n\n### Instalación {#set-up-1} #\n\n## Notas {#n}\n\n[a](#set-up-1)\n',
    )
  })

  test('also into headings that stay as they are, for their ids may be numbered anew', async () => {
    expect(await translate('# FAQ\n', { anchors: 'pin' })).toBe('# FAQ {#faq}\n')
  })

  test('as comments in MDX, and as anchors of HTML', async () => {
    expect(await translate('# Set up\n', { anchors: 'pin' }, 'a.mdx')).toBe(
      '# Instalación {/* #set-up */}\n',
    )
    expect(await translate('# Set up\n', { anchors: 'pin-html' })).toBe(
      '# <a id="set-up"></a>Instalación\n',
    )
    expect(await translate('# Set up\n', { anchors: 'pin-html' }, 'a.mdx')).toBe(
      '# <a id="set-up"></a>Instalación\n',
    )
  })
})

test('anchors: off leaves links and headings alone', async () => {
  const text = '# Set up\n\n[a](#set-up)\n'
  expect(await translate(text, { anchors: 'off' })).toBe('# Instalación\n\n[a](#set-up)\n')
})

describe('links within the site', () => {
  test('lead to the language of the reader, once', async () => {
    const text =
      '[a](/blog/x) [b](/es/blog/x) [c](./y.md) [d](/logo.png) [e](https://x.example/y)\n'
    const options = { links: '/[locale]', to: ['es'] }
    const once = await translate(text, options)
    expect(once).toBe(text.replace('(/blog/x)', '(/es/blog/x)'))
    expect(await translate(once!, options)).toBe(once)
  })

  test('in every syntax that has links', async () => {
    const text =
      '<div><a href="/x">a</a></div>\n\n[r]: /x "Notes"\n\n::card{to="/x" title="Notes"}\n::\n'
    expect(await translate(text, { links: '/[locale]' })).toBe(
      text
        .replaceAll('"/x"', '"/es/x"')
        .replace('r]: /x', 'r]: /es/x')
        .replaceAll('Notes', 'Notas'),
    )
  })

  test('go where a function says, which may say anything', async () => {
    const links = (url: string) => (url === '/x' ? '/a b"(c)<d>|`{{e}}' : undefined)
    const text = '[a](/x)\n\n| [b](/x) |\n|---|\n\n<a href="/x">c</a>\n\n[r]: /x\n'
    const result = await translate(text, { links })
    expect(result).toBe(text.replaceAll('/x', '/a%20b%22%28c%29%3Cd%3E%7C%60%7B%7Be%7D%7D'))
  })
})

describe('what goes wrong with links does not go wrong with the page', () => {
  test('an id that cannot be written is left out, and the page is translated all the same', async () => {
    const polyglot = createPolyglot({
      ...{ translator: dictionary(), cache: new Keyv(), checks: { unchanged: 'off' } },
      ...{ anchors: 'pin', slugs: (text: string) => `${text}}` },
    })
    const { text, report } = await polyglot.translateDocument({ text: '# Notes\n', to: 'es' })
    await polyglot.close()
    expect(text).toBe('# Notas\n')
    expect(report.findings).toMatchObject([{ severity: 'warning', check: 'links' }])
  })

  test('a link to a document in a language that cannot be translated stays', async () => {
    const translator = { ...dictionary(), languages: () => ({ from: ['en'], to: ['es'] }) }
    const site = {
      'a.md': '# Notes\n\n[b](b.md#set-up)\n',
      'b.md': '---\nlang: ja\n---\n\n# Set up\n',
    }
    const { 'a.md': a } = await translateSite({ 'a.md': site['a.md'] }, { translator })
    expect(a).toBe('# Notas\n\n[b](b.md#set-up)\n')
    const polyglot = createPolyglot({ translator, cache: new Keyv(), checks: { unchanged: 'off' } })
    const linked = (path: string) => site[path as keyof typeof site]
    const request = { text: site['a.md'], path: 'a.md', to: 'es', linked }
    expect((await polyglot.translateDocument(request)).text).toBe('# Notas\n\n[b](b.md#set-up)\n')
    await polyglot.close()
  })

  test('the language of a document is not that of the document that links to it', async () => {
    const languages: string[] = []
    const translator = defineTranslator({
      name: 'listening',
      async translate({ texts, from }) {
        languages.push(...texts.map((text) => `${from} ${text}`))
        return texts
      },
    })
    const site = { 'a.md': '---\nlang: de\n---\n\n[Ziel](b.md#set-up)\n', 'b.md': '# Set up\n' }
    await translateSite({ 'a.md': site['a.md'] }, { translator })
    const polyglot = createPolyglot({ translator, cache: new Keyv(), checks: { unchanged: 'off' } })
    const linked = (path: string) => site[path as keyof typeof site]
    await polyglot.translateDocument({ text: site['a.md'], path: 'a.md', to: 'es', linked })
    await polyglot.close()
    expect(languages).toContain('en Set up')
    expect(languages).not.toContain('de Set up')
  })

  test('a function that goes by the path of the document is asked for each path', async () => {
    const links = (url: string, { path }: { path?: string }) => `/${path}${url}`
    const site = { 'a.md': '[x](/y)\n', 'b.md': '[x](/y)\n' }
    expect(await translateSite(site, { links })).toEqual({
      'a.md': '[x](/a.md/y)\n',
      'b.md': '[x](/b.md/y)\n',
    })
  })
})
