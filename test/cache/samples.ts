import type { DocumentEntry, SegmentEntry } from '../../src/cache/index.ts'
import { segmentKey } from '../../src/cache/index.ts'

/** A segment entry that differs from those of other numbers. */
export function sampleSegment(number: number, to = 'es'): SegmentEntry {
  return {
    from: 'en',
    to,
    by: 'sample@1',
    source: `Sentence ${number} of the sample, with an emoji 🦉 and a :colon.`,
    text: `:Frase ${number} de la muestra, con "comillas" y una ñ.`,
    alignment: [
      [0, 8, 1, 6],
      [9, 10, 7, 8, 0.5],
    ],
    score: -0.25,
  }
}

/** Keyed segment entries `first` … `first + count - 1`, as `setSegments` takes them. */
export function sampleSegments(
  first: number,
  count: number,
  to = 'es',
): [key: string, entry: SegmentEntry][] {
  return Array.from({ length: count }, (_, index) => {
    const entry = sampleSegment(first + index, to)
    const { source: text, from, by: fingerprint } = entry
    return [segmentKey({ text, from, to, fingerprint }), entry]
  })
}

/** A document entry of the given number of UTF-16 code units. */
export function sampleDocument(length = 12_000): DocumentEntry {
  return {
    text: '# Título\n\nUn párrafo — con todo.\r\n'.repeat(length / 34 + 1).slice(0, length),
    from: 'en',
    units: 80,
    segments: 120,
    keys: 'abcdefghijklmnopqrstuvwxyz'.repeat(80),
    findings: [{ severity: 'warning', check: 'numbers', message: 'The number 7 is missing.' }],
  }
}
