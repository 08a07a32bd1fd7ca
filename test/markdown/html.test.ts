import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeAttribute } from '../../src/markdown/attributes.ts'
import {
  createHtmlState,
  type HtmlBlock,
  type HtmlOptions,
  readHtml,
  readTag,
  writeHtml,
} from '../../src/markdown/html/index.ts'
import type { Inline, Range } from '../../src/markdown/inline.ts'
import type { Output } from '../../src/markdown/output.ts'
import { parse } from '../../src/markdown/parse.ts'
import { type Edit, splice } from '../../src/markdown/splice.ts'
import { createSwitches, switchOf } from '../../src/markdown/switches.ts'
import { rewrite as rewriteDocument } from './rewrite.ts'

const read = (raw: string, options?: HtmlOptions) => readHtml(raw, 0, createHtmlState(), options)

/** What a run reads like: text as it is, markup as bytes, atoms in `[]`. */
function legible(inlines: Inline[], raw: string): string {
  const bytes = ({ start, end }: Range) => raw.slice(start, end)
  return inlines
    .map((inline) => {
      if (inline.type === 'text') return inline.value
      if (inline.type === 'open') return bytes(inline.markup.open)
      if (inline.type === 'close') return bytes(inline.markup.close!)
      return inline.type === 'break' ? '[BR]' : `[${bytes(inline.markup.open)}]`
    })
    .join('')
}

const runs = (raw: string, options?: HtmlOptions) =>
  read(raw, options).runs.map(({ inlines }) => legible(inlines, raw))

const attributes = (raw: string) => read(raw).attributes.map(({ value }) => value)

function outputs(inlines: Inline[], raw: string, text: (value: string) => string): Output[] {
  const stack: Output[][] = [[]]
  const bytes = ({ start, end }: Range) => raw.slice(start, end)
  for (const inline of inlines) {
    if (inline.type === 'text') stack.at(-1)!.push({ type: 'text', value: text(inline.value) })
    else if (inline.type === 'open') {
      const { open, close } = inline.markup
      const children: Output[] = []
      stack
        .at(-1)!
        .push({ type: 'wrap', open: bytes(open), close: bytes(close!), label: false, children })
      stack.push(children)
    } else if (inline.type === 'close') stack.pop()
    else {
      const type = inline.type === 'break' ? 'break' : 'raw'
      stack.at(-1)!.push({ type, value: bytes(inline.markup.open) })
    }
  }
  return stack[0]!
}

/** The block with other words in all runs, and in all attributes that stand outside of them. */
function rewrite(raw: string, { runs, attributes }: HtmlBlock, text: (value: string) => string) {
  const edits: Edit[] = runs.map(({ start, end, inlines }) => ({
    start,
    end,
    text: writeHtml(outputs(inlines, raw, text)),
  }))
  for (const unit of attributes) {
    const inRun = runs.some(({ start, end }) => start <= unit.start && unit.end <= end)
    if (inRun) continue
    edits.push({ start: unit.start, end: unit.end, text: writeAttribute(unit, text(unit.value)) })
  }
  return splice(raw, edits)
}

describe('prose in HTML blocks', () => {
  test('a README header', () => {
    const raw = `<p align="center">
  <a href="https://a.example"><img src="logo.svg" alt="The logo" width="200"></a>
  <br>
  <b>Fast</b> and <i>small</i> &mdash; for everyone.
</p>`
    expect(runs(raw)).toEqual([
      '[<a href="https://a.example"><img src="logo.svg" alt="The logo" width="200"></a>]\n  [BR]\n  <b>Fast</b> and <i>small</i> — for everyone.',
    ])
    expect(attributes(raw)).toEqual(['The logo'])
  })

  test('a summary, and the parts of a table', () => {
    expect(runs('<details>\n<summary>Click <b>here</b></summary>\n')).toEqual(['Click <b>here</b>'])
    expect(
      runs('<table><tr><th>Name<th>Age</tr>\n<tr><td>Ann</td><td>42</td></tr></table>'),
    ).toEqual(['Name', 'Age', 'Ann'])
  })

  test('badges have nothing to say but their alternatives', () => {
    const raw =
      '<div>\n<a href="#ci"><img alt="Build status" src="b.svg"></a>\n<a href="#x"><img alt="" src="c.svg"></a>\n</div>'
    expect(runs(raw)).toEqual([])
    expect(attributes(raw)).toEqual(['Build status'])
    expect(read(raw).addresses.map(({ value }) => value)).toEqual(['#ci', '#x'])
  })

  test('a block without letters has nothing to translate', () => {
    expect(runs('<td>42</td><td>&nbsp;</td><td>—</td><td>🎉</td>')).toEqual([])
  })

  test('white space at the edges stays outside', () => {
    const raw = '<p>\r\n   One\r\n   two&nbsp; \t\r\n</p>'
    const [run] = read(raw).runs
    expect(raw.slice(run!.start, run!.end)).toBe('One\r\n   two')
  })

  test('a run knows its line, in the block and in the document', () => {
    const raw = '<p>\r\nOne\r\n<p>\rTwo'
    expect(read(raw).runs.map(({ line }) => line)).toEqual([2, 4])
    expect(read(raw, { line: 10 }).runs.map(({ line }) => line)).toEqual([11, 13])
  })

  test('all offsets are those of the document', () => {
    const raw =
      '<p title="A title">See <a href="#x" title="Other">this</a> and <code>f()</code> 🎉</p>'
    const here = read(raw)
    const there = readHtml(raw, 1000, createHtmlState())
    const offsets = ({ runs, attributes, addresses }: HtmlBlock) =>
      [
        ...runs,
        ...attributes,
        ...addresses,
        ...runs.flatMap(({ inlines }) =>
          inlines.flatMap((inline) =>
            inline.type === 'text'
              ? []
              : [
                  inline.markup.open,
                  ...(inline.markup.close ? [inline.markup.close] : []),
                  ...(inline.markup.addresses ?? []),
                ],
          ),
        ),
      ].map(({ start, end }) => [start, end])
    expect(offsets(there)).toEqual(offsets(here).map(([a, b]) => [a! + 1000, b! + 1000]))
    expect(offsets(there).length).toBeGreaterThan(8)
  })

  test('names of HTML are the same in any case', () => {
    expect(runs('<P>One <B>two</b><BR>three<DIV>four</DIV>')).toEqual([
      'One <B>two</b>[BR]three',
      'four',
    ])
  })

  test('pairs that do not nest, and tags that nothing closes, are atoms', () => {
    expect(runs('<p>a <b>b <i>c</b> d</i> e <a href=x>f</p>')).toEqual([
      'a <b>b [<i>]c</b> d[</i>] e [<a href=x>]f',
    ])
    expect(runs('<p><a href="x"><div>Words</div></a>')).toEqual(['Words'])
  })

  test('a break takes the end of its line with it', () => {
    const raw = '<p>One<br />\n  two'
    const [run] = read(raw).runs
    const found = run!.inlines.find(({ type }) => type === 'break')
    if (found?.type !== 'break') throw new Error('no break')
    const { start, end } = found.markup.open
    expect([raw.slice(start, end), found.markup.identity]).toEqual(['<br />\n  ', '<br />'])
  })

  test('comments, images and components without content move with the words', () => {
    expect(runs('<p>One <!-- note --> two <img src="x"> <Icon name="x"/> <wbr>three')).toEqual([
      'One [<!-- note -->] two [<img src="x">] [<Icon name="x"/>] [<wbr>]three',
    ])
  })

  test('components with content are block-level', () => {
    expect(runs('<Card>\nOne <MyBadge>two</MyBadge> three\n<my-box>four</my-box></Card>')).toEqual([
      'One',
      'two',
      'three',
      'four',
    ])
  })

  test('doctypes, CDATA, instructions and unfinished tags are no prose', () => {
    expect(
      runs('<!DOCTYPE html>\n<p>One <![CDATA[ two ]]> three <?php echo "<p>four"; ?></p>'),
    ).toEqual(['One', 'three [<?php echo "<p>four"; ?>]'])
    expect(runs('<p>One <a href="two')).toEqual(['One'])
    expect(runs('<p>One <!-- two')).toEqual(['One'])
    expect(runs('<p>One </b')).toEqual(['One'])
  })

  test('tokens are read as browsers read them', () => {
    expect(runs('<p>1 < 2 & 3 > 2 &notin; AT&T &copy 2020 <3')).toEqual([
      '1 < 2 & 3 > 2 ∉ AT&T © 2020 <3',
    ])
    expect(runs('<p title="a > b" data-x=\'</p>\'>One')).toEqual(['One'])
  })

  test('a tag that has its line for itself starts the block and stays there', () => {
    const raw = '<b>\nOne <i>two</i>\n</b> and three'
    expect(runs(raw)).toEqual(['One <i>two</i>', 'and three'])
    expect(runs('<code>\none\n</code> two')).toEqual(['two'])
  })

  test('the marks of a quote are not in the HTML', () => {
    const raw = '<p>\n> One\n> <b\n>  title="A\n> b">two</b>\n> </p>'
    const value = '<p>\nOne\n<b\n title="A\nb">two</b>\n</p>'
    const block = read(raw, { value })
    expect(block.runs[0]!.inlines[0]).toEqual({ type: 'text', value: 'One\n  ' })
    expect(block.attributes[0]!.value).toBe('A\n  b')
    expect(rewrite(raw, block, (text) => text.toUpperCase())).toBe(
      '<p>\n> ONE <b\n>  title="A\n> b">TWO</b>\n> </p>',
    )
  })
})

describe('what is not translated', () => {
  test.each([
    '<script>let a = "One"</script>',
    '<style>p { color: red }</style>',
    '<pre>One\n<b>two</b></pre>',
    '<textarea>One <b>two</b></textarea>',
    '<template><p>One</p></template>',
    '<iframe>One</iframe>',
    '<object><p>One</p></object>',
    '<svg><title>One</title><text>two</text></svg>',
    '<math><mi>One</mi></math>',
    '<title>One</title>',
    '<xmp><p>One</p></xmp>',
    '<p><code>One</code> <kbd>Two</kbd> <samp>Three</samp> <var>four</var></p>',
    '<p translate="no">One <b>two</b></p>',
    '<p translate=NO>One</p>',
    '<p class="big notranslate">One</p>',
  ])('%s', (raw) => {
    expect(runs(raw)).toEqual([])
    expect(read(raw).skeleton).toBe(raw)
    expect(runs(`${raw}<p>End`)).toEqual(['End'])
  })

  test('in running text it is an atom that is sent as code', () => {
    const raw =
      '<p>Use <code>a &lt; <b>b</b></code>, <span translate="no">Acme <b>Inc</b></span> or <svg><title>x</title><path/></svg> it'
    const [run] = read(raw).runs
    expect(legible(run!.inlines, raw)).toBe(
      'Use [<code>a &lt; <b>b</b></code>], [<span translate="no">Acme <b>Inc</b></span>] or [<svg><title>x</title><path/></svg>] it',
    )
    const values = run!.inlines.map((inline) => inline.type === 'atom' && inline.markup.value)
    expect(values).toEqual([false, 'a < b', false, 'Acme Inc', false, undefined, false])
  })

  test('`translate="yes"` turns it on again, but not in code', () => {
    expect(runs('<div translate="no">One <b translate="yes">two</b> three</div> four')).toEqual([
      '<b translate="yes">two</b>',
      'four',
    ])
    expect(runs('<p>One <span class="notranslate">two <i translate>three</i></span> four')).toEqual(
      ['One', '<i translate>three</i>', 'four'],
    )
    expect(runs('<pre translate="yes">One <b translate="yes">two</b></pre>')).toEqual([])
  })

  test('a language of its own is no reason', () => {
    expect(runs('<p lang="la">Lorem ipsum')).toEqual(['Lorem ipsum'])
  })

  test('slots of components are shown', () => {
    expect(
      runs('<Card><template #title>One</template><template v-slot:x>two</template></Card>'),
    ).toEqual(['One', 'two'])
  })

  test('templates are atoms, whatever they hold', () => {
    expect(
      runs('<p>Hi {{ user.name > "<b>" }}, {% if a < b %}you{% endif %} {{< ref "x" >}} <%= x %>!'),
    ).toEqual([
      'Hi [{{ user.name > "<b>" }}], [{% if a < b %}]you[{% endif %}] [{{< ref "x" >}}] [<%= x %>]!',
    ])
    expect(runs('<p>A lone {{ or %} is text, {{{ raw }}} is not')).toEqual([
      'A lone {{ or %} is text, [{{{ raw }}}] is not',
    ])
    expect(runs('<script>if (a) {{ b() }</script><p>One }}')).toEqual(['One }}'])
  })

  test('a template in a tag does not end it', () => {
    const raw = '<p><a href="{{ "/x" | url }}" {{ more > x }} title="A title">One</a></p>'
    expect(runs(raw)).toEqual([raw.slice(3, -4)])
    expect(attributes(raw)).toEqual(['A title'])
    expect(read(raw).addresses).toEqual([])
  })
})

describe('elements over several blocks', () => {
  const state = (...blocks: string[]) => {
    const result = createHtmlState()
    for (const block of blocks) readHtml(block, 0, result)
    return result
  }

  test.each([
    '<div translate="no">\n',
    '<section class="notranslate">\n<h2>x</h2>',
    '<table><tr><td translate=no>\n',
    '<ul>\n<li translate=no>\n',
    '<td><pre>\nx',
    '<Card class="notranslate">\n',
    '<div translate="no"><div translate="yes"></div>',
    '<div translate="no">\n</section></p></b>',
  ])('%j goes on', (block) => {
    expect(state(block).untranslated()).toBe(true)
    expect(readHtml('<p>One', 0, state(block)).runs).toEqual([])
  })

  test.each([
    '<p translate=no>\n',
    '<p translate=no>One<div>',
    '<li translate=no>\n',
    '<ul><li><p translate=no>\n',
    '<td translate=no>\n',
    '<span translate="no">\n',
    '<code>\n',
    '<svg>\n<path>',
    '<img translate="no">',
    '<div translate="no" />',
    '<div translate="no"></div>',
    '<div translate="no"><p><b>x</div>',
    '<div translate="no"><div></div></div>',
    '<table><tr><td translate=no>\n</table>',
    '<ul><li translate=no>x<li>\n',
    '<table><tr><td translate=no><p>x<tr>\n',
    '<div translate="no"><div translate="yes">\n',
    '<pre translate="no',
  ])('%j does not', (block) => {
    expect(state(block).untranslated()).toBe(false)
  })

  test('is closed where its tag comes, in a block or in a paragraph', () => {
    expect(state('<div translate="no">', '</div>').untranslated()).toBe(false)
    expect(state('<div translate="no">', '<div>', '</div>').untranslated()).toBe(true)
    expect(readHtml('</div><p>One', 0, state('<div translate="no">')).runs).toHaveLength(1)
    const open = state('<Card class="notranslate">')
    open.passInline(['<Card>', '</Card>', '<div>', '<br>'])
    expect(open.untranslated()).toBe(true)
    open.passInline(['</Card>'])
    expect(open.untranslated()).toBe(false)
  })

  test('an inline tag does not close an element around a block', () => {
    expect(runs('<span translate=no><div>one</span>two</div></span><p>three')).toEqual(['three'])
    expect(runs('<ul><li translate=no><ul></li><p>one</ul></ul><p>two')).toEqual(['two'])
  })
})

describe('switches', () => {
  test.each([
    ['<!-- polyglot off -->', 'off'],
    ['<!--POLYGLOT   On-->', 'on'],
    ['<!--\n polyglot\n skip\n-->', 'skip'],
    ['{/* polyglot off */}', 'off'],
    ['/* polyglot on */', 'on'],
    [' polyglot skip ', 'skip'],
    ['<!-- polyglot offline -->', undefined],
    ['<!-- see polyglot off -->', undefined],
    ['<!-- polyglot -->', undefined],
  ])('%j is %j', (comment, expected) => {
    expect(switchOf(comment)).toBe(expected)
  })

  test('a comment may stand over several lines of a quote', () => {
    const state = createHtmlState()
    readHtml('<!--\n> polyglot off\n> -->', 0, state, { value: '<!--\npolyglot off\n-->' })
    expect(state.switches.off()).toBe(true)
  })

  test('off and on, in a block and over several', () => {
    const state = createHtmlState()
    const count = (raw: string) => readHtml(raw, 0, state).runs.length
    expect(count('<p>One <!-- polyglot off --> two <b>three</b> <!-- polyglot on --> four')).toBe(2)
    expect(state.untranslated()).toBe(false)
    expect(count('<p>One</p><!-- polyglot off --><p>two')).toBe(1)
    expect([state.untranslated(), state.switches.off()]).toEqual([true, true])
    expect(count('<p title="One">Two <a href="#x">three</a>')).toBe(0)
    expect(count('<!-- polyglot on -->')).toBe(0)
    expect(count('<p>One')).toBe(1)
  })

  test('what is switched off keeps every byte; what is not translated may be linked elsewhere', () => {
    const links = '<p><a href="#x" title="T">One</a></p>'
    expect(read(`<!-- polyglot off -->${links}`)).toMatchObject({ addresses: [], attributes: [] })
    expect(read(`<div translate=no>${links}</div>`)).toMatchObject({
      addresses: [{ value: '#x' }],
      attributes: [],
    })
  })

  test('skip in a block holds for the next element or run', () => {
    expect(runs('<div><!-- polyglot skip --><ul><li>one<li>two</ul><p>three</div>')).toEqual([
      'three',
    ])
    expect(runs('<div><!-- polyglot skip -->one <b>two</b> <i>x</i><p>three</div>')).toEqual([
      'three',
    ])
    expect(runs('<div><!-- polyglot skip --><b>one</b> two<p>three</div>')).toEqual(['three'])
    expect(attributes('<!-- polyglot skip --><hr title="one"><hr title="two">')).toEqual(['two'])
  })

  test('skip at the end of a block waits for the next, comments passed over', () => {
    const state = createHtmlState()
    const read = (raw: string) => readHtml(raw, 0, state)
    read('<!-- polyglot skip -->')
    expect(state.switches.skipping()).toBe(true)
    read('<!-- something else -->\n')
    const block = '<details><summary title="x">one</summary>'
    expect(read(block)).toMatchObject({ runs: [], attributes: [], skeleton: block })
    expect(state.switches.skipping()).toBe(false)
    // The element is skipped as a whole, with the markdown in it.
    expect(state.untranslated()).toBe(true)
    expect(read('</details><p>two').runs).toHaveLength(1)
    read('<p>one</p><!-- polyglot skip -->')
    expect(read('<p>one</p><p>two</p>').runs).toHaveLength(0)
    expect(read('<p>one</p>').runs).toHaveLength(1)
  })

  test('comments of MDX and of HTML may share one set', () => {
    const switches = createSwitches()
    switches.read('{/* polyglot off */}')
    const state = createHtmlState(switches)
    expect(state.untranslated()).toBe(true)
    readHtml('<!-- polyglot on -->', 0, state)
    expect([switches.off(), switches.takeSkip()]).toEqual([false, false])
    switches.read('polyglot skip')
    expect([switches.takeSkip(), switches.takeSkip()]).toEqual([true, false])
  })
})

describe('attributes', () => {
  test.each([
    ['<img ALT="One" title=\'Two\'>', ['One', 'Two']],
    ['<p aria-label="One" aria-description="two" aria-hidden="true">', ['One', 'two']],
    ['<input placeholder="One" value="two" name="three">', ['One']],
    ['<input type="SUBMIT" value="One"><input type=button value="two">', ['One', 'two']],
    [
      '<option label="One" value="x"><optgroup label="two"><track label="three">',
      ['One', 'two', 'three'],
    ],
    ['<p label="One" summary="two">', []],
    ['<table summary="One">', ['One']],
    ['<link title="One"><style title="two"></style><script title="three"></script>', []],
    ['<iframe title="One" src="x"></iframe>', ['One']],
    [
      '<textarea placeholder="One"></textarea><svg aria-label="two"><g aria-label="x"/></svg>',
      ['One', 'two'],
    ],
    ['<img alt=One title>', []],
    ['<img alt="42" title="">', []],
    ['<img alt="{{ one }}" title="a {% x %}"><img alt="<%= x %>">', []],
    ['<img :alt="One" v-bind:title="two" @click="three" data-title="four" [alt]="five">', []],
    ['<img alt="One" alt="two">', ['One']],
    ['<p translate="no" title="One"><b title="two">', []],
    ['<p translate="no"><b translate="yes" title="One">', ['One']],
    ['<code title="One"><b title="two">', ['One']],
    ['<Card title="One" description="two" icon="three" />', ['One', 'two']],
    ['<img alt="One &quot;two&quot; &amp; <b>"', []],
    ['<img alt="One &quot;two&quot; &amp; <b>">', ['One "two" & <b>']],
    ["<img alt = 'One\n  two'>", ['One\n  two']],
  ])('%s', (raw, expected) => {
    expect(attributes(raw)).toEqual(expected)
  })

  test('are units like those of markdown', () => {
    const [unit] = read('<p>\n<img alt="One">').attributes
    expect(unit).toEqual({
      kind: 'attribute',
      line: 2,
      value: 'One',
      closer: '"',
      quoting: 'html',
      cell: false,
      start: 14,
      end: 17,
    })
  })

  test('addresses are those of links', () => {
    const raw =
      '<a href="#one&amp;two">x</a><a href=#three>y</a><area href=\'#four\'><a href="">z</a><link href="x"><a href="{{ x }}">'
    const block = read(raw)
    expect(block.addresses.map(({ value }) => value)).toEqual(['#one&two', '#three', '#four'])
    expect(block.addresses.map(({ start, end }) => raw.slice(start, end))).toEqual([
      '#one&amp;two',
      '#three',
      '#four',
    ])
  })

  test('addresses in a run are known by its markup, the others by the block', () => {
    const block = read('<p><a href="#one"><b>One</b></a></p><map><area href="#two"></map>')
    expect(block.outside.map(({ value }) => value)).toEqual(['#two'])
    const [open] = block.runs[0]!.inlines
    expect(open).toMatchObject({
      type: 'open',
      markup: { identity: '<a href="\0">', addresses: [{ value: '#one' }] },
    })
  })

  test('the skeleton is the same whatever they say, and for nothing else', () => {
    const { skeleton } = read('<p id="a" title="One">Two <a href="#b">three</a></p>')
    expect(read('<p id="a" title="Uno">Dos</p>').skeleton).toBe(skeleton)
    expect(read('<p id="c" title="One">Two</p>').skeleton).not.toBe(skeleton)
    expect(read('<p id="a">Two</p>').skeleton).not.toBe(skeleton)
  })
})

describe('one tag', () => {
  test('its attributes, address and what it says about its content', () => {
    const raw = '<a href="#x" title="One &lt;" class="notranslate">'
    const tag = readTag(raw, 100, 7)
    expect(tag).toMatchObject({
      attributes: [],
      addresses: [{ value: '#x', start: 109, end: 111 }],
      untranslated: true,
    })
    const image = readTag(
      '<img src=x alt="One" title="a\n> b">',
      100,
      7,
      '<img src=x alt="One" title="a\nb">',
    )
    expect(image.attributes).toMatchObject([
      { value: 'One', start: 116, end: 119, line: 7 },
      { value: 'a\n  b', start: 128, end: 133, line: 7 },
    ])
    expect(image.skeleton).toBe('<img src=x alt="\0" title="\0">')
    expect(image.untranslated).toBe(false)
  })

  test.each([
    ['<code>', true],
    ['<KBD>', true],
    ['<b translate="no">', true],
    ['<b>', false],
    ['</code>', false],
    ['<!-- x -->', false],
    ['<?php ?>', false],
  ])('%s', (raw, untranslated) => {
    expect(readTag(raw, 0)).toEqual({ attributes: [], addresses: [], skeleton: raw, untranslated })
  })
})

describe('writing', () => {
  const text = (value: string): Output => ({ type: 'text', value })

  test('text is text, on one line', () => {
    expect(writeHtml([text(' A\u00a0<b> & {{ x }}\n\n<!-- \u0000"c" ')])).toBe(
      'A&nbsp;&lt;b&gt; &amp; &#123;&#123; x &#125;&#125; &lt;!-- "c"',
    )
  })

  test('all else is bytes', () => {
    expect(
      writeHtml([
        { type: 'raw', value: '<img\n>' },
        text(' a '),
        { type: 'wrap', open: '<b>', close: '</b>', label: false, children: [text('&')] },
        text(' '),
        { type: 'raw', value: '{{ x }}' },
      ]),
    ).toBe('<img\n> a <b>&amp;</b> {{ x }}')
  })

  test('no line starts with the mark of something else', () => {
    expect(writeHtml([text('::: tip')])).toBe('&#58;:: tip')
    expect(writeHtml([text('a'), { type: 'break', value: '<br>\n> ' }, text(' ::: b')])).toBe(
      'a<br>\n> &#58;:: b',
    )
    expect(writeHtml([{ type: 'raw', value: '<b>' }, text(':a')])).toBe('<b>:a')
  })

  test('a changed block is still one block of markdown', () => {
    const blocks = [
      '<p align="center">\n  One\n  <b>two</b>\n</p>',
      '<b>\nOne\n</b> two',
      '<img src="x">\nOne',
      '<!-- x --> One <b>two</b>',
      '<pre>x</pre> One',
      '<div>One<br>\ntwo</div>',
      '<Card>\nOne\n</Card>',
    ]
    for (const raw of blocks) {
      const changed = rewrite(raw, read(raw), (value) => `# ${value}\n\n- x\n\n<div>`)
      expect(changed).not.toBe(raw)
      expect(parse(changed).children, changed).toMatchObject([{ type: 'html', value: changed }])
    }
  })
})

describe('whatever the HTML', () => {
  const name = fc.constantFrom(
    'p',
    'B',
    'i',
    'div',
    'td',
    'a',
    'code',
    'svg',
    'span',
    'script',
    'br',
    'Card',
  )
  const attribute = fc.constantFrom(
    ' title="One two"',
    " alt='x > y'",
    ' href="#a"',
    ' href=b',
    ' translate="no"',
    ' translate=yes',
    ' alt="{{ x }}"',
    ' alt="a&quot;b"',
    ' label="c',
    ' hidden',
    '\n',
  )
  const tag = fc
    .tuple(
      fc.constantFrom('<', '</', '< '),
      name,
      fc.array(attribute, { maxLength: 2 }),
      fc.constantFrom('>', '/>', ''),
    )
    .map(([open, name, list, close]) => open + name + list.join('') + close)
  const text = fc.constantFrom(
    'Words',
    ' and more ',
    '\n',
    '\r\n  ',
    '&amp;',
    '&nbsp;',
    '&copy',
    '&#x41;',
    '&',
    '🎉',
    '日本',
    '\u00a0',
    '\uE000',
    '<',
    '>',
    '"',
    '{{ x }}',
    '{{< y >}}',
    '{% if "<b>" %}',
    '{',
    '}}',
    '<?php "x" ?>',
    '<!-- c -->',
    '<!-- polyglot off -->',
    '<!-- polyglot on -->',
    '<!-- polyglot skip -->',
    '<!--',
    '<!DOCTYPE x>',
    '<![CDATA[ x ]]>',
  )
  const soup = fc.array(fc.oneof(tag, text), { maxLength: 30 }).map((list) => list.join(''))
  const sorted = (ranges: Range[]) =>
    ranges.every(({ start, end }, index) => start <= end && start >= (ranges[index - 1]?.end ?? 0))

  test('runs and attributes are stretches of it, in order', () => {
    fc.assert(
      fc.property(soup, (raw) => {
        const { runs, attributes, addresses } = read(raw)
        const own = ({ start, end }: Range) => ({ start, end, text: raw.slice(start, end) })
        expect(splice(raw, runs.map(own))).toBe(raw)
        expect(splice(raw, [...attributes, ...addresses].map(own))).toBe(raw)
        expect([sorted(runs), sorted(attributes), sorted(addresses)]).toEqual([true, true, true])
        for (const { start, end, inlines } of runs) {
          expect(raw.slice(start, end)).not.toMatch(/^\s|\s$/)
          for (const inline of inlines) {
            if (inline.type === 'text') continue
            const { open, close = open } = inline.markup
            expect(start <= open.start && open.end <= end && close.end <= end).toBe(true)
          }
        }
      }),
      { numRuns: 3000 },
    )
  })

  test('its markup covers a run between the texts', () => {
    fc.assert(
      fc.property(soup, (raw) => {
        for (const { start, end, inlines } of read(raw).runs) {
          let position = start
          const open: Inline[] = []
          for (const inline of inlines) {
            if (inline.type === 'text') continue
            if (inline.type === 'open') open.push(inline)
            const range = inline.type === 'close' ? inline.markup.close! : inline.markup.open
            if (inline.type === 'close') expect(open.pop()).toMatchObject({ markup: inline.markup })
            expect(range.start).toBeGreaterThanOrEqual(position)
            position = range.end
          }
          expect(open).toEqual([])
          expect(position).toBeLessThanOrEqual(end)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    ['louder', (value: string) => value.toUpperCase()],
    ['nasty', (value: string) => `</p>{{ ${value} }}<!-- <b title="x">`],
  ])('other words in it (%s) leave the rest as it is', (_, text) => {
    fc.assert(
      fc.property(soup, (raw) => {
        const block = read(raw)
        const changed = rewrite(raw, block, text)
        const again = read(changed)
        expect(again.skeleton).toBe(block.skeleton)
        expect(again.runs.length).toBe(block.runs.length)
        const markup = ({ runs }: HtmlBlock) =>
          runs.map(({ inlines }) =>
            inlines
              .map((inline) => (inline.type === 'text' ? '' : inline.markup.identity))
              .filter(Boolean),
          )
        expect(markup(again)).toEqual(markup(block))
      }),
      { numRuns: 3000 },
    )
  })
})

describe('linear time', () => {
  const LENGTH = 1_000_000
  test.each([
    ['prose', 'Some words &amp; more. '],
    ['paragraphs', '<p title="A title">Some <b>words</b>\n'],
    ['unclosed elements', '<b>x'],
    ['unclosed containers', '<div translate="no"><b>'],
    ['items under running text', '<ul><li><b><i>'],
    ['closing tags that close nothing', '<b></i></div></b>'],
    ['links around nothing', '<a href="#x"><i></i>'],
    ['comments that do not end', '<!-- <!-'],
    ['templates that do not end', '{{ {% <% <? '],
    ['white space', ' '],
    ['attributes', '<p title="{{'],
    ['references', '&#38;'],
    ['emoji', '🎉 '],
  ])('%s', (_, piece) => {
    const raw = `<div>${piece.repeat(LENGTH / piece.length)}`
    const started = performance.now()
    const block = read(raw)
    rewrite(raw, { ...block, attributes: [] }, (value) => value.toUpperCase())
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  test('five million characters of prose', () => {
    const raw = `<p>${'Some words &amp; more. '.repeat(220_000)}`
    const started = performance.now()
    expect(read(raw).runs).toHaveLength(1)
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  test('many blocks under many open elements', () => {
    const state = createHtmlState()
    readHtml('<div>'.repeat(50_000), 0, state)
    const started = performance.now()
    for (let count = 0; count < 50_000; count++) readHtml('<p>One <b>two', 0, state)
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

test('lines of containers and components right behind a tag stay lines of their own', () => {
  const text = ':::tip\n<div>some words</div>\nmore of them\n:::\n::card{title=x}\n\nThe end.\n'
  expect(rewriteDocument(text, (words) => words.toUpperCase()).text).toBe(
    ':::tip\n<div>SOME WORDS</div>\nMORE OF THEM\n:::\n::card{title=x}\n\nTHE END.\n',
  )
})
