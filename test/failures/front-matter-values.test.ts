import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Answering, capitals, knowing, translate } from './lab.ts'

/*
 * Elsewhere front matter was read and printed again (dates became times, lists another style, no front matter became `{}`), and
 * a title of two words came back as a whole page.
 * lingodotdev/lingo.dev #680 (dates in .mdx), its markdown loader (`tags: [a, b]` in another style), generaltranslation/gt #870,
 * openclaw/openclaw doc_mode_test.go (SuspiciousFrontmatterScalarExpansion)
 */

const FRONT = `---
# a comment
title: The first post
date: 2024-01-05
updated: 2024-01-05T10:00:00Z
time: 12:30
version: 1.10
tags: [ a, 'b' , "c" ]
matrix:
    - [1, 2]
    - {x: 1,  y: ~}
draft: no
octal: 0o17
hex: 0xFF
ref: &anchor
  a: "quoted: \\"text\\""
again: *anchor
empty:
none: ~
folded: >-
  not a known
  key
description: 'It''s here: "now" # no comment'
---

Words.
`

describe('front matter that nobody asked to change', () => {
  test('stays byte by byte', async () => {
    const page = await translate(FRONT, capitals)
    expect(page.text).toBe(
      FRONT.replace('The first post', 'THE FIRST POST')
        .replace(`It''s here: "now" # no comment`, `IT''S HERE: "NOW" # NO COMMENT`)
        .replace('Words.', 'WORDS.'),
    )
  })

  const ODD: string[] = [
    '---\n---\n\nWords.\n',
    '---\n\n---\n\nWords.\n',
    '---\n# nothing\n---\nWords.\n',
    '---\ndate: 2024-01-05\n---\n\nWords.\n',
    '---\ntitle:\n---\n\nWords.\n',
    '---\ntitle: 2024-01-05\n---\n\nWords.\n',
    '---\ntitle: 42\n---\n\nWords.\n',
    '---\ntitle: [a, b]\n---\n\nWords.\n',
    '---\r\ntags: [a, b]\r\n---\r\n\r\nWords.\r\n',
    '+++\ndate = 2024-01-05T10:00:00Z\ntags = [ "a", \'b\' ]\n+++\n\nWords.\n',
    '+++\n+++\n\nWords.\n',
  ]
  test.each(ODD)('%j', async (text) => {
    for (const path of ['page.md', 'page.mdx'])
      expect((await translate(text, capitals, { path })).text).toBe(
        text.replace('Words.', 'WORDS.'),
      )
  })
})

describe('an answer that YAML would read in another way', () => {
  const ANSWERS = [
    'Instalar: guía',
    '- guía',
    '# guía',
    'guía # uno',
    '[guía](x)'.replace('](x)', ']'),
    '{guía}',
    'sí',
    'no',
    'true',
    '~',
    '2024-01-05',
    '12:30',
    "l'été",
    '"guía"',
    '&guía',
    '*guía',
    '!guía',
    '%guía',
    '@guía',
    '`guía',
    '| guía',
    '> guía',
    '? guía',
    'C:\\nueva\\guía',
  ]
  const off = {
    brackets: 'off',
    kept: 'off',
    markdown: 'off',
    blockMarker: 'off',
    quotes: 'off',
    numbersAdded: 'off',
  } as const
  test.each(ANSWERS)('%s is a text', async (answer) => {
    for (const title of ['Guide', "'Guide'", '"Guide"', '>-\n  Guide', '|\n  Guide']) {
      const text = `---\ntitle: ${title}\nnext: 2024-01-05\n---\n`
      const page = await translate(text, () => answer, { options: { checks: off } })
      const [, yaml = ''] = /^---\n(.*)---\n$/s.exec(page.text) ?? []
      expect(parse(yaml)).toEqual({
        title: title.startsWith('|') ? `${answer}\n` : answer,
        next: '2024-01-05',
      })
    }
  })
})

describe('a short value that is answered with a page', () => {
  const PAGE = `# Primeros pasos

Bienvenido a la guía. Aquí aprenderá a instalar el programa, a configurarlo y a usarlo en su propio proyecto, paso a paso.

## Instalación

Ejecute la orden y espere a que termine. Después reinicie el ordenador y abra la página.
`
  const ILL: [what: string, answer: Answering][] = [
    ['a document', () => PAGE],
    ['a document on one line', () => PAGE.replace(/\s+/g, ' ').replaceAll('#', '')],
    ['front matter', () => '---\ntitle: Primeros pasos\n---'],
    ['a field', () => 'title: Primeros pasos\ndescription: La guía'],
    ['JSON', () => '{"title": "Primeros pasos"}'],
  ]
  test.each(ILL)('%s', async (_, answer) => {
    const text = '---\ntitle: Getting started\n---\n'
    const page = await translate(text, answer)
    expect(page.text).toBe(text)
    expect(page.report.complete).toBe(false)
  })

  test('costs that value alone', async () => {
    const text = '---\ntitle: Getting started\ndescription: The first steps.\n---\n\nWords.\n'
    const page = await translate(text, knowing({ 'Getting started': PAGE }))
    expect(page.text).toBe(
      '---\ntitle: Getting started\ndescription: THE FIRST STEPS.\n---\n\nWORDS.\n',
    )
  })
})
