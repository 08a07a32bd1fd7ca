/**
 * How often inline markup ends up around the right words: Apertium translates `sentences.txt` from English to Spanish, and
 * its own word alignment says where each marked span should be. Run: `node bench/spans.ts`, add `--errors` to see each miss.
 */
import { readFileSync } from 'node:fs'
import { learnModel } from '../src/tags/ibm1.ts'
import { spanText } from '../src/tags/ladder.ts'
import { AGAINST_GUESS, indexLinks } from '../src/tags/links.ts'
import { alignerOf } from '../src/tags/model.ts'
import { placeTags, wantedSpans } from '../src/tags/place.ts'
import {
  expectedAt,
  identical,
  linked,
  middle,
  proportional,
  respanned,
  whole,
} from '../src/tags/rungs.ts'
import { packModel, unpackModel } from '../src/tags/stored-model.ts'
import { linksOf, viewOf } from '../src/tags/view.ts'
import type { Range } from '../src/tags/words.ts'
import { decodeXml } from '../src/tags/xml.ts'
import { apertium, apertiumPairs } from '../src/translators/apertium.ts'
import type { Segment, Tag, Token, Translation } from '../src/types.ts'
import { translateTagged } from './apertium-xml.ts'
import { machine } from './report.ts'
import { goldOf, printRates, type Rate, rangesOf, rateOf, type Sentence } from './span-rates.ts'

const pair = { from: 'en', to: 'es' }

/** `The *red car* and the [tree](u).` → text and tags. */
function readSentence(line: string): Segment {
  const tags: Tag[] = []
  let text = ''
  for (const [all, strong, link] of line.matchAll(/\*([^*]+)\*|\[([^\]]+)\]\(u\)|[^*[]+/g)) {
    const words = strong ?? link
    const [start, end] = [text.length, text.length + (words ?? '').length]
    const type = strong ? 'strong' : 'link'
    if (words) tags.push({ id: tags.length + 1, kind: 'pair', type, parent: undefined, start, end })
    text += words ?? all
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

if (!(await apertiumPairs()).some(([from, to]) => from === pair.from && to === pair.to)) {
  console.log('spans: not measured. Needs Apertium: apt install apertium apertium-eng-spa')
  process.exit(0)
}
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
const texts = [
  ...new Set(segments.flatMap((segment) => segment.tags.map((tag) => spanText(segment, tag)))),
]
const retranslated = await translate(texts)
const tagged = await translateTagged(segments, pair)
await translator.close?.()

const all = new Map(texts.map((text, index) => [text, retranslated[index]!.text]))
const plain = ({ translation }: Sentence): Translation => ({ text: translation.text })
const asked = new Set(
  sentences.flatMap((sentence) => wantedSpans(sentence.segment, plain(sentence))),
)
const spans = new Map([...asked].map((text) => [text, all.get(text)!]))

const start = performance.now()
const lessons = sentences.map(({ view }) => ({ source: view.source, target: view.target }))
// Packed and unpacked, as the cache keeps it.
const packed = packModel(await learnModel(lessons, pair))
const align = alignerOf(unpackModel(packed, pair)!)
const learned = performance.now() - start
const guesses = new Map(
  sentences.map(({ view }) => {
    const links = linksOf(view.sourceWords, view.targetWords, align(view.source, view.target))
    return [view, indexLinks(links, view.targetWords.length, AGAINST_GUESS)]
  }),
)

const onMiss = process.argv.includes('--errors') ? console.log : () => {}
const measure = (name: string, placesOf: (sentence: Sentence) => Map<number, Range> | undefined) =>
  rateOf(name, sentences, placesOf, onMiss)

type Rung = (sentence: Sentence, tag: Tag) => Range | undefined

const guess: Rung = ({ view }, tag) => linked(view, tag, guesses.get(view)!)
const expected = (sentence: Sentence, tag: Tag) => {
  const place = guess(sentence, tag)
  return place ? middle(place) : expectedAt(sentence.view, tag)
}
/** In the order in which the ladder asks them, for answers without alignment. */
const RUNGS: Record<string, Rung> = {
  'all words': ({ view }, tag) => whole(view, tag),
  'identical text': (sentence, tag) => identical(sentence.view, tag, expected(sentence, tag)),
  're-translated span': (sentence, tag) =>
    respanned(
      sentence.view,
      tag,
      all.get(spanText(sentence.segment, tag))!,
      expected(sentence, tag),
    ),
  'IBM-1': guess,
  position: ({ view }, tag) => proportional(view, tag),
}
const names = Object.keys(RUNGS)

function placesBy(find: Rung): (sentence: Sentence) => Map<number, Range> {
  return (sentence) =>
    new Map(
      sentence.spans.flatMap(({ tag }) => {
        const place = find(sentence, tag)
        return place ? [[tag.id, place]] : []
      }),
    )
}

/** A rung where none before it has an answer. */
function asFirst(name: string): Rung {
  const before = names.slice(0, names.indexOf(name))
  return (sentence, tag) =>
    before.some((other) => RUNGS[other]!(sentence, tag)) ? undefined : RUNGS[name]!(sentence, tag)
}

/** Everything together, as the library does it, for sentences placed with a confidence from `least` to under `most`. */
function ladder(
  name: string,
  translationOf: (sentence: Sentence) => Translation,
  [least, most] = [0, Number.POSITIVE_INFINITY],
): Rate {
  return measure(name, (sentence) => {
    const placement = placeTags(sentence.segment, translationOf(sentence), { spans, align })
    if (!placement || placement.confidence < least || placement.confidence >= most) return new Map()
    return rangesOf(placement.tokens)
  })
}

const textOf = (tokens: Token[]) =>
  tokens.map((token) => (token.type === 'text' ? token.value : '')).join('')

/** Tags that travelled with the text; where they came back broken, the ladder. Only what was worded as without tags has a known place. */
const xml = measure('whole ladder, tags: xml', (sentence) => {
  const answer = tagged[sentences.indexOf(sentence)]
  const tokens = answer === undefined ? undefined : decodeXml(sentence.segment, answer)
  if (tokens && textOf(tokens).toLowerCase() === sentence.view.target.toLowerCase())
    return rangesOf(tokens)
  if (tokens) return undefined
  const placement = placeTags(sentence.segment, plain(sentence), { spans, align })
  return placement ? rangesOf(placement.tokens) : new Map()
})

const marked = segments.reduce((sum, segment) => sum + segment.tags.length, 0)
const known = sentences.reduce((sum, sentence) => sum + sentence.spans.length, 0)
const size = (packed.words.length + packed.cells.length) / 1000
console.log(`${machine()}; Apertium en→es
${segments.length} sentences, ${marked} spans, ${known} with a known place (aligned words only)
IBM-1 learned from these ${segments.length} sentences alone, in ${learned.toFixed(0)} ms, kept in ${size.toFixed(0)} kB; ${asked.size} spans asked again
`)
printRates([
  ...names.map((name) => measure(`${name} alone`, placesBy(RUNGS[name]!))),
  ...names.map((name) => measure(`  ${name}, nothing before it`, placesBy(asFirst(name)))),
  ladder('whole ladder, tags: none', plain),
  ladder('  confidence 0.9 and more', plain, [0.9, 2]),
  ladder('  confidence 0.5 to 0.9', plain, [0.5, 0.9]),
  ladder('  confidence under 0.5', plain, [0, 0.5]),
  ladder('whole ladder, tags: alignment', (sentence) => sentence.translation),
  xml,
])
console.log(`
"tags: alignment" is measured by the alignment that it uses. "tags: xml" is Apertium with the tags bound to their words,
on the sentences that it words in the same way with and without them.`)
