import { type AST, ParseError, parseTOML } from 'toml-eslint-parser'
import { type Entries, type Entry, type StringStyle, unreadable } from './frontmatter-entries.ts'

type TomlStyle = Extract<StringStyle, { format: 'toml' }>

/** Reads the TOML between two fences. Never throws. */
export function readToml(value: string): Entries {
  try {
    const [root] = parseTOML(value).body
    return { entries: root.body.flatMap((node) => [...entriesOf(node, [], value)]) }
  } catch (error) {
    if (error instanceof ParseError) return unreadable('TOML', error.lineNumber, error.message)
    if (error instanceof RangeError) return unreadable('TOML', 1, 'it is nested too deeply')
    throw error
  }
}

function* entriesOf(
  node: AST.TOMLKeyValue | AST.TOMLTable | AST.TOMLContentNode,
  path: string[],
  source: string,
): Generator<Entry> {
  const [start, end] = node.range
  switch (node.type) {
    case 'TOMLTable': {
      const inner = node.resolvedKey.map(String)
      yield { path: inner, kind: `${node.kind} table`, value: '', start, end }
      for (const child of node.body) yield* entriesOf(child, inner, source)
      break
    }
    case 'TOMLKeyValue': {
      const names = node.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value))
      yield* entriesOf(node.value, [...path, ...names], source)
      break
    }
    case 'TOMLInlineTable':
      yield { path, kind: 'table', value: '', start, end }
      for (const child of node.body) yield* entriesOf(child, path, source)
      break
    case 'TOMLArray':
      yield { path, kind: 'list', value: '', start, end }
      for (const [index, child] of node.elements.entries()) {
        yield* entriesOf(child, [...path, String(index)], source)
      }
      break
    default:
      yield node.kind === 'string'
        ? { path, kind: node.kind, value: node.value, start, end, style: styleOf(node) }
        : { path, kind: node.kind, value: source.slice(start, end), start, end }
  }
}

function styleOf({ style, multiline }: AST.TOMLStringValue): TomlStyle {
  return { format: 'toml', quotes: style, multiline }
}

/**
 * Writes a string in place of another one: in its style where that is safe, else in double quotes on one line.
 * TOML has no lone surrogates: they become U+FFFD.
 */
export function writeToml(value: string, raw: string, style: TomlStyle): string {
  const text = value.toWellFormed()
  const candidate = inStyle(text, raw, style)
  return readsAs(candidate, text) ? candidate : basic(text)
}

function inStyle(value: string, raw: string, { quotes, multiline }: TomlStyle): string {
  if (!multiline) return quotes === 'literal' ? `'${value}'` : basic(value)
  const eol = raw.includes('\r\n') ? '\r\n' : '\n'
  const opening = /^...\r?\n/.test(raw) || value.startsWith('\n') ? eol : ''
  const lines = value.split('\n')
  if (quotes === 'literal') return `'''${opening}${lines.join(eol)}'''`
  const escaped = lines.map((line) => basic(line).slice(1, -1).replaceAll('\\"', '"')).join(eol)
  return `"""${opening}${escaped.replace(/"(?="")|"$/g, '\\"')}"""`
}

/** JSON's escapes are TOML's, but JSON leaves DEL as it is. */
function basic(value: string): string {
  return JSON.stringify(value).replaceAll('\x7f', '\\u007f')
}

function readsAs(candidate: string, value: string): boolean {
  // A line of its own would end the front matter.
  if (candidate.includes('\n+++')) return false
  const read = readToml(`key = ${candidate}\n`)
  return 'entries' in read && read.entries.length === 1 && read.entries[0]?.value === value
}
