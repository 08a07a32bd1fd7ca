import { describe, expect, test } from 'vitest'
import { mdxSkeleton } from '../corpora/mdx.ts'
import { differences } from '../corpora/proof.ts'
import { type Answering, capitals, translate } from './lab.ts'
import { pagesOf } from './readers.ts'

/*
 * Elsewhere fences were found with a pattern: a fence within a longer fence closed it, `~~~` was none, and one in a quote or
 * a list was half prose, so that code was translated or the rest of the page became code.
 * lingodotdev/lingo.dev #2146, google/mdbook-i18n-helpers #129, mquinson/po4a #358, openclaw/openclaw doc_mode_test.go
 */

/** `@` in front of everything that is code, down to the line's end; `@` itself is not in the documents. */
const DOCUMENTS: Record<string, string> = {
  'a fence within a longer one': `Before it.

\`\`\`\`md
@words in code
\`\`\`js
@const words = 1
\`\`\`
@more words in code
\`\`\`\`

After it.
`,
  'tildes around backticks': '~~~md\n@words\n```\n@words\n```\n~~~\n\nAfter it.\n',
  'backticks around tildes': '```\n@words\n~~~\n@words\n```\n\nAfter it.\n',
  'a longer end': '```text\n@<objective> words\n`````\n\nAfter it.\n',
  'a fence with a title': '```ts title="words.ts" {1,3-4} /words/\n@words()\n```\n\nAfter it.\n',
  'in a quote':
    '> Before it.\n>\n> ```js\n> @const words = 1\n>\n> @words()\n> ```\n>\n> After it.\n',
  'in a quote that ends before it': '> ```text\n> @words in code\nAfter it, outside.\n',
  'in a list':
    '- Before it.\n\n  ```js\n  @const words = 1\n  ```\n\n  After it.\n- Another item.\n',
  'as an item': '- ```text\n  @words in code\n  ```\n- After it.\n',
  'in a quote in a list': '- > ```text\n  > @words in code\n  > ```\n- After it.\n',
  'in a numbered list, deeper':
    '10. Before it.\n    ```sh\n    @npm run words\n    ```\n11. After it.\n',
  'a mark like an item within': '```text\n- ```\n@<objective> words\n```\n\nAfter it.\n',
  'a line like a fence, four deep': 'Before it:\n\n    ```\n    @words in code\n\nAfter it.\n',
  'a line like a fence, within prose':
    'Before it,\n    ```not a fence``` but code, and ```js that is``` too.\n\nAfter it.\n',
  'without an end': 'Before it.\n\n```js\n@const words = 1\n\n@# words\n',
  'three tildes in prose': 'About ~~~ and ~~old~~ marks.\n\nAfter it.\n',
  'a fence with CRLF': '```js\r\n@const words = 1\r\n```\r\n\r\nAfter it.\r\n',
  'indented with tabs': '-\tBefore it.\n\n\t```js\n\t@words()\n\t```\n\nAfter it.\n',
}
const documents = Object.entries(DOCUMENTS).map(
  ([name, text]) => [name, text.replaceAll('@', ''), codeIn(text)] as const,
)

/** What stands behind each `@`. */
function codeIn(text: string): string[] {
  return Array.from(text.matchAll(/@(.+)/g), ([, code]) => code!.trimEnd())
}

const HOSTILE: Record<string, Answering> = {
  honest: capitals,
  'with fences around it': (text) => `\`\`\`\n${text.toUpperCase()}\n\`\`\``,
  'with a fence in front': (text) => `\`\`\` ${text.toUpperCase()}`,
  'with tildes': (text) => `~~~ ${text.toUpperCase()} ~~~`,
  'with backticks': (text) => text.toUpperCase().replaceAll(' ', ' ` '),
}

describe.each(Object.entries(HOSTILE))('a translator that answers %s', (name, answer) => {
  test.each(documents)('keeps code: %s', async (_, text, code) => {
    const page = await translate(text, answer, { options: { checks: { unchanged: 'off' } } })
    expect(differences(text, page.text)).toEqual([])
    for (const line of code) expect(page.text).toContain(line)
    for (const line of code) expect(page.sent.join('\n')).not.toContain(line)
    if (name === 'honest' && text.includes('After it.')) expect(page.text).toContain('AFTER IT')
  })
})

test('with the checks off the page still stands', async () => {
  const off = Object.fromEntries(
    ['markdown', 'lineBreaks', 'blockMarker', 'length', 'unchanged'].map((name) => [name, 'off']),
  ) as Record<string, 'off'>
  const text = DOCUMENTS['in a list']!.replaceAll('@', '')
  const answer = (each: string) => `\`\`\`\n${each.toUpperCase()}\n\`\`\``
  const page = await translate(text, answer, { options: { checks: off } })
  expect(pagesOf(page.text).commonmark.match(/<pre>/g)).toHaveLength(1)
  expect(differences(text, page.text)).toEqual([])
})

test('in MDX components', async () => {
  const text =
    '<Tabs>\n  <Tab title="Shell">\n    ```sh\n    npm run words\n    ```\n\n    Words within.\n  </Tab>\n</Tabs>\n\nAfter it.\n'
  const page = await translate(text, capitals, { path: 'page.mdx' })
  expect(page.text).toBe(
    text
      .replace('Words within', 'WORDS WITHIN')
      .replace('After it', 'AFTER IT')
      .replace('"Shell"', '"SHELL"'),
  )
  expect(await mdxSkeleton(page.text)).toEqual(await mdxSkeleton(text))
})
