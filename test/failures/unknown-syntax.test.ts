import { describe, expect, test } from 'vitest'
import { CHECKS } from '../../src/checks/index.ts'
import { mdxSkeleton } from '../corpora/mdx.ts'
import { COMPONENTS, PROGRAMS } from '../corpora/programs.ts'
import { differences } from '../corpora/proof.ts'
import { type Answering, capitals, type How, translate } from './lab.ts'

/*
 * Elsewhere the document was read and printed again, and whatever the printer did not know came out escaped, rewritten or cut:
 * `:::note\[X]`, `\#default`, `> \[!WARNING]`, `_` in `$a_b*c$`, an image out of its paragraph.
 * lobehub/lobe-cli-toolbox (remark round trip), stellar/stellar-docs #1237, lingodotdev/lingo.dev #704,
 * diplodoc-platform/translation (throws)
 */

/** `«…»` around the words that a translator may see. */
const DOCUMENTS: Record<string, string> = {
  'a directive with a label': ':::note[«Title»]\n«Words here.»\n:::\n',
  'a directive with attributes': ':::note[«Title»]{#id .red key="v"}\n«Words here.»\n:::\n',
  'a container of VitePress':
    '::: tip «Title of it»\n«Words here.»\n:::\n\n::: code-group\n\n```js [a.js]\nconst a = 1\n```\n\n:::\n',
  'containers in containers': '::::info\n:::tip[«Title»]\n«Words here.»\n:::\n::::\n',
  'a leaf directive': '::youtube[«Title»]{#abc_def}\n\n«Words here.»\n',
  'a text directive': '«The» :abbr[«HTML here»]{title=x} «is old.»\n',
  'a component with slots':
    '::card{icon="i-x:y_z" :open="true"}\n---\nto: /a_b\ncount: 3\n---\n«Words here.»\n\n#default\n«More» **«words»** «here.»\n\n#footer{.red}\n«The end.»\n::\n',
  'components in components':
    ':::grid\n  ::card\n  «Words here.»\n  ::\n:::\n\n::alert\n«Note.»\n::\n',
  'inline components':
    '::hr-like\n::\n\n«A» :badge[«New one»]{color=red} «and» :icon{name="a:b"} «here.»\n',
  'an alert of GitHub': '> [!WARNING]\n> «Words here.»\n>\n> «More of them.»\n',
  'a foldable callout': '> [!note]- «A title of it»\n> «Words here.»\n',
  'math in a line': '«It is» $a_b*c*d_e$ «and» $\\frac{1}{2}$ «here.»\n',
  'math in a block': '«Words here.»\n\n$$\na_b * c_d\n\\alpha\n$$\n\n«More words.»\n',
  'an image with attributes': '«See» ![«words»](u(b).png){width=50%} «there.»\n',
  'an image with brackets': '«See» ![«a \\[b\\] c»](<u (b.png> "«Title of it»") «there.»\n',
  prices: '«It costs $5 to $10 a month here.»\n',
  wikilinks:
    '«See» [[a_page#a heading|«these words»]]«,» [[Other_Page]] «and» ![[image_1.png|300]] «there.»\n',
  'comments of Obsidian':
    '«Words here» %% a_hidden *note* %% «and more.»\n\n%%\nhidden\n%%\n\n«The end.»\n',
  'templates of Liquid':
    '{% if user_name == "*x*" %}\n«Words here for» {{ user_name | upcase }}«.»\n{% endif %}\n',
  'templates of Hugo':
    '{{< figure src="a_b.png" >}}\n\n{{% note %}}\n«Words here.»\n{{% /note %}}\n',
  'templates of Vue': "«You have» {{ count_of * 2 }} «new notes» {{ $t('a_b') }}«.»\n",
  emoji: '«It works» :tada: :+1: «and» :white_check_mark: «is done.»\n',
  attributes:
    '«A» [«span of it»]{.red #x_y} «and» **«bold»**{.blue} «here.»\n\n«Words here.»\n{: .note_a}\n',
  'definition lists': '«The term»\n: «What it means»\n: «And what else»\n\n«Words here.»\n',
  abbreviations: '«The HTML is old.»\n\n*[HTML]: «Hypertext Markup Language»\n',
  'a toc mark': '[[toc]]\n\n[[_TOC_]]\n\n«Words here.»\n',
  includes: '<!--@include: ./a_b.md-->\n\n<<< @/snippets/a_b.js{2,4-6}\n\n«Words here.»\n',
  'a mark of a summary': '«Words here.»\n\n<!-- more -->\n\n«More words.»\n',
  'raw HTML': '<div class="a_b" data-x=\'*y*\'>\n\n«Words here.»\n\n</div>\n',
  'lists of every mark':
    '* «one here»\n+ «two here»\n- «three here»\n1) «four here»\n2. «five here»\n',
  'rules of every kind': '«Words here.»\n\n***\n\n_ _ _\n\n- - -\n\n«More words.»\n',
  'trailing blanks and tabs':
    '«Words here.»  \n«More words.»\\\n«And more.»\n\n\t\n\n«The end.»   \n\n\n',
  references: '[words]: <a b> "«Title of it»"\n\n«See» [«this one»][words] «there.»\n',
  footnotes: '«Words»[^a_b] «here.»\n\n[^a_b]: «A note of it.»\n',
}
const plain = (text: string) => text.replace(/[«»]/g, '')
const changed = (text: string) =>
  text.replace(/«([^»]*)»/g, (_, words: string) => words.toUpperCase())
const documents = Object.entries(DOCUMENTS)
const unchecked: How = { options: { checks: { unchanged: 'off' }, anchors: 'off' } }

describe('everything but the words stays byte by byte', () => {
  test.each(documents)('%s', async (_, document) => {
    for (const tags of ['alignment', 'xml'] as const) {
      const same = await translate(plain(document), (text) => text, { ...unchecked, tags })
      expect(same.text).toBe(plain(document))
      expect(same.report.findings).toEqual([])
    }
    const page = await translate(plain(document), capitals, { tags: 'xml' })
    expect(page.text).toBe(changed(document))
    expect(page.report).toMatchObject({ complete: true, findings: [] })
  })

  const MDX: Record<string, string> = {
    'comments and expressions': '{/* a_b *c* */}\n\n«Words» {1 + 2} «and» {/* x */} «more here.»\n',
    'imports and exports': "import A from './a_b'\nexport const x = `*a*`\n\n«Words here.»\n",
    components:
      '<Tabs items={[`a_b`]}>\n  <Tab title="«Title of it»" id="a_b">\n    «Words here.»\n  </Tab>\n</Tabs>\n',
    'components in a line':
      '«See» <Badge type="a_b">«new one»</Badge> «and» <Icon name="x_y" /> «here.»\n',
    directives: ':::note[«Title»]\n\n«Words here.»\n\n:::\n',
    math: '«It is» $a_b$ «here.»\n',
  }
  test.each(Object.entries(MDX))('in MDX: %s', async (_, document) => {
    const mdx: How = { ...unchecked, path: 'page.mdx' }
    for (const tags of ['none', 'xml'] as const) {
      expect((await translate(plain(document), (text) => text, { ...mdx, tags })).text).toBe(
        plain(document),
      )
    }
    const page = await translate(plain(document), capitals, { ...mdx, tags: 'xml' })
    expect(page.text).toBe(changed(document))
    expect(await mdxSkeleton(page.text)).toEqual(await mdxSkeleton(plain(document)))
  })
})

describe('a translator cannot write such syntax', () => {
  const HOSTILE: Record<string, Answering> = {
    directives: (text) => `:::note[${capitals(text)}]`,
    slots: (text) => `#default ${capitals(text)}`,
    alerts: (text) => `[!WARNING] ${capitals(text)}`,
    components: (text) => `::card ${capitals(text)} :badge[x]{y}`,
    math: (text) => `$$ ${capitals(text)} $x_1$`,
    templates: (text) => `{{ ${capitals(text)} }} {% raw %}`,
    wikilinks: (text) => `[[${capitals(text)}]] %%`,
    attributes: (text) => `${capitals(text)} {#id .x}`,
    definitions: (text) => `: ${capitals(text)}`,
    abbreviations: (text) => `*[HTML]: ${capitals(text)}`,
    'the end of one': (text) => `${capitals(text)}\n:::\n`,
    escapes: (text) => capitals(text).replace(/[[\]{}:#$!_*]/g, '\\$&'),
  }
  // Whatever a check would have refused must be harmless when it is written, too.
  const off = Object.fromEntries(Object.keys(CHECKS).map((name) => [name, 'off'])) as Record<
    string,
    'off'
  >
  const cases = Object.keys(HOSTILE).flatMap((name) =>
    (['none', 'xml'] as const).flatMap((tags) => [
      { name, tags, judged: 'with checks', checks: {} },
      { name, tags, judged: 'without checks', checks: off },
    ]),
  )
  // Two prices in a line are math to remark-math, with whatever words.
  const spoilt = documents.filter(([what]) => what !== 'prices')

  test.each(cases)('$name, tags: $tags, $judged', async ({ name, tags, judged, checks }) => {
    const broken: string[] = []
    for (const [what, document] of spoilt) {
      const text = plain(document)
      const page = await translate(text, HOSTILE[name]!, { tags, options: { checks } })
      broken.push(...differences(text, page.text).map((each) => `${what}: ${each}`))
      const programs = /component/.test(what) ? COMPONENTS : PROGRAMS
      for (const [program, marksOf] of Object.entries(programs)) {
        if (judged === 'without checks' && BLIND.has(program)) continue
        // A dollar in a template can be half of a formula to remark-math: nothing can be escaped from it.
        if (program === 'math' && what === 'templates of Vue') continue
        if (String(marksOf(page.text)) !== String(marksOf(text)))
          broken.push(`${what}, ${program}: ${page.text}`)
      }
    }
    expect(broken).toEqual([])
  })
})

/** These look for marks with a pattern, where the program that they stand for respects a backslash and skips addresses. */
const BLIND = new Set(['attributes', 'wikilinks'])
