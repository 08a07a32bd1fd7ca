import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { type Entries, type Entry, type StringStyle, unreadable } from './frontmatter-entries.ts'

type YamlStyle = Extract<StringStyle, { format: 'yaml' }>

const QUOTES: Record<string, YamlStyle['quotes']> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
}

/** Reads the YAML between two fences. Never throws. */
export function readYaml(value: string): Entries {
  // YAML allows no other control characters (1.2.2 §5.1), but the parser lets them through.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const control = value.search(/[\0-\x08\v\f\x0e-\x1f\x7f]/)
  const lineCounter = new LineCounter()
  try {
    const document = parseDocument(value, { prettyErrors: false, lineCounter })
    const lineOf = (offset: number) => Math.max(lineCounter.linePos(offset).line, 1)
    if (control >= 0) return unreadable('YAML', lineOf(control), 'it holds a control character')
    const [error] = document.errors
    if (error) return unreadable('YAML', lineOf(error.pos[0]), error.message)
    const { contents } = document
    return {
      entries: contents
        ? [...entriesOf(contents, { source: value, path: [], writable: true, flow: false })]
        : [],
    }
  } catch (error) {
    if (error instanceof RangeError) return unreadable('YAML', 1, 'it is nested too deeply')
    throw error
  }
}

interface Place {
  source: string
  path: string[]
  /** False below an anchor (its aliases would change too), a tag, or a key that is not a plain string. */
  writable: boolean
  flow: boolean
}

function* entriesOf(node: Node, place: Place): Generator<Entry> {
  const [start, end] = node.range ?? [0, 0]
  const { path, source } = place
  const properties = isAlias(node) ? '' : propertiesOf(node)
  const writable = place.writable && properties === ''
  const entry = (kind: string, value: string) => ({
    path,
    kind: kind + properties,
    value,
    start,
    end,
  })

  if (isMap(node)) {
    yield entry('table', '')
    for (const { key, value } of node.items as { key: Node; value: Node | null }[]) {
      const named = isScalar(key) && typeof key.value === 'string' && propertiesOf(key) === ''
      const name = named ? String(key.value) : source.slice(...(key.range ?? [0, 0]))
      const inner = {
        ...place,
        path: [...path, name],
        writable: writable && named,
        flow: node.flow === true || place.flow,
      }
      if (value === null) yield { path: inner.path, kind: 'null', value: '', start, end: start }
      else yield* entriesOf(value, inner)
    }
  } else if (isSeq(node)) {
    yield entry('list', '')
    for (const [index, item] of (node.items as Node[]).entries()) {
      yield* entriesOf(item, {
        ...place,
        path: [...path, String(index)],
        writable,
        flow: node.flow === true || place.flow,
      })
    }
  } else if (isScalar(node) && typeof node.value === 'string') {
    const quotes = QUOTES[node.type ?? '']
    const string = {
      ...entry('string', node.value),
      end: start + withoutFinalBreaks(source.slice(start, end)).length,
    }
    yield writable && quotes
      ? { ...string, style: { format: 'yaml', quotes, flow: place.flow } }
      : string
  } else {
    yield entry(isAlias(node) ? 'alias' : typeof node.value, source.slice(start, end))
  }
}

function propertiesOf({ anchor, tag }: { anchor?: string; tag?: string }): string {
  return (anchor ? ` &${anchor}` : '') + (tag ? ` !<${tag}>` : '')
}

/** A block scalar's range runs to the next entry; the breaks at its end stay where they are. */
function withoutFinalBreaks(raw: string): string {
  return raw.replace(/[\r\n]+$/, '')
}

/**
 * Whether every reader takes a string for text. Unquoted `2024-01-01`, `yes` or `12:30` are strings in YAML 1.2
 * and something else in YAML 1.1, which many site generators still read.
 */
export function isYamlText(raw: string, { quotes }: YamlStyle): boolean {
  return quotes !== 'plain' || raw.includes('\n') || typeof readScalar(raw, '1.1') === 'string'
}

/**
 * Writes a string in place of another one: in its style where that is safe in YAML 1.1 and 1.2, else in double quotes.
 * A block scalar keeps its header's style, comment and indentation.
 */
export function writeYaml(value: string, raw: string, style: YamlStyle): string {
  const candidate = inStyle(value, raw, style)
  const safe =
    candidate !== undefined &&
    (['1.1', '1.2'] as const).every((version) => readScalar(candidate, version) === value)
  return safe ? candidate : doubleQuoted(value)
}

function inStyle(value: string, raw: string, { quotes, flow }: YamlStyle): string | undefined {
  if (quotes === 'double' || /[^\P{C}\n\t\p{Cf}]|[\u2028\u2029\ufeff]/u.test(value))
    return undefined
  if (quotes === 'literal' || quotes === 'folded') return block(value, raw, quotes)
  if (/[\n\t]/.test(value)) return undefined
  if (quotes === 'single') return `'${value.replaceAll("'", "''")}'`
  return !flow && /^\p{L}[^:#[\]{}]*$/u.test(value) && !value.endsWith(' ') ? value : undefined
}

function block(value: string, raw: string, quotes: 'literal' | 'folded'): string | undefined {
  // An indentation given as a number counts from the parent, and `+` keeps the breaks below: both need double quotes.
  const header = /^[|>]-?(?<rest>[ \t][^\r\n]*)?\r?\n/.exec(raw)
  const indent = /\n(?<spaces> +)[^ \r\n]/.exec(raw)?.groups?.spaces
  if (!header || !indent) return undefined
  const body = value.endsWith('\n') ? value.slice(0, -1) : value
  const lines = (quotes === 'folded' ? body.replace(/\n+/g, '$&\n') : body).split('\n')
  const opening =
    (quotes === 'folded' ? '>' : '|') + (body === value ? '-' : '') + (header.groups?.rest ?? '')
  const eol = raw.includes('\r\n') ? '\r\n' : '\n'
  return [opening, ...lines.map((line) => (line === '' ? '' : indent + line))].join(eol)
}

/** JSON is YAML, except for what YAML forbids unescaped or old readers take for a line break. */
function doubleQuoted(value: string): string {
  return JSON.stringify(value).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function readScalar(raw: string, version: '1.1' | '1.2'): unknown {
  const document = parseDocument(`key: ${raw}\n`, { version, prettyErrors: false })
  return document.errors.length === 0 ? document.get('key') : undefined
}
