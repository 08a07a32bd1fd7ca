import { ADDRESS, COMMON, type Dialect, documents, GFM, HTML } from './arbitrary.ts'

const dialect = (own: Partial<Dialect>): Dialect => ({
  ...{ atoms: [], pairs: [], blocks: [], containers: [] },
  ...own,
})

const line = (text: string) => text.replace(/\s*\n\s*/g, ' ')
/** What can stand in the label of something. */
const label = (text: string) => line(text).replace(ADDRESS, 'there')

export const DIRECTIVES = dialect({
  atoms: [':icon{name=star}'],
  pairs: [
    (text) => `:abbr[${label(text)}]{title="A title" #id}`,
    (text) => `:badge[${label(text)}]`,
  ],
  blocks: [
    '::youtube[A film]{#abc}',
    ':::tip A title\nSome *words*.\n:::',
    '::: warning\nWords.\n:::',
  ],
  containers: [
    (text) => `:::note[A *title*]{.wide title="B"}\n${text}\n:::`,
    (text) => `::::danger\n\n${text}\n\n:::info\nInside.\n:::\n\n::::`,
    (text) => `:::details ${line(text)}\nMore.\n:::`,
  ],
})

export const MDC = dialect({
  atoms: [':icon-star', ':badge{label="New"}', '{{ $doc.title }}'],
  pairs: [(text) => `:tip[${label(text)}]{color="red"}`, (text) => `[${label(text)}]{.wide}`],
  blocks: [
    '::card{title="A card" icon=star}\n::',
    '::hero\n---\ntitle: A hero\nlink: /a\n---\nWords.\n#footer\nMore words.\n::',
  ],
  containers: [
    (text) => `::alert{type="info"}\n${text}\n::`,
    (text) => `::::grid\n:::card{title='A "b"'}\n${text}\n:::\n::::`,
  ],
})

export const MATH = dialect({
  atoms: ['$x_1^2$', '$$a*b$$', '$\\frac{a}{b}$', '$5', 'US$ 10'],
  blocks: ['$$\na_1 * b_1 * c\n$$'],
})

export const WIKILINKS = dialect({
  atoms: ['[[Page]]', '[[Page#part]]', '![[image.png]]', '![[image.png|100]]', '%%hidden *text*%%'],
  pairs: [(text) => `[[Page|${line(text).replaceAll('|', '/')}]]`],
  blocks: ['%%\nA note to oneself.\n%%'],
})

export const TEMPLATES = dialect({
  atoms: ['{{ name }}', '{{ a | b: "c" }}', '{% x %}', '{{< ref "a.md" >}}', '{{% b %}}'],
  pairs: [(text) => `{% raw %}${text}{% endraw %}`, (text) => `[${label(text)}]({{ site.url }}/a)`],
  blocks: ['{% include "a.html" %}', '{{< figure src="a.png" caption="A figure" >}}'],
  containers: [
    (text) => `{% if a > b %}\n${text}\n{% endif %}`,
    (text) => `{{% notice tip %}}\n${text}\n{{% /notice %}}`,
  ],
})

export const MARKS = dialect({
  atoms: [':smile:', ':+1:', '![alt](i.png){width=50%}', '`code`{.js}'],
  pairs: [(text) => `**${text}**{.wide}`, (text) => `[${label(text)}](u){target="_blank"}`],
  blocks: ['*[HTML]: Hypertext Markup Language', '{: .wide }', 'A term\n: What it *means*'],
  containers: [
    (text) => `## ${line(text)} {#an-id}`,
    (text) => `${line(text)}\n\n: ${text.replace(/\n/g, '\n  ')}`,
    (text) => `${text}\n{: .lead #intro}`,
  ],
})

export const SWITCHES = dialect({
  atoms: ['<!-- polyglot off -->kept *words*<!-- polyglot on -->'],
  blocks: ['<!-- polyglot skip -->'],
  containers: [(text) => `<!-- polyglot off -->\n\n${text}\n\n<!-- polyglot on -->`],
})

export const JSX = dialect({
  atoms: ['<Icon name="star" />', '{props.name}', '{/* a note */}', '<br />', "{'a { b'}"],
  pairs: [
    (text) => `<Tip title="A tip" n={1}>${text}</Tip>`,
    (text) => `<>${text}</>`,
    (text) => `<b className='x'>${text}</b>`,
  ],
  blocks: [
    'import {A} from "./a.js"\nexport const b = <p>words</p>',
    '<Chart data={[1, {a: 2}]} label="A chart" />',
    '{list.map((each) => <li key={each}>{each}</li>)}',
    '{/* polyglot skip */}',
  ],
  containers: [
    (text) => `<Note type="a" title='A "note"'>\n\n${text}\n\n</Note>`,
    (text) =>
      `<Tabs>\n  <Tab label="One">\n    ${text.replace(/\n/g, '\n    ')}\n  </Tab>\n</Tabs>`,
    (text) => `<p>${line(text)}</p>`,
    (text) => `## ${line(text)} {/* #an-id */}`,
  ],
})

/** Documents that mix GFM with everything that blogs add to it. */
export const dialects = documents(
  ...[COMMON, GFM, HTML, DIRECTIVES, MATH, WIKILINKS, TEMPLATES, MARKS, SWITCHES],
)

/** Documents of Nuxt Content. */
export const mdc = documents(COMMON, GFM, HTML, MDC)

/** Documents of MDX; some of them do not compile. */
export const mdx = documents(COMMON, GFM, JSX)
