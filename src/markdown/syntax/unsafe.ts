import type { Unsafe } from 'mdast-util-to-markdown'
import type { Syntax } from '../syntax.ts'

const phrasing = { inConstruct: 'phrasing' } as const

/**
 * Patterns that have to be escaped so that translated words are not read as constructs of a dialect. Every renderer takes
 * a backslash before punctuation away, so it costs a reader nothing.
 *
 * Template marks are not among them: Vue, Liquid and Hugo look for `{{` and `{%` before or after markdown is read, and see
 * them behind a backslash, too. An answer with a template of its own cannot be written.
 *
 * @param syntax with `mdx` and `components` settled
 * @param text the source. Who had to write `\$` in it has a renderer that takes any dollar for math
 */
export function unsafePatterns(syntax: Syntax, text = ''): Unsafe[] {
  const { components, directives, definitionLists, mdx } = syntax
  const result: Unsafe[] = []
  const colons = components || directives !== false
  if (colons || definitionLists !== false) {
    result.push({ atBreak: true, character: ':', ...phrasing })
  }
  if (colons) {
    result.push({ character: ':', after: '[A-Za-z][\\w-]*[[{]', ...phrasing })
    // Includes of VitePress.
    result.push({ atBreak: true, character: '<', after: '<<', ...phrasing })
  }
  if (components) {
    result.push({ atBreak: true, character: '#', after: '[A-Za-z]', ...phrasing })
    // Looks behind itself: what asks for the character before is left out where that one is escaped.
    result.push({ character: ':', after: '(?<=[\\s*_~[]:)(?=[A-Za-z])', ...phrasing })
  }
  if (syntax.emoji !== false) {
    result.push({ character: ':', before: '[\\s(]', after: '[+a-z-][\\w+-]*:', ...phrasing })
  }
  if (syntax.math !== false) {
    result.push(...(text.includes('\\$') ? [EVERY_DOLLAR] : CLOSING_DOLLARS))
  }
  if (syntax.comments !== false) {
    result.push({ character: '%', after: '%', ...phrasing })
    result.push({ character: '%', before: '%', ...phrasing })
  }
  if (syntax.templates !== false && !mdx) {
    result.push({ character: '{', after: '[A-Za-z_\\d][\\w.]*\\}', ...phrasing })
  }
  if (syntax.attributes !== false && !mdx) {
    result.push({ character: '{', after: '[#.:][^}]|[\\w-]+=', ...phrasing })
  }
  return result
}

const EVERY_DOLLAR: Unsafe = { character: '$', ...phrasing }

/**
 * Without a closing `$` there is no math: it has no space before it and no digit behind it, so prices stay as they are.
 * https://pandoc.org/MANUAL.html#extension-tex_math_dollars
 * Two patterns for one, for one that asks for what stands on one side is left out beside a mark that is escaped. They only
 * look around, so that one of several in a row does not use up the next.
 */
const CLOSING_DOLLARS: Unsafe[] = [
  // Some renderers take more for math than Pandoc; a price starts with a digit.
  { character: '$', before: '(?=\\$[^\\s\\d])', ...phrasing },
  { character: '$', before: '(?<=\\S)(?=\\$(?:\\D|$))', ...phrasing },
  { character: '$', after: '(?<=\\S\\$)(?=\\D|$)', ...phrasing },
]
