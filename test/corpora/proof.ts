import { segmentsOf } from '../../src/markdown/document.ts'
import { rewrite } from '../markdown/rewrite.ts'
import { type ChangeName, changeOf, HOSTILE } from './hostile.ts'
import { PARSERS } from './parsers.ts'
import { inAnyOrder, type Skeleton } from './skeleton.ts'
import type { Source } from './sources.ts'

/** Set to `all`, every change is tried on every file; otherwise one hostile change per file, chosen by its text. */
export const COMPLETE = process.env.CORPORA === 'all'

/** Most failures that a test lists. */
export const SHOWN = 20

/** What came of a run over many documents. */
export interface Tally {
  documents: number
  units: number
  segments: number
  /** Units whose new words could not be written, so that they stand as in the source. */
  reverted: number
  /** Documents that became another page to one of the parsers, with what differs first. */
  structure: string[]
  /** Documents that changed although no word did. */
  bytes: string[]
}

/**
 * Changes the words of documents and compares the pages before and after. With hostile words emphasis may change places
 * with the link in it, and leave punctuation outside.
 *
 * @param changesOf what is tried on a document
 */
export function prove(sources: Source[], changesOf: (source: Source) => ChangeName[]): Tally {
  const tally = emptyTally()
  for (const source of sources) {
    for (const name of changesOf(source)) {
      const { units, reverted, text } = rewrite(source.text, changeOf(name))
      tally.documents += 1
      tally.units += units.length
      tally.segments += units.reduce((sum, unit) => sum + segmentsOf(unit).length, 0)
      tally.reverted += reverted.length
      const label = `${source.path}, ${name}`
      if (name === 'identity' && text !== source.text) tally.bytes.push(label)
      const view = HOSTILE.includes(name) ? inAnyOrder : undefined
      const found = differences(source.text, text, view)
      tally.structure.push(...found.map((each) => `${label}: ${each}`))
    }
  }
  return tally
}

export const emptyTally = (): Tally => ({
  documents: 0,
  units: 0,
  segments: 0,
  reverted: 0,
  structure: [],
  bytes: [],
})

/**
 * What is another page after than before, by parser.
 *
 * @param view what of the skeletons is compared; everything by default
 */
export function differences(
  before: string,
  after: string,
  view = (skeleton: Skeleton) => skeleton,
): string[] {
  if (before === after) return []
  return Object.entries(PARSERS).flatMap(([parser, skeletonOf]) => {
    const [source, target] = [skeletonOf(before), skeletonOf(after)]
    if (source === undefined || target === undefined) return []
    if (parser === 'markdownItLinks' && !hasLinksOfGfm(before, source)) return []
    const difference = firstDifference(view(source), view(target))
    return difference === undefined ? [] : `${parser}: ${difference}`
  })
}

/**
 * Whether linkify finds as many bare addresses in a source as GFM does. What it passes over (`git+https://…`, whose end is
 * an address to GFM) it may well see once the words beside it are others.
 */
function hasLinksOfGfm(text: string, linkified: Skeleton): boolean {
  const links = (skeleton: Skeleton) => skeleton.filter((piece) => piece.startsWith('<a ')).length
  return links(linkified) === links(PARSERS.micromark(text) ?? [])
}

/** Around the first piece that differs: `<p>… became <p><em>…`. */
export function firstDifference(before: Skeleton, after: Skeleton): string | undefined {
  const length = Math.max(before.length, after.length)
  for (let index = 0; index < length; index++) {
    if (before[index] === after[index]) continue
    const around = (pieces: Skeleton) => pieces.slice(Math.max(0, index - 2), index + 3).join('')
    return `${around(before)} became ${around(after)}`
  }
  return undefined
}

/** Prints what was done, so that a run that has tried nothing is seen. */
export function print(what: string, { structure, bytes, ...counts }: Tally): void {
  const list = { ...counts, 'structure changes': structure.length, 'byte changes': bytes.length }
  const words = Object.entries(list).map(([name, value]) => `${value.toLocaleString('en')} ${name}`)
  console.log(`${what}: ${words.join(', ')}`)
}
