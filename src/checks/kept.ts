import { type Check, tally, URL_PATTERN } from './texts.ts'

export const tags: Check = {
  severity: 'error',
  description:
    'the tags of a translator with `tags: xml` did not come back once each, closed and nested as they were',
  find({ tagsLost }) {
    return tagsLost ? 'The markup tags of the answer are not those that were sent.' : undefined
  },
}

export const kept: Check = {
  severity: 'error',
  description:
    'URLs, e-mail addresses, template code in braces, hexadecimal numbers and stand-ins such as `X1` are not exactly those of the source',
  find({ source, target }) {
    for (const { hint, pattern } of PATTERNS) {
      if (!source.includes(hint) && !target.includes(hint)) continue
      const before = tally(source.match(pattern) ?? [])
      const after = tally(target.match(pattern) ?? [])
      for (const [text, count] of before)
        if ((after.get(text) ?? 0) < count) return `${text} is missing or was changed.`
      for (const [text, count] of after)
        if ((before.get(text) ?? 0) < count) return `${text} is not in the source as often.`
    }
    return undefined
  },
}

/** With a text that must occur for the pattern to match. Quantifiers in front of a fixed text are bounded: linear time. */
const PATTERNS: { hint: string; pattern: RegExp }[] = [
  { hint: '://', pattern: URL_PATTERN },
  { hint: 'www.', pattern: /(?<![\w./@-])www\.[\w\-.~:/?#@!$&*+,;=%]*[\w\-~/#@$&*+=%]/g },
  { hint: '@', pattern: /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g },
  { hint: '{{', pattern: /\{\{[^{}]*\}\}/g },
  { hint: '${', pattern: /\$\{[^{}]*\}/g },
  { hint: '{%', pattern: /\{%[^{}%]*%\}/g },
  { hint: '0x', pattern: /(?<!\w)0x[\da-fA-F]+(?!\w)/g },
  // German joins words to it: `X1-Datei`.
  { hint: 'X', pattern: /(?<![A-Za-z0-9_])X\d+(?![A-Za-z0-9_])/g },
]
