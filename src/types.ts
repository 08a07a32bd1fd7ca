export type { LinkContext, LinkRule } from './anchors/site-links.ts'
export type { SlugStyle } from './anchors/slugs.ts'
export type { Syntax } from './markdown/syntax.ts'

/** What happens to links to headings. */
export type Anchors = 'rewrite' | 'pin' | 'pin-html' | 'off'

/** A BCP-47 language tag in canonical form (`es`, `zh-Hant`, `pt-BR`). Other spellings are read at the edges by `parseLocale`. */
export type Locale = string

/** Source and target language of a request. */
export interface LanguagePair {
  from: Locale
  to: Locale
}

/** Segments of one language pair that travel in one call. */
export interface Batch extends LanguagePair {
  /** What to translate, one sentence (or block) each, whitespace already collapsed. Never empty. */
  texts: string[]
}

/**
 * One aligned stretch: `[sourceStart, sourceEnd, targetStart, targetEnd, score?]`.
 * Offsets are half-open UTF-16 positions in the text that was sent and in the text that came back;
 * the score is between 0 and 1 (default 1).
 */
export type AlignedSpan = [
  sourceStart: number,
  sourceEnd: number,
  targetStart: number,
  targetEnd: number,
  score?: number,
]

/** A translated text. */
export interface Translation {
  text: string
  /** Which words became which, where the translator knows. */
  alignment?: AlignedSpan[]
  /** The translator's own confidence, higher is better; no fixed scale. */
  score?: number
}

/** A text that the translator could not translate. */
export interface Refusal {
  /** What went wrong, for a person. */
  error: string
  /** Whether the same text may succeed later. @default false */
  retryable?: boolean
}

/** What a translator gives back for one text of a batch. */
export type Answer = string | Translation | Refusal

/** How much one call may carry, and how many calls may run at once. */
export interface Limits {
  /** Most texts in one batch. @default 64 */
  segments: number
  /** Most UTF-16 code units in one batch, all texts together. A longer single text travels alone. @default 8000 */
  characters: number
  /** Most calls in flight. @default 2 */
  concurrency: number
}

/** What a translator can do: every `from` into every `to`, or a list of pairs. */
export type Languages = (
  | { from: Locale[]; to: Locale[] }
  | { pairs: [from: Locale, to: Locale][] }
) & {
  /** How to get more, as a sentence that ends the error for an unsupported language. */
  hint?: string
}

export interface TranslateContext {
  /** Aborts when the run ends or the call takes too long. */
  signal: AbortSignal
}

/** The thing that turns segments into another language. Build one with `defineTranslator`. */
export interface Translator {
  /** Short name for messages, e.g. `apertium`. */
  name: string
  /** Name, model and revision; part of every cache key. Change it and everything is translated anew. */
  fingerprint: string
  /** What it wants to be sent: single sentences, or whole blocks for models that use context. */
  unit: 'sentence' | 'block'
  /**
   * How inline markup travels: `xml` sends `<g1>…</g1>` and `<x2/>` in escaped text and expects them back;
   * `alignment` sends plain text and reads `alignment` from the answer; `none` sends plain text.
   */
  tags: 'xml' | 'alignment' | 'none'
  limits: Limits
  /** Milliseconds until a call without an answer counts as failed. @default 120000 */
  timeout?: number
  /** Checks that make no sense for its answers, or matter more; `options.checks` wins over them. @default {} */
  checks?: Record<string, Severity | 'off'>
  /** The languages it knows. Asked only when something must be sent. Absent: any pair is tried. */
  languages?(): Languages | Promise<Languages>
  /** One answer per text, in order. Anything else counts as a failed call. */
  translate(batch: Batch, context: TranslateContext): Promise<Answer[]>
  /**
   * What so much will take or cost, as a phrase for a summary: `an estimated 40 s on the endpoint`. Undefined where there
   * is nothing to say.
   */
  estimate?(sent: { segments: number; characters: number }): string | undefined
  /** Frees what the translator holds. */
  close?(): void | Promise<void>
}

/** Inline markup inside a segment. */
export interface Tag {
  /** 1, 2, 3 … in order of appearance within its segment. */
  id: number
  /** `pair` encloses words that are translated; `atom` is kept verbatim. */
  kind: 'pair' | 'atom'
  /** mdast node type: `strong`, `link`, `inlineCode`, `footnoteReference` … */
  type: string
  /**
   * Half-open UTF-16 range in the segment's text. An atom's range covers the words that stand for it
   * (an identifier in code is sent as it is); it is empty for atoms that nobody reads aloud (images, footnote marks).
   */
  start: number
  end: number
  /** Id of the pair it stands in; undefined at the top. */
  parent: number | undefined
  /**
   * Where the page has other spaces around an atom than the text: one more `before` or `after` it (`see ![](x) here` is sent
   * as `see here`), or `none` where the text has one in front of it (`see![](x)here`). Absent: the same.
   */
  space?: 'before' | 'after' | 'none'
}

/** One sentence (or block): what is cached and sent. */
export interface Segment {
  /** Plain text, white space collapsed and trimmed, markup taken out. */
  text: string
  tags: Tag[]
}

/** A piece of a segment or of its translation, in reading order. Opens and closes nest properly. */
export type Token =
  | { type: 'text'; value: string }
  | { type: 'open'; id: number }
  | { type: 'close'; id: number }
  | { type: 'atom'; id: number }

export type Severity = 'error' | 'warning'

/** The result of one test of one translation, or of anything that kept a text from being translated. */
export interface Finding {
  /** `error`: the source text stands in the page and the next run asks again. `warning`: published, and worth a look. */
  severity: Severity
  /** Which check found it, e.g. `numbers`, `structure`, `translator`. */
  check: string
  /** Path of the document, as it was given. */
  file?: string
  /** Line of the unit in the source document, from 1. */
  line?: number
  locale?: Locale
  /** The source text. */
  source?: string
  /** The text that was rejected or is doubtful. */
  target?: string
  /** One sentence for a person. */
  message: string
  /** Present where the translator was to blame and not the text: the same may be translated a moment later. */
  temporary?: true
}

/** A document to translate. */
export interface DocumentRequest {
  /** The markdown. */
  text: string
  /** Where it comes from, for findings and messages. Never part of a cache key. */
  path?: string
  /** Source language, any code style. @default the document's `lang` in front matter, else `options.from` */
  from?: string
  /** Target language, any code style. */
  to: string
  /** Look everything up and send nothing: `report.sent` then counts what would be sent. @default false */
  dryRun?: boolean
  /**
   * The text of another document of the site, for links to its headings; undefined when it is none.
   *
   * @param path relative to the root, with `/`
   */
  linked?(path: string): Promise<string | undefined> | string | undefined
  signal?: AbortSignal
}

/** What happened to one document in one locale. */
export interface DocumentReport {
  path?: string
  from: Locale
  to: Locale
  /** Why the document was left as it is: `translate: false`, not in `translated_to`, already in that language. */
  skipped?: string
  /** Translatable blocks, alts, titles and front matter values. */
  units: number
  /** Sentences in those units, repeats included. */
  segments: number
  /** Distinct lookups that the cache answered. */
  cached: number
  /** Distinct lookups that were sent (`dryRun`: that would be sent). */
  sent: number
  /** UTF-16 code units of what was sent. */
  sentCharacters: number
  findings: Finding[]
  /** Whether no segment fell back to its source. Only complete documents enter the document cache. */
  complete: boolean
}

export interface DocumentResult {
  /** The translated markdown; the source, byte for byte, where it was skipped. */
  text: string
  report: DocumentReport
}

/** Totals since `createPolyglot`. `cached` and `sent` count distinct lookups per locale over all documents. */
export interface Usage {
  /** Distinct document and locale pairs asked for, skipped ones left out. */
  documents: number
  units: number
  segments: number
  cached: number
  sent: number
  sentCharacters: number
  /** Calls to the translator, retries included. */
  requests: number
}

/** One unit as `polyglot inspect` shows it. */
export interface InspectedUnit {
  /** `paragraph`, `heading`, `tableCell`, `label`, `html`, `alt`, `title`, `attribute`, `frontmatter`, `property`. */
  kind: string
  /** From 1. */
  line: number
  /** Half-open UTF-16 range in the document. */
  start: number
  end: number
  segments: InspectedSegment[]
}

export interface InspectedSegment extends Segment {
  /** Cache key. */
  key: string
  /** The cached translation, if there is one that passes the checks. */
  target?: string
  /** What a page shows that has only the cache, with the tags in their places; absent where that is the source. */
  tokens?: Token[]
  /** Whether the answer has come since `createPolyglot`; else it was in the cache before. */
  sent?: boolean
}
