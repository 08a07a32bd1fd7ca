import { type Check, countOf } from './texts.ts'

export const syntax: Check = {
  severity: 'error',
  description:
    'the answer has template code, math, a comment, a wikilink, a directive or attributes (`{{`, `{%`, `$…$`, `%%`, `[[`, `:::`, `{#id}`) that the source lacks',
  find({ source, target }) {
    if (!/[{}$%:[]/.test(target)) return undefined
    const added = SYNTAX.find(({ pattern }) => countOf(target, pattern) > countOf(source, pattern))
    return added && `The translation has ${added.name} that the source lacks.`
  },
}

/**
 * What a site's own tools would run or hide. Half of a pair is enough: an open `{%` ends a Liquid build.
 * Two prices are no math: between its dollars there is something that only TeX has.
 */
const SYNTAX: { name: string; pattern: RegExp }[] = [
  { name: 'template code', pattern: /\{\{|\}\}|\{%|%\}|\$\{/g },
  {
    name: 'math',
    pattern: /\$\$|(?<![\w$\\])\$(?=[^\s$])[^$\\^_={}]{0,200}[\\^_={}][^$]{0,200}\$/g,
  },
  { name: 'a comment', pattern: /%%/g },
  { name: 'a wikilink', pattern: /\[\[/g },
  { name: 'a directive', pattern: /:::|^::(?=\p{L})/gu },
  { name: 'attributes', pattern: /\{[#.:][\p{L}_-][^{}\n]{0,200}\}/gu },
]
