import { deflateSync, inflateSync } from 'node:zlib'
import type { LanguagePair } from '../types.ts'
import type { AlignmentModel, Cells } from './model.ts'
import { createVocabulary } from './vocabulary.ts'

/** A model as plain JSON: both fields are compressed and in base64. The checksum of zlib tells when one is damaged. */
export interface StoredModel {
  /** The source words, a line each, an empty line, the target words. */
  words: string
  /**
   * The number of cells of each source word, 4 bytes each; then of each cell the number of its target word in 4 bytes,
   * and its likelihoods forward and backward in 65,535ths, 2 bytes each. The lower byte comes first.
   */
  cells: string
}

/** Raise it when the form changes, or what is learnt: older models are then learnt anew. */
export const STORED_VERSION = 1

/** Cells under both are left out: two words that hardly ever translate each other may as well never have met. */
const LEAST = 0.01
/** Some 700 kB. */
const MOST_CELLS = 100_000
const SCALE = 0xffff
/** Bytes of one field without compression, beyond which it is not read: none of ours has as many. */
const LARGEST = 16_000_000
const COUNT_BYTES = 4
const CELL_BYTES = 8

/** Packs a model, its unlikely cells left out: at most 1.5 MB, mostly a tenth of that. */
export function packModel({ sources, targets, cells }: AlignmentModel): StoredModel {
  const kept = likelyCells(cells)
  const counts = Buffer.alloc(COUNT_BYTES * sources.words.length)
  const bytes = Buffer.alloc(CELL_BYTES * kept.length)
  let at = 0
  let source = 0
  for (const cell of kept) {
    while (cell >= cells.first[source + 1]!) source++
    counts.writeUInt32LE(counts.readUInt32LE(COUNT_BYTES * source) + 1, COUNT_BYTES * source)
    at = bytes.writeUInt32LE(cells.targets[cell]!, at)
    at = bytes.writeUInt16LE(Math.round(cells.forward[cell]! * SCALE), at)
    at = bytes.writeUInt16LE(Math.round(cells.backward[cell]! * SCALE), at)
  }
  const words = Buffer.from(`${sources.words.join('\n')}\n\n${targets.words.join('\n')}`)
  return { words: packed(words), cells: packed(Buffer.concat([counts, bytes])) }
}

/** @returns `undefined` when it is damaged */
export function unpackModel(
  stored: StoredModel,
  locales: LanguagePair,
): AlignmentModel | undefined {
  try {
    const [before = '', after = ''] = unpacked(stored.words).toString().split('\n\n')
    const sources = createVocabulary(locales.from, linesOf(before))
    const targets = createVocabulary(locales.to, linesOf(after))
    const cells = readCells(unpacked(stored.cells), sources.words.length, targets.words.length)
    return cells && { locales, sources, targets, cells }
  } catch {
    return undefined
  }
}

function readCells(bytes: Buffer, sources: number, targets: number): Cells | undefined {
  const first = new Uint32Array(sources + 1)
  for (let source = 0; source < sources; source++)
    first[source + 1] = first[source]! + bytes.readUInt32LE(COUNT_BYTES * source)
  const count = first[sources]!
  if (bytes.length !== COUNT_BYTES * sources + CELL_BYTES * count) return undefined
  const cells: Cells = {
    first,
    targets: new Uint32Array(count),
    forward: new Float32Array(count),
    backward: new Float32Array(count),
  }
  let at = COUNT_BYTES * sources
  for (let cell = 0; cell < count; cell++, at += CELL_BYTES) {
    cells.targets[cell] = bytes.readUInt32LE(at)
    cells.forward[cell] = bytes.readUInt16LE(at + 4) / SCALE
    cells.backward[cell] = bytes.readUInt16LE(at + 6) / SCALE
  }
  return cells.targets.every((target) => target < targets) ? cells : undefined
}

/** The numbers of the cells that say most, in order. */
function likelyCells({ forward, backward }: Cells): number[] {
  const likelihood = (cell: number) => Math.max(forward[cell]!, backward[cell]!)
  const likely: number[] = []
  for (let cell = 0; cell < forward.length; cell++) if (likelihood(cell) >= LEAST) likely.push(cell)
  if (likely.length <= MOST_CELLS) return likely
  return likely
    .sort((a, b) => likelihood(b) - likelihood(a))
    .slice(0, MOST_CELLS)
    .sort((a, b) => a - b)
}

const linesOf = (text: string) => (text === '' ? [] : text.split('\n'))
const packed = (bytes: Buffer) => deflateSync(bytes).toString('base64')
const unpacked = (text: string) =>
  inflateSync(Buffer.from(text, 'base64'), { maxOutputLength: LARGEST })
