/** What a translator might make of words; each function aims at another weakness. */
export type Change = (words: string) => string

const CHANGES = {
  identity: (words) => words,
  upperCase: (words) => words.toUpperCase(),
  /** Marks glued to every run. */
  nasty: (words) => `[word] *_1. ${words}`,
  /** A mark that starts a block in front of every word. */
  blocks: (words) => eachWord(words, ['#', '-', '1.', '>', '+', '===', '---', '```', '|', ':::']),
  /** Openings without an end, and ends without an opening. */
  halves: (words) =>
    eachWord(words, ['**', '`', '](', '<b', '[^1]', '<!--', '~~', '&lt', '\\', '__', '*', '$$']),
  /** No blanks, and punctuation at both edges: what emphasis beside CJK text looks like. */
  glued: (words) => `（${words.replace(/\s+/g, '、')}。）`,
  /** Pages, not words. */
  pages: (words) => `\n\n# ${words}\n\n<div>\n\n- [x](y)\n\n\`\`\`\n${words}`,
  /** What other programs would run. */
  programs: (words) =>
    `{#id} {.a} ${words} :smile: $x$ [[page]] %% import {a} <X y={1}/> :::note ::card export `,
  /** Addresses, with words glued to them. */
  addresses: (words) => `https://a.example/${words}www.b.example<me@c.example>${words}`,
  /** What no escape takes its meaning from, so that these words cannot be written. */
  templates: (words) => `{{ ${words} }} {% raw %} <% x %>`,
} as const satisfies Record<string, Change>

export type ChangeName = keyof typeof CHANGES
export const HOSTILE = Object.keys(CHANGES).slice(2, -1) as ChangeName[]

export const changeOf = (name: ChangeName): Change => onWords(CHANGES[name])

/** The blank between two tags stays one: words between them would be new content. */
const onWords =
  (change: Change): Change =>
  (words) =>
    words.trim() === '' ? words : change(words)

/** Gives answers in turn, whatever is asked. One that nobody could see becomes a word: content that is gone is no spoilt word. */
export function answering(answers: string[]): Change {
  let next = 0
  return onWords(() => {
    const answer = answers[next++ % answers.length]!
    return /[^\s\p{C}]/u.test(answer) ? answer : 'x'
  })
}

/** Puts one mark after the other in front of the words of a text. */
function eachWord(words: string, marks: string[]): string {
  let next = words.length
  return words.replace(/\S+/g, (word) => `${marks[next++ % marks.length]} ${word}`)
}

/** What an answer may be made of, beside words: anything that means something to somebody. */
export const JUNK = [
  ...['# ', '## x', '- ', '* ', '+ ', '1. ', '2) ', '> ', '```', '~~~', '---', '===', '***', '|'],
  ...['| a |', '<div>', '</div>', '<!--', '-->', '<b>', '</b>', '[x]', '[x](y)', '![x](y)', ']('],
  ...[
    ')',
    '[^1]',
    '[^1]: x',
    '[ref]: x',
    '`',
    '``',
    '*',
    '**',
    '_',
    '__',
    '~~',
    '\\',
    '&',
    '&amp;',
  ],
  ...['&#35;', 'http://a.example', 'www.b.example', 'a@b.example', '    ', '\t', '\n', '\n\n'],
  ...['\r\n', '\u0000', '\u2028', '$&', '<https://c.example>', '"', "'", '[!NOTE]', '- [ ] ', '🎉'],
  ...[
    'e\u0301',
    '\u200f',
    '+++',
    '\uFEFF',
    '（',
    '）。',
    '「',
    '」',
    '*a',
    'b*',
    '!',
    '\u00a0',
    '\u3000',
  ],
  ...[':::', ':::note', '::card', '::', ':a[b]{c}', '{#id}', '{.a}', '{: b}', '{', '}', '#slot'],
  ...['$', '$$', '$x$', '[[', ']]', '[[p|', '%%', '{{', '}}', '{{ x }}', '{% y %}', '%}', '{{<'],
  ...[':smile:', ': ', '*[a]: b', '<!-- polyglot off -->', '{/*', '*/}', '<X a={1}>', '</X>', '/>'],
  ...['import a from "b"', 'export default 1', '==m==', '^a^', '~b~', '<%', '%>'],
]
