import { directiveFromMarkdown } from 'mdast-util-directive'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { directive } from 'micromark-extension-directive'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, test } from 'vitest'
import type { Output } from '../../src/markdown/output.ts'
import { type Place, placeOf } from '../../src/markdown/place.ts'
import { createWriter, type Writer } from '../../src/markdown/serialise.ts'
import { NASTY, NASTY_DIALECTS } from './nasty.ts'
import { parseGfm } from './parsers.ts'

const text = (value: string): Output => ({ type: 'text', value })
const raw = (value: string): Output => ({ type: 'raw', value })
const strong = (...children: Output[]): Output => ({ type: 'strong', marker: '**', children })
const emphasis = (...children: Output[]): Output => ({ type: 'emphasis', marker: '_', children })
const struck = (...children: Output[]): Output => ({ type: 'delete', marker: '~~', children })
const link = (...children: Output[]): Output => ({
  type: 'wrap',
  open: '[',
  close: '](u)',
  label: true,
  children,
})

/** Where words can stand among others. */
const POSITIONS: ((words: string) => Output[])[] = [
  (words) => [text(words)],
  (words) => [text(`${words} end`)],
  (words) => [text(`start ${words}`)],
  (words) => [text(`start ${words} end`)],
  (words) => [text(`start${words}end`)],
  (words) => [text(`start (${words}), end`)],
  (words) => [text(`${words} ${words}`)],
  (words) => [text('a '), strong(text(words)), text(' b')],
  (words) => [text('a'), emphasis(text(words)), text('b')],
  (words) => [text('a '), struck(text(`${words} x`)), text(' b')],
  (words) => [text('a '), link(text(words)), text(' b')],
  (words) => [text(words), link(text(`x ${words} y`)), text(words)],
  (words) => [text(words), raw('`c`'), text(words)],
  (words) => [text(words), strong(raw('`c`')), text(words)],
  (words) => [strong(text('x')), text(`${words} `), emphasis(text('y'))],
  (words) => [text('x'), { type: 'break', value: '\\\n' }, text(words)],
]

interface Setting {
  place: Place
  /** The document around what was written. */
  around(written: string): string
  mdx?: boolean
}

const paragraph = (before: Place['before']): Place => ({ kind: 'paragraph', before })
const SETTINGS: Record<string, Setting> = {
  paragraph: { place: paragraph('nothing'), around: (words) => `${words}\n` },
  'list item': { place: paragraph('container'), around: (words) => `- ${words}\n` },
  quote: { place: paragraph('container'), around: (words) => `> ${words}\n` },
  heading: { place: { kind: 'heading', before: 'bytes' }, around: (words) => `## ${words}\n` },
  'underlined heading': {
    place: { kind: 'heading', before: 'nothing' },
    around: (words) => `${words}\n===\n`,
  },
  'table cell': {
    place: { kind: 'tableCell', before: 'bytes' },
    around: (words) => `| a | b |\n| - | - |\n| ${words} | c |\n`,
  },
  'table cell without a pipe': {
    place: { kind: 'tableCell', before: 'nothing' },
    around: (words) => `a | b\n- | -\n${words} | c\n`,
  },
  label: {
    place: { kind: 'label', before: 'bytes' },
    around: (words) => `:::note[${words}]\nx\n:::\n`,
  },
  // The parser has no such titles; what counts is that their words are read as words.
  line: { place: { kind: 'line', before: 'bytes' }, around: (words) => `tip ${words}\n` },
  'MDX paragraph': { place: paragraph('nothing'), around: (words) => `${words}\n`, mdx: true },
  'MDX list item': { place: paragraph('container'), around: (words) => `- ${words}\n`, mdx: true },
  'paragraph in JSX': {
    place: paragraph('nothing'),
    around: (words) => `<Tip>\n\n${words}\n\n</Tip>\n`,
    mdx: true,
  },
  'MDX heading': {
    place: { kind: 'heading', before: 'bytes' },
    around: (words) => `## ${words}\n`,
    mdx: true,
  },
  'MDX table cell': {
    place: { kind: 'tableCell', before: 'bytes' },
    around: (words) => `| a | b |\n| - | - |\n| ${words} | c |\n`,
    mdx: true,
  },
}

/** One line break is written with bytes of the source; only paragraphs have them. */
const fits = (nodes: Output[], { place }: Setting) =>
  place.kind === 'paragraph' || nodes.every(({ type }) => type !== 'break')

// biome-ignore lint/suspicious/noExplicitAny: nodes of every type, read field by field
function shapeOf(node: any): string {
  if (node.type === 'text') return node.value
  if (node.type === 'inlineCode') return `<code>${node.value}</code>`
  return `<${node.type}>${(node.children ?? []).map(shapeOf).join('')}</${node.type}>`
}

function shapeOfOutput(nodes: Output[]): string {
  const shape = (node: Output): string => {
    if (node.type === 'text') return node.value
    if (node.type === 'raw') return `<code>${node.value.replaceAll('`', '')}</code>`
    if (node.type === 'break') return '<break></break>'
    const type = node.type === 'wrap' ? 'link' : node.type
    return `<${type}>${node.children.map(shape).join('')}</${type}>`
  }
  return nodes.map(shape).join('')
}

const flat = (shape: string) => shape.replace(/\s+/g, ' ').replace(/(^|>) | (<|$)/g, '$1$2')

const LABELS = directive()

function read(document: string, mdx: boolean): string {
  if (!document.startsWith(':::')) return flat(shapeOf(parseGfm(document, { mdx })))
  // Directives in text would be found in many a sentence; these are about the label of a block.
  const extensions = [gfm(), { flow: LABELS.flow! }]
  const trees = [
    gfmFromMarkdown().map((tree) => ({ ...tree, transforms: [] })),
    directiveFromMarkdown(),
  ]
  return flat(shapeOf(fromMarkdown(document, { extensions, mdastExtensions: trees })))
}

/** What could not be written: the document does not read like one with harmless words, and these in their place. */
function misread(setting: Setting, write: Writer, words: string): string[] {
  const { place, around, mdx = false } = setting
  const harmless = read(around('WORDS'), mdx)
  return POSITIONS.flatMap((position) => {
    const nodes = position(words)
    if (!fits(nodes, setting)) return []
    const expected = flat(harmless.replace('WORDS', () => shapeOfOutput(nodes)))
    const document = around(write(nodes, place))
    try {
      const seen = read(document, mdx)
      return seen === expected ? [] : [`${document}\n  reads ${seen}\n  not   ${expected}`]
    } catch (error) {
      return [`${document}\n  ${error}`]
    }
  })
}

/** Line breaks, control characters and double blanks are taken out of answers before. */
const WORDS = [...NASTY, ...NASTY_DIALECTS].filter(
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  (words) => words.trim() && !/[\u0000-\u001f\u2028]| {2}/.test(words),
)

const write = createWriter()
const inParagraph = (nodes: Output[]) => write(nodes, SETTINGS.paragraph!.place)

describe('bytes that a person would have written', () => {
  /** Prose that is no markdown, whatever it looks like. */
  const prose = [
    '¿Qué? ¡No me digas!',
    '«Bonjour», dit-il : 50 % de moins !',
    'Er sagte: „Ja“ – und ging.',
    "It's the dogs' day (a) or (b).",
    'هل هذا صحيح؟ نعم، تمامًا.',
    '他说：“好”，然后走了。《书》（注）',
    '「はい」と言った！〜これは…',
    'Preis* und Menge* (*inkl. MwSt.)',
    'Desde 5* hasta **',
    '2 * 3 = 6 und 2*3',
    'snake_case y otra_cosa, _privado',
    'x_ und y_',
    '#1 en ventas, #hashtag',
    'El lenguaje C# y C++',
    'AT&T, Q&A, R & D',
    'x < 5 und y > 3, <3, a<5',
    '~5 Minuten bis ~10 Minuten',
    'x ~ y',
    'uno 1) dos 2. tres',
    '+34 600 und -5 Grad',
    '— Ja, — nein',
    'usuario@casa, @user, a @ b',
    'Now.Then, new.target, 3.5',
    'and/or, w/o, http, www',
    'Er schrieb: [...] und […]',
    'C:\\temp und a\\b',
    '100 %, $5, 20 €, §3, x^2',
    '12:30, 3:2, Note : x',
    'a | b',
    '{ a } {{ b }} %c% ::',
    '= 5, a = b',
    'Wow! Really?',
    '…und dann',
    '"x" \'y\' ‚z‘',
    '\u00a0non\u00a0breaking\u00a0',
  ]

  test.each(prose)('%s', (words) => {
    expect(inParagraph([text(words)])).toBe(words)
    const cell = words.replaceAll('|', '\\|')
    expect(write([text(words)], SETTINGS['table cell']!.place)).toBe(cell)
    for (const name of ['list item', 'heading', 'label', 'line']) {
      if (/[{[]/.test(words)) continue
      expect(write([text(words)], SETTINGS[name]!.place), name).toBe(words)
    }
  })

  /** Text, where it stands, and the least that keeps it text there. */
  const escaped: [words: string, setting: string, bytes: string][] = [
    ['1. September', 'paragraph', '1\\. September'],
    ['1. September', 'heading', '1. September'],
    ['1. September', 'table cell', '1. September'],
    ['1. September', 'label', '1. September'],
    ['1. September', 'line', '1. September'],
    ['1. September', 'underlined heading', '1\\. September'],
    ['1) uno', 'list item', '1\\) uno'],
    ['- 5', 'table cell', '- 5'],
    ['- 5 | 6', 'table cell without a pipe', '\\- 5 \\| 6'],
    ['> 5 Jahre', 'quote', '\\> 5 Jahre'],
    ['* inkl. MwSt.', 'paragraph', '\\* inkl. MwSt.'],
    ['# 1', 'paragraph', '\\# 1'],
    ['C #', 'heading', 'C \\#'],
    ['C ##', 'heading', 'C \\##'],
    ['===', 'underlined heading', '\\==='],
    ['&copy; und &', 'paragraph', '\\&copy; und &'],
    ['*a* und b*', 'paragraph', '\\*a\\* und b\\*'],
    ['a ~b~', 'paragraph', 'a \\~b\\~'],
    ['e-mail@x.example', 'paragraph', 'e-mail\\@x.example'],
    ['www.x.example', 'paragraph', 'www\\.x.example'],
    ['a](b', 'label', 'a\\](b'],
    ['Titel {x}', 'line', 'Titel \\{x}'],
    ['Titel {x y}', 'heading', 'Titel {x y}'],
    // Programs put values in there.
    ['Titel {x}', 'heading', 'Titel \\{x}'],
    ['import x', 'paragraph', 'import x'],
    ['import x', 'MDX paragraph', '&#x69;mport x'],
    ['export x', 'MDX list item', 'export x'],
    ['important x', 'MDX paragraph', 'important x'],
    ['{x} <b> <5', 'MDX heading', '\\{x} \\<b> \\<5'],
  ]

  test.each(escaped)('%s in a %s', (words, name, bytes) => {
    const { place, mdx = false } = SETTINGS[name]!
    expect(createWriter({ mdx })([text(words)], place)).toBe(bytes)
  })

  test('behind a line break of the page nothing starts, behind one of the document it does', () => {
    const lines = (value: string) => [text('a'), { type: 'break', value } as Output, text('- b')]
    expect(write(lines('<br>'), SETTINGS['table cell']!.place)).toBe('a<br>- b')
    expect(inParagraph(lines('\\\n'))).toBe('a\\\n\\- b')
  })

  test('emphasis around code is emphasis beside letters, too', () => {
    expect(inParagraph([text('用'), strong(raw('`c`')), text('吧')])).toBe(
      '&#x7528;**`c`**&#x5427;',
    )
    expect(inParagraph([text('use '), strong(raw('`c`')), text('!')])).toBe('use **`c`**!')
  })

  test('marks of a dialect are escaped, those of others are not', () => {
    const own = createWriter({}, [{ character: '$', inConstruct: 'phrasing' }])
    expect(own([text('5 $ und {x}')], SETTINGS.paragraph!.place)).toBe('5 \\$ und {x}')
    expect(inParagraph([text('5 $ und {x}')])).toBe('5 $ und \\{x}')
  })
})

test('the place of a unit is read from the bytes before it', () => {
  const place = (kind: 'paragraph' | 'heading' | 'tableCell' | 'label', source: string) =>
    placeOf({ kind, start: source.indexOf('WORDS') }, source)
  expect(place('paragraph', 'a\n\nWORDS')).toEqual({ kind: 'paragraph', before: 'nothing' })
  expect(place('paragraph', '> - WORDS')).toEqual({ kind: 'paragraph', before: 'container' })
  expect(place('heading', '\n### WORDS')).toEqual({ kind: 'heading', before: 'bytes' })
  expect(place('heading', 'a\r\nWORDS\r\n===')).toEqual({ kind: 'heading', before: 'nothing' })
  expect(place('tableCell', '| a | WORDS |')).toEqual({ kind: 'tableCell', before: 'bytes' })
  expect(place('tableCell', 'WORDS | b')).toEqual({ kind: 'tableCell', before: 'nothing' })
  expect(place('tableCell', `${'x'.repeat(99)} | WORDS | b`)).toEqual({
    kind: 'tableCell',
    before: 'bytes',
  })
  expect(place('label', ':::note[WORDS]')).toEqual({ kind: 'label', before: 'bytes' })
  expect(place('label', '::: tip WORDS')).toEqual({ kind: 'line', before: 'bytes' })
})

describe('whatever the words are, they are read as these words', () => {
  let written = 0
  let failed = 0

  test.each(Object.entries(SETTINGS))('in a %s', (_, setting) => {
    const write = createWriter({ mdx: setting.mdx === true })
    const failures = WORDS.flatMap((words) => misread(setting, write, words))
    written += WORDS.length * POSITIONS.length
    failed += failures.length
    expect(failures.slice(0, 5)).toEqual([])
  })

  test('all of them', () => {
    console.log(`${failed} of ${written} texts could not be written`)
    expect(written).toBeGreaterThan(10_000)
    expect(failed).toBe(0)
  })
})
