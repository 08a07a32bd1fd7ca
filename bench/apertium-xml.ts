import { escapeXml } from '../src/tags/xml.ts'
import { listModes, modeFor } from '../src/translators/apertium/modes.ts'
import { runMode } from '../src/translators/apertium/run.ts'
import {
  type NumberedPiece,
  readNumbered,
  readRecords,
  toStream,
  WORD,
  writeRecords,
} from '../src/translators/apertium/stream.ts'
import type { LanguagePair, Segment } from '../src/types.ts'

/**
 * Answers with tags, as a translator with `tags: 'xml'` gives them: each word of a tag goes through Apertium with the
 * tag's number bound to it, and comes out where the rules have put it. Words of one tag that were torn apart come back
 * as several tags, which `decodeXml` has to refuse.
 */
export async function translateTagged(
  segments: Segment[],
  { from, to }: LanguagePair,
): Promise<(string | undefined)[]> {
  const { signal } = new AbortController()
  const mode = modeFor(await listModes('apertium'), from, to)
  // In pairs, since Apertium's tagger is started anew for each pair of records.
  const records = segments.flatMap((segment) => [toStream(segment.text), markWords(segment)])
  const output = readRecords(await runMode('apertium', mode.name, writeRecords(records), signal))
  return segments.map((_, index) => {
    const record = output.get(2 * index + 1)
    return record === undefined ? undefined : writeTagged(readNumbered(record))
  })
}

function markWords({ text, tags }: Segment): string {
  let stream = ''
  let end = 0
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const tag = tags.find(({ start, end }) => start <= index && index < end)
    const marked = tag ? `[[t:w:${tag.id}]]${toStream(word)}[[/]]` : toStream(word)
    stream += toStream(text.slice(end, index)) + marked
    end = index + word.length
  }
  return stream + toStream(text.slice(end))
}

function writeTagged(pieces: NumberedPiece[]): string {
  let xml = ''
  let open: number | undefined
  /** What stands between words; whether it is inside of a tag is known when the next word comes. */
  let between = ''
  for (const { text, numbers } of pieces) {
    const [id] = numbers
    if (id === undefined && !/\p{L}|\p{N}/u.test(text)) {
      between += text
      continue
    }
    if (open !== undefined && open !== id) xml += `</g${open}>`
    xml += escapeXml(between)
    if (id !== undefined && open !== id) xml += `<g${id}>`
    xml += escapeXml(text)
    between = ''
    open = id
  }
  if (open !== undefined) xml += `</g${open}>`
  return (xml + escapeXml(between)).replace(/ {2,}/g, ' ').trim()
}
