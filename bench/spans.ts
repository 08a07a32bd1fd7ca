/**
 * How often inline markup ends up around the right words: Apertium translates `sentences.txt` from English to Spanish, and
 * its own word alignment says where each marked span should be. Run: `node bench/spans.ts`, add `--errors` to see each miss.
 */
import { readFileSync } from 'node:fs'
import os from 'node:os'
import { learnAlignment } from '../src/tags/ibm1.ts'
import { spanText } from '../src/tags/ladder.ts'
import { AGAINST_GUESS, indexLinks } from '../src/tags/links.ts'
import { placeTags, wantedSpans } from '../src/tags/place.ts'
import {
  expectedAt,
  identical,
  linked,
  middle,
  proportional,
  respanned,
} from '../src/tags/rungs.ts'
import { indicesIn, linksOf, type View, viewOf } from '../src/tags/view.ts'
import type { Range } from '../src/tags/words.ts'
import { apertium, apertiumPairs } from '../src/translators/apertium.ts'
import type { Segment, Tag, Token, Translation } from '../src/types.ts'

const pair = { from: 'en', to: 'es' }

/** A marked span whose place is known: the indices of its target words, and of all target words that are aligned at all. */
interface GoldSpan {
  tag: Tag
  words: Set<number>
  known: Set<number>
}

interface Sentence {
  segment: Segment
  translation: Translation
  view: View
  spans: GoldSpan[]
}

interface Row {
  name: string
  answers: number
  exact: number
  right: number
  placed: number
  wanted: number
}

/** `The *red car* and the [tree](u).` → text and tags. */
function readSentence(line: string): Segment {
  const tags: Tag[] = []
  let text = ''
  for (const [whole, strong, link] of line.matchAll(/\*([^*]+)\*|\[([^\]]+)\]\(u\)|[^*[]+/g)) {
    const words = strong ?? link
    const range = { start: text.length, end: text.length + (words ?? '').length }
    if (words)
      tags.push({
        id: tags.length + 1,
        kind: 'pair',
        type: strong ? 'strong' : 'link',
        parent: undefined,
        ...range,
      })
    text += words ?? whole
  }
  return { text, tags }
}

async function translate(texts: string[]): Promise<Translation[]> {
  const { signal } = new AbortController()
  const answers = await translator.translate({ texts, ...pair }, { signal })
  return answers.map((answer) => {
    if (typeof answer === 'string' || 'error' in answer) throw new Error(`No alignment: ${answer}`)
    return answer
  })
}

/** Spans with a known place. Scores under 1 say that the numbered run came out differently: such sentences have no gold. */
function goldOf(segment: Segment, { alignment = [] }: Translation, view: View): GoldSpan[] {
  if (alignment.some(([, , , , score = 1]) => score < 1)) return []
  const known = new Set(view.aligned.list.map((link) => link.target))
  return segment.tags.flatMap((tag) => {
    const own = new Set(indicesIn(view.sourceWords, tag))
    const found = view.aligned.list
      .filter((link) => own.has(link.source))
      .map((link) => link.target)
    if (found.length === 0) return []
    const [first, last] = [Math.min(...found), Math.max(...found)]
    const words = new Set([...known].filter((index) => first <= index && index <= last))
    return { tag, words, known }
  })
}

function measure(name: string, placeOf: (sentence: Sentence) => Map<number, Range>): Row {
  const row: Row = { name, answers: 0, exact: 0, right: 0, placed: 0, wanted: 0 }
  for (const sentence of sentences) {
    const places = placeOf(sentence)
    for (const { tag, words, known } of sentence.spans) {
      row.wanted += words.size
      const place = places.get(tag.id)
      if (!place) {
        if (showErrors)
          console.log(
            `${name}: nothing for "${sentence.segment.text.slice(tag.start, tag.end)}" in ${sentence.view.source} → ${sentence.view.target}`,
          )
        continue
      }
      const placed = indicesIn(sentence.view.targetWords, place).filter((index) => known.has(index))
      const right = placed.filter((index) => words.has(index)).length
      row.answers++
      row.placed += placed.length
      row.right += right
      if (right === placed.length && right === words.size) row.exact++
      else if (showErrors) {
        const { source, target } = sentence.view
        console.log(
          `${name}: "${source.slice(tag.start, tag.end)}" in "${source}" → "${target.slice(place.start, place.end)}" in "${target}"`,
        )
      }
    }
  }
  return row
}

/** One rung alone, on every span. */
function rung(name: string, find: (sentence: Sentence, tag: Tag) => Range | undefined): Row {
  return measure(name, (sentence) => {
    const places = new Map<number, Range>()
    for (const { tag } of sentence.spans) {
      const place = find(sentence, tag)
      if (place) places.set(tag.id, place)
    }
    return places
  })
}

/** Everything together, as the library does it, for sentences placed with a confidence from `least` to under `most`. */
function ladder(
  name: string,
  translationOf: (sentence: Sentence) => Translation,
  [least, most] = [0, Number.POSITIVE_INFINITY],
): Row {
  return measure(name, (sentence) => {
    const placement = placeTags(sentence.segment, translationOf(sentence), { spans, align })
    if (!placement || placement.confidence < least || placement.confidence >= most) return new Map()
    return rangesOf(placement.tokens)
  })
}

function rangesOf(tokens: Token[]): Map<number, Range> {
  const ranges = new Map<number, Range>()
  let at = 0
  for (const token of tokens) {
    if (token.type === 'text') at += token.value.length
    if (token.type === 'open') ranges.set(token.id, { start: at, end: at })
    if (token.type === 'close') ranges.get(token.id)!.end = at
  }
  return ranges
}

function print(rows: Row[], total: number): void {
  const percent = (part: number, whole: number) =>
    (whole ? `${((100 * part) / whole).toFixed(1)} %` : '–').padStart(9)
  console.log(`${''.padEnd(34)} answers    exact  of answers precision   recall`)
  for (const { name, answers, exact, right, placed, wanted } of rows)
    console.log(
      name.padEnd(34),
      percent(answers, total),
      percent(exact, total),
      percent(exact, answers),
      percent(right, placed),
      percent(right, wanted),
    )
}

if (!(await apertiumPairs()).some(([from, to]) => from === pair.from && to === pair.to)) {
  console.log('spans: not measured. Needs Apertium: apt install apertium apertium-eng-spa')
  process.exit(0)
}
const showErrors = process.argv.includes('--errors')
const translator = apertium()
const segments = readFileSync(new URL('sentences.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map(readSentence)
const translations = await translate(segments.map((segment) => segment.text))
const sentences = segments.map((segment, index): Sentence => {
  const translation = translations[index]!
  const view = viewOf(segment, translation)
  return { segment, translation, view, spans: goldOf(segment, translation, view) }
})
const plain = ({ translation }: Sentence): Translation => ({ text: translation.text })

const asked = [
  ...new Set(sentences.flatMap((sentence) => wantedSpans(sentence.segment, plain(sentence)))),
]
const texts = [
  ...new Set(segments.flatMap((segment) => segment.tags.map((tag) => spanText(segment, tag)))),
]
const answers = await translate(texts)
await translator.close?.()
const all = new Map(texts.map((text, index) => [text, answers[index]!.text]))
const spans = new Map(asked.map((text) => [text, all.get(text)!]))

const start = performance.now()
const align = learnAlignment(
  sentences.map(({ view }) => ({ source: view.source, target: view.target })),
  pair,
)
const learned = performance.now() - start
const guesses = new Map(
  sentences.map(({ view }) => [
    view,
    indexLinks(
      linksOf(view.sourceWords, view.targetWords, align(view.source, view.target)),
      view.targetWords.length,
      AGAINST_GUESS,
    ),
  ]),
)
const guess = (view: View, tag: Tag) => linked(view, tag, guesses.get(view)!)
const expected = (view: View, tag: Tag) => {
  const place = guess(view, tag)
  return place ? middle(place) : expectedAt(view, tag)
}

const total = sentences.reduce((sum, sentence) => sum + sentence.spans.length, 0)
const marked = segments.reduce((sum, segment) => sum + segment.tags.length, 0)
console.log(`${os.cpus()[0]?.model}, Node ${process.version}; Apertium en→es`)
console.log(
  `${segments.length} sentences, ${marked} spans, ${total} with a known place (aligned words only)`,
)
console.log(
  `IBM-1 learned from these ${segments.length} sentences alone, in ${learned.toFixed(0)} ms; ${asked.length} spans asked again\n`,
)
print(
  [
    rung('position', ({ view }, tag) => proportional(view, tag)),
    rung('identical text', ({ view }, tag) => identical(view, tag, expected(view, tag))),
    rung('re-translated span', ({ view, segment }, tag) =>
      respanned(view, tag, all.get(spanText(segment, tag))!, expected(view, tag)),
    ),
    rung('IBM-1', ({ view }, tag) => guess(view, tag)),
    ladder('whole ladder, tags: none', plain),
    ladder('  confidence 0.9 and more', plain, [0.9, 2]),
    ladder('  confidence 0.5 to 0.9', plain, [0.5, 0.9]),
    ladder('  confidence under 0.5', plain, [0, 0.5]),
    ladder('whole ladder, tags: alignment', (sentence) => sentence.translation),
  ],
  total,
)
console.log(
  '\nPosition to IBM-1: that rung alone, on all spans. "tags: alignment" is measured by the alignment that it uses.',
)
