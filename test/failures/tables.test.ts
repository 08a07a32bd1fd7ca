import { describe, expect, test } from 'vitest'
import { type Answering, capitals, translate } from './lab.ts'
import { READERS } from './readers.ts'

/*
 * Elsewhere the edge of a chunk put a blank line into a table, cells were wrapped, and a `|` in a cell or in its code made
 * another column.
 * Azure/co-op-translator #505 and #508, mquinson/po4a #496, mondeja/mdpo #111
 */

const LONG = Array.from({ length: 200 }, (_, row) => `| Row ${row} of it | Its value is ${row} |`)

const TABLES: Record<string, string> = {
  plain: '| Name | What it is |\n|------|:----------:|\n| One of them | The first one |\n',
  'without outer bars': 'Name | What it is\n---|---\nOne of them | The first one\n',
  'of one column': '| Name |\n|-|\n| One of them |\n',
  'with bars in words': '| a \\| b here |\n|---|\n| this \\| that |\n',
  'with bars in code':
    '| Use `a \\| b` here | Then that |\n|---|---|\n| See `x \\|\\| y` there | And so on |\n',
  'with code of bars alone': '| `\\|` | a bar |\n|---|---|\n| `\\|\\|` | two bars |\n',
  'with empty cells': '| Name | | What it is |\n|---|---|---|\n| | One of them | |\n',
  'with too many and too few cells':
    '| Name | Value |\n|---|---|\n| one |\n| one | two | three |\n',
  'with escapes': '| \\*Name\\* | C:\\\\ |\n|---|---|\n| \\`one\\` | 1 \\< 2 |\n',
  'with markup':
    '| **Name** | [a link](https://x.example/a\\|b) |\n|---|---|\n| ![an image](i.png) | ~~old~~ <br> new |\n',
  'with a footnote': '| A note[^1] |\n|---|\n| One of them |\n\n[^1]: What it is.\n',
  'in a list':
    '- An item:\n\n  | Name | Value |\n  |---|---|\n  | one of them | two of them |\n\n  After it.\n',
  'in a quote': '> | Name | Value |\n> |---|---|\n> | one of them | two of them |\n',
  'right behind prose': 'Before it\n| Name | Value |\n|---|---|\n| one of them | two |\nAfter it\n',
  'of two hundred rows': `| Name | Value |\n|---|---|\n${LONG.join('\n')}\n`,
}

const TRANSLATORS: Record<string, Answering> = {
  honest: capitals,
  'that adds bars': (text) => `${capitals(text)} | x`,
  'that begins with a bar': (text) => `| ${capitals(text)} |`,
  'that ends with a backslash': (text) => `${capitals(text)} \\`,
  'that puts a backslash in front of bars': (text) => capitals(text).replaceAll('|', '\\|'),
  'that wraps': (text) => capitals(text).replace(' ', '\n'),
  'that adds a line': (text) => `${capitals(text)}\n\n`,
  'that draws a table': (text) => `| ${capitals(text)} |\n|---|`,
}

/** How many cells there are in each row, and what code and links stand in them. */
function gridOf(html: string): string[] {
  return html.split('<tr>').map((row) => {
    const cells = row.split(/<t[hd](?: [^>]*)?>/).slice(1)
    return cells
      .map((cell) => (cell.match(/<code>.*?<\/code>|href="[^"]*"|src="[^"]*"/g) ?? []).join(' '))
      .join(' | ')
  })
}

describe.each(Object.entries(TRANSLATORS))('a translator %s', (name, answer) => {
  test.each(Object.entries(TABLES))('keeps a table %s', async (_, text) => {
    const page = await translate(text, answer)
    for (const reader of ['github', 'markdownIt'] as const)
      expect(gridOf(READERS[reader](page.text))).toEqual(gridOf(READERS[reader](text)))
    const separators = (each: string) => each.match(/^.*-\|.*$|^\|-+\|$/gm)
    expect(separators(page.text)).toEqual(separators(text))
    expect(page.text.split('\n')).toHaveLength(text.split('\n').length)
    if (name === 'honest') {
      expect(page.report.complete).toBe(true)
      expect(page.text.replaceAll(/\s/g, '').toLowerCase()).toBe(
        text.replaceAll(/\s/g, '').toLowerCase(),
      )
    }
  })
})
