import { localeScript } from '../locales.ts'
import { remembered } from '../remembered.ts'
import { type Check, proseOf, type Texts } from './texts.ts'

export const script: Check = {
  severity: 'error',
  description:
    'no letter is in the script of the target language (10 letters of prose or more; names and code do not count)',
  find(texts) {
    const share = shareOf(texts)
    if (share === undefined || share > 0) return undefined
    return `No word is in the script of ${texts.pair.to}; if that is intended, switch this check off with checks: { script: 'off' }.`
  },
}

export const scriptMixed: Check = {
  severity: 'warning',
  description: 'less than 30 % of the letters are in the script of the target language',
  find(texts) {
    if (LATIN.test(texts.target) || !/[a-z]/.test(texts.target)) return undefined // nothing is mixed
    const share = shareOf(texts)
    if (share === undefined || share === 0 || share >= 0.3) return undefined
    return `Only ${Math.round(share * 100)} % of the letters are in the script of ${texts.pair.to}.`
  },
}

/** Which part of the prose is in the target's script; nothing when there is too little prose to tell. */
function shareOf({ target, pair }: Texts): number | undefined {
  const code = localeScript(pair.to)
  // Most of what is translated: Latin letters where they are expected.
  if (code === 'Latn' && LATIN.test(target)) return undefined
  const letter = letterOf(code)
  if (!letter) return undefined
  let right = 0
  let wrong = 0
  for (const word of proseOf(target).split(SEPARATOR)) {
    const own = word.match(letter)?.length ?? 0
    right += own
    // Capitalised and mixed words are names or code, and stay as they are in any language.
    if (own === 0 && PLAIN.test(word)) wrong += word.length
  }
  return right + wrong < 10 ? undefined : right / (right + wrong)
}

const LATIN = /^[\0-\u036f]*$/
const SEPARATOR = /[\s,;:!?…()"“”«»„、。，！？：；「」]+|\.(?=\s|$)/u
const PLAIN = /^(?:[\p{Ll}\p{M}'’]+|[\p{Lo}\p{M}]+)$/u

/** ISO 15924 codes that stand for several Unicode scripts. */
const MIXED: Record<string, string[]> = {
  Aran: ['Arab'],
  Hans: ['Hani'],
  Hant: ['Hani'],
  Jpan: ['Hani', 'Hira', 'Kana'],
  Kore: ['Hang', 'Hani'],
}

const letterOf = remembered((code: string): RegExp | undefined => {
  const scripts = (MIXED[code] ?? [code]).map((name) => `\\p{scx=${name}}`).join('')
  try {
    return new RegExp(`(?=\\p{L})[${scripts}]`, 'gu')
  } catch {
    return undefined // a script that this JavaScript engine does not know
  }
})
