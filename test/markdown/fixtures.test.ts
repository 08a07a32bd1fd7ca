import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseDocument, readUnits, segmentsOf } from '../../src/markdown/document.ts'
import type { Segment } from '../../src/types.ts'
import { read, rewrite } from './rewrite.ts'

/**
 * Each construct in a small document, and beside it what is sent of it. `UPDATE=1` writes the files of units anew; read the
 * difference before you keep it: they say what ought to be, not what happens to be.
 */
const FOLDER = new URL('../fixtures/markdown/', import.meta.url)
const UPDATE = process.env.UPDATE === '1'

const names = readdirSync(FOLDER)
const documents = names.filter((name) => /\.mdx?$/.test(name))

test('units are never written anew by a machine that nobody watches', () => {
  expect(UPDATE && process.env.CI === 'true', 'UPDATE=1 with CI=true').toBe(false)
})

test('there are many constructs, and no units without a document', () => {
  expect(documents.length).toBeGreaterThan(45)
  expect(names.toSorted()).toEqual(documents.flatMap((name) => [name, unitsOf(name)]).toSorted())
})

describe.each(documents)('%s', (name) => {
  const text = readFileSync(new URL(name, FOLDER), 'utf8')
  const file = new URL(unitsOf(name), FOLDER)

  test('is sent as it should be', () => {
    const units = shownUnits(text, name)
    if (UPDATE && process.env.CI !== 'true') writeFileSync(file, written(units))
    expect(existsSync(file), `${unitsOf(name)} is missing; UPDATE=1 writes it`).toBe(true)
    expect(units).toEqual(JSON.parse(readFileSync(file, 'utf8')))
  })

  test('stays as it is when no word changes', () => {
    expect(rewrite(text, (words) => words, { path: name }).text).toBe(text)
  })

  test('takes new words in all its units', () => {
    const { reverted } = rewrite(text, (words) => words.toUpperCase(), { path: name })
    expect(reverted.map(({ kind, line }) => `${kind} in line ${line}`)).toEqual([])
  })
})

function unitsOf(name: string): string {
  return name.replace(/\.mdx?$/, '.json')
}

interface ShownSegment {
  text: string
  /** `strong(4,9)`: its type and range. */
  tags?: string[]
}

interface ShownUnit {
  kind: string
  line: number
  segments: ShownSegment[]
}

function shownUnits(text: string, path: string): ShownUnit[] {
  const units = readUnits(parseDocument(text, read, path), 'en', read)
  return units
    .map((unit) => ({
      kind: unit.kind,
      line: unit.line,
      segments: segmentsOf(unit).map(shownSegment),
    }))
    .filter(({ segments }) => segments.length > 0)
}

function shownSegment({ text, tags }: Segment): ShownSegment {
  const shown = tags.map(({ type, start, end }) => `${type}(${start},${end})`)
  return shown.length > 0 ? { text, tags: shown } : { text }
}

/** With a line for each segment. */
function written(units: ShownUnit[]): string {
  const lines = units.map(({ kind, line, segments }) => {
    const rows = segments.map((segment) => `      ${inOneLine(segment)}`).join(',\n')
    return `  {\n    "kind": "${kind}",\n    "line": ${line},\n    "segments": [\n${rows}\n    ]\n  }`
  })
  return `[\n${lines.join(',\n')}\n]\n`
}

function inOneLine({ text, tags }: ShownSegment): string {
  const list = tags?.map((tag) => JSON.stringify(tag)).join(', ')
  return `{ "text": ${JSON.stringify(text)}${list === undefined ? '' : `, "tags": [${list}]`} }`
}
