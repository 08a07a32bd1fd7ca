import { type Check, countOf } from './texts.ts'

export const unknownTokens: Check = {
  severity: 'error',
  description: 'the answer has what models print for words they do not know: `⁇`, `<unk>`, `�`',
  find({ source, target }) {
    const [found] = target.match(UNKNOWN) ?? []
    if (!found || countOf(target, UNKNOWN) <= countOf(source, UNKNOWN)) return undefined
    return `The translation has “${found}”, which stands for a word that the model does not know.`
  },
}

export const chat: Check = {
  severity: 'error',
  description:
    'the answer talks about the translation (“Here is the translation: …”), or is wrapped up in JSON',
  find({ source, target, pair }) {
    const start = target.slice(0, 120)
    if (JSON_START.test(start) && !JSON_START.test(source))
      return 'The translation is wrapped up in JSON.'
    const talk = TALK.test(start) || (!/^en\b/.test(pair.to) && ASSENT.test(start))
    if (!talk || TALK.test(source.slice(0, 120))) return undefined
    return 'The translation starts with a remark about itself.'
  },
}

const UNKNOWN = /⁇|\uFFFD|▁|<\/?(?:unk|s|pad)>/g

const TALK =
  /^["“*\s]*(?:(?:sure|certainly|of course|okay|ok)[,.!]?\s+)?(?:here(?:’s|'s| is| are)\s+(?:the|your|a|my)\s+(?:\p{L}+\s+){0,2}translat|(?:translation|translated text|traducción|traduction|übersetzung|tradução|traduzione|перевод|翻译|翻訳|번역)\s*[:：]|as an ai\b|i(?:’m|'m| am) sorry,? but\b|i (?:cannot|can’t|can't) (?:translate|assist)|aquí (?:está|tienes?) la traducción\b|voici la traduction\b|hier ist die übersetzung\b)/iu

const JSON_START = /^\s*[[{]\s*["'][^"']*["']\s*[:,\]]/

/** English agreement in front of a text in another language. */
const ASSENT = /^(?:sure|certainly|of course)(?:[,!]|\s+(?:thing|here)\b)/i
