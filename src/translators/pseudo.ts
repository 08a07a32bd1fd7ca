import type { Locale, Translator } from '../types.ts'
import { defineTranslator } from './define.ts'

/**
 * Stands in for a real translator in first runs, demos and layout tests, for any pair of languages:
 * `The house is big.` becomes `«es Thé höüšéé íš bíg».`, marked with the target language, a little longer, still readable.
 *
 * Numbers, URLs, stand-ins such as `X1` and words that look like code (`useState`, `--flag`, `npm`) stay as they are.
 */
export function pseudo(): Translator {
  return defineTranslator({
    name: 'pseudo',
    tags: 'xml',
    limits: { segments: 1000, characters: 1_000_000 },
    // It stays in Latin letters, whatever the language, and its brackets are quotation marks.
    checks: { script: 'off', scriptMixed: 'off', quotes: 'off' },
    translate: async ({ texts, to }) => texts.map((text) => pseudoLocalise(text, to)),
  })
}

/** A tag or an entity of the escaped text, template code, a word with what is glued to it, or anything else. */
const PIECE = /<[^<>]*>|\$?\{\{?[^{}]*\}?\}|&#?\w+;|[^\s<>&]+|./gsu

function pseudoLocalise(text: string, to: Locale): string {
  const pieces = text.match(PIECE) ?? []
  if (!pieces.some((piece) => /^[^<&]*\p{L}/u.test(piece))) return text
  const [, words = '', end] = /^(.*?)([.!?…:,。！？]*)$/su.exec(pieces.map(accent).join(''))!
  // Without its digits, since a region such as 419 would look like a number that the source does not have.
  const label = to.replace(/-\d+/g, '')
  // A space, or the bracket would become part of a URL that comes last.
  const gap = /(?:\/>|[./:@][^\s<>]*)$/.test(words) ? ' ' : ''
  return `«${label} ${words}${gap}»${end}`
}

function accent(piece: string): string {
  if (/^[<&]/.test(piece) || looksLikeCode(piece)) return piece
  const letters = piece.replace(/[A-Za-z]/g, (letter) => ACCENTED[letter] ?? letter)
  return /\p{L}{4}/u.test(piece) ? letters.replace(/[áéíöü](?!.*[áéíöü])/u, '$&$&') : letters
}

const ACCENTED = Object.fromEntries(
  [...'aceinosuyzACEINOSUYZ'].map((letter, index) => [letter, [...'áçéíñöšüýžÁÇÉÍÑÖŠÜÝŽ'][index]!]),
)

function looksLikeCode(piece: string): boolean {
  const core = piece.replace(/^["'“‘«([{*]+|["'”’»)\]}*.,;:!?…]+$/gu, '')
  return (
    /^-|[\d_/\\.@#$%=:(){}[\]|~^*+`]/.test(core) ||
    /\p{Ll}\p{Lu}|^\p{Lu}{2,}s?$/u.test(core) ||
    /^[b-df-hj-np-tv-xz]{2,}$/i.test(core)
  )
}
