import type { Abbreviations } from './abbreviations.ts'

/** A place where a sentence may end, and its surroundings. */
export interface Boundary {
  /** What stands before the mark, back to the last space: `Dr`, `(e.g`, `foo.md`. Empty after a space. */
  word: string
  /** The run of end marks: `.`, `?!`, `...`, `。`. */
  mark: string
  /** Quotes and brackets that close after the mark, with the space before them (French `? »`). */
  closers: string
  /** Space up to what follows; may be empty. */
  gap: string
  /** The beginning of what follows, at least its first word. Never empty. */
  after: string
}

/** Marks of the scripts that put a space between sentences and use the mark inside words as well. */
const ASCII_MARK = /[.!?…;\u037e]$/u

/** Marks that end a sentence without any space after them. */
const CJK_MARK = /[。．｡！？]$/u
const CJK = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

const OPENERS = String.raw`[\p{Ps}\p{Pi}\p{Pf}"'¿¡]*`

/** Georgian letters count as lower case in Unicode, but the script has no capitals in running text. */
const LOWER_CASE = new RegExp(String.raw`^${OPENERS}(?!\p{Script=Georgian})\p{Ll}`, 'u')
const CAPITAL = new RegExp(String.raw`^${OPENERS}(?:\p{Lu}|\p{Lt}|\p{Lo}|\p{Script=Georgian})`, 'u')
const NUMBER = /^[#§°]?(?:\p{N}|[IVXLC]+\b)/u

/** Signs that carry a sentence on, or close something that is still open. */
const CARRIES_ON =
  /^(?:[\p{Sentence_Terminal},;:、，；：،؛\p{Pd}…%‰&+=/\\|<>]|[\p{Pe}\p{Pf}"'](?![\p{L}\p{N}]))/u

/** Letters of the scripts that abbreviate by letters; one syllable or one character of the others is a word. */
const LETTER = String.raw`(?![\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}])\p{L}\p{M}*`

/** `J`, `z`, `د`. Not `X`, which stands for inline code while sentences are cut. */
const INITIAL = new RegExp(`^(?!X$)${LETTER}$`, 'u')

/** `e.g`, `U.S`, `J.R.R`, `т.е`. */
const DOTTED = new RegExp(String.raw`^(?:${LETTER}\.)+${LETTER}$`, 'u')

const ORDINAL = /^(?:\d{1,3}|[IVXLC]+)$/
const LEADING_PUNCTUATION = /^[\p{Ps}\p{Pi}\p{Pf}"'¿¡]+/u

/** `word` as it may stand in a list: as written, or with a small first letter. */
const listed = (words: ReadonlySet<string>, word: string) =>
  words.has(word) || words.has(word.charAt(0).toLowerCase() + word.slice(1))

/** `word` itself and the part after its last hyphen, slash or apostrophe: `Dipl.-Ing`, `l’art`. */
const forms = (word: string) => [word, word.slice(word.search(/[^-/'’]*$/))]

type Rule = (boundary: Boundary, abbreviations: Abbreviations) => boolean

const isDot = ({ mark }: Boundary) => mark === '.' || mark === '．'
const isEllipsis = ({ mark }: Boundary) => /\.\.|…/.test(mark) && !/[!?]/.test(mark)

/** The exceptions, as in SRX: where one holds, the sentence goes on. Most frequent first. */
const RULES: Record<string, Rule> = {
  /** `foo.md`, `1.5`, `https://example.com/?a=b`; but `好吗?好` and `。` need no space. */
  'no space after the mark': ({ word, mark, gap, after }) =>
    gap === '' &&
    !CJK_MARK.test(mark) &&
    (/^\p{N}/u.test(after) ||
      (ASCII_MARK.test(mark) && !(/[!?]$/.test(mark) && CJK.test(after) && !/[/=&]/.test(word)))),

  /** `“Stop!” he said`, `e.g. this`. Danda and CJK marks end the sentence even before a Latin word. */
  'lower case follows': ({ mark, after }) =>
    (ASCII_MARK.test(mark) || mark.endsWith('։')) && LOWER_CASE.test(after),

  'a sign follows that carries on': ({ after }) => CARRIES_ON.test(after),

  /** ` . ` and ` … ` between spaces stand for themselves, or for something left out. */
  'a mark between spaces': (boundary) =>
    boundary.word === '' && (isDot(boundary) || isEllipsis(boundary)),

  /** `Wait... I know`, `3 … 5`, `我想……算了`. */
  'an ellipsis inside a sentence': (boundary) =>
    isEllipsis(boundary) &&
    (boundary.gap === '' || !CAPITAL.test(boundary.after) || /^I\b/.test(boundary.after)),

  'an initial or a dotted abbreviation': (boundary) =>
    isDot(boundary) && (INITIAL.test(boundary.word) || DOTTED.test(boundary.word)),

  'an abbreviation': (boundary, { always }) =>
    isDot(boundary) && forms(boundary.word).some((form) => listed(always, form)),

  'an abbreviation before a number': (boundary, { beforeNumber }) =>
    isDot(boundary) &&
    NUMBER.test(boundary.after) &&
    forms(boundary.word).some((form) => listed(beforeNumber, form)),

  /** `3. Oktober`, `XIX. Jahrhundert`. */
  'an ordinal': (boundary, { ordinalStop }) =>
    ordinalStop && isDot(boundary) && ORDINAL.test(boundary.word),

  /** `v2. 1`, `3. 5`. */
  'a number that goes on': (boundary) =>
    isDot(boundary) && /^\p{N}/u.test(boundary.after) && /\p{N}$/u.test(boundary.word),

  /** A no-break space after a full stop is the author's own wish: `Dr.\u00a0Who`. */
  'a no-break space': (boundary) => isDot(boundary) && /^[\u00a0\u202f]$/.test(boundary.gap),

  /** `“Why?” Anna asked.`, `(really?) Smith`; a new opening quote is a new speaker. */
  'a question or a call within': ({ mark, closers, after }) =>
    closers !== '' && /[!?！？؟]$/.test(mark) && !/^[\p{Ps}\p{Pi}"¿¡]/u.test(after),

  /** `「はい。」と答えた`, `“好。”她说`: without a space, the sentence around the quotation goes on. */
  'a word right after a quotation': ({ closers, gap, after }) =>
    gap === '' && /[”’」』]$/.test(closers) && /^\p{L}/u.test(after),
}

const ALL_RULES = Object.values(RULES)

/** Whether the sentence goes on in spite of its mark. In doubt it does: a sentence too long is translated, a sentence cut in two is spoilt. */
export function keepsTogether(boundary: Boundary, abbreviations: Abbreviations): boolean {
  const bare = { ...boundary, word: boundary.word.replace(LEADING_PUNCTUATION, '') }
  return ALL_RULES.some((rule) => rule(bare, abbreviations))
}
