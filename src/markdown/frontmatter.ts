import type { Entries, Entry, StringStyle } from './frontmatter-entries.ts'
import { readToml, writeToml } from './frontmatter-toml.ts'
import { isYamlText, readYaml, writeYaml } from './frontmatter-yaml.ts'

export { DEFAULT_FRONTMATTER, frontmatterKeys } from './frontmatter-keys.ts'

export type FrontmatterFormat = 'yaml' | 'toml'

/** A string in a front matter that can be replaced. */
export interface FrontmatterField {
  /** Keys and list indexes joined by dots: `hero.actions.0.text`. */
  path: string
  value: string
  /** Half-open range in the document, quotes included. */
  start: number
  end: number
  /** The source bytes of that range. */
  raw: string
  style: StringStyle
}

/** What a front matter says about its document, and what of it can be translated. */
export interface Frontmatter {
  /** Source language of the document, in whatever spelling the author chose. */
  lang?: FrontmatterField
  /** False where the author wrote `translate: false` (or `no`, `off`). */
  translate: boolean
  /** The only languages to translate into, as written; undefined: all. */
  translatedTo?: string[]
  /** The values to translate, in document order. */
  fields: FrontmatterField[]
  /** Why it cannot be read, as one sentence with the line; then there are no fields. */
  problem?: string
}

/** Keys that steer this library, never translated. */
const RESERVED = new Set(['lang', 'translate', 'translated_to'])

/**
 * Reads a front matter.
 *
 * Fields are strings that `keys` selects and that hold more than blanks. Left alone, because writing them could
 * change something else or they may not be text: anchored or tagged values and aliases, keys that are no strings or
 * hold a dot, and unquoted YAML that some readers take for a date, a number or a boolean.
 *
 * @param value The text between the fences.
 * @param offset Where that text starts in the document.
 * @param keys Which paths to translate, from `frontmatterKeys`.
 */
export function readFrontmatter(
  value: string,
  offset: number,
  format: FrontmatterFormat,
  keys: (path: string) => boolean,
): Frontmatter {
  const read = readEntries(value, format)
  if ('problem' in read) return { translate: true, fields: [], problem: read.problem }
  const { entries } = read

  const fieldOf = (entry: Entry): FrontmatterField[] => {
    const path = fieldPath(entry)
    if (path === undefined || entry.style === undefined || entry.value.trim() === '') return []
    return [
      {
        path,
        value: entry.value,
        start: offset + entry.start,
        end: offset + entry.end,
        raw: value.slice(entry.start, entry.end),
        style: entry.style,
      },
    ]
  }

  const atRoot = (name: string) => entries.find(({ path }) => path.length === 1 && path[0] === name)
  const lang = atRoot('lang')
  const translatedTo = entries
    .filter(
      ({ path, kind }) => path[0] === 'translated_to' && path.length <= 2 && kind === 'string',
    )
    .flatMap((entry) => entry.value.split(','))
    .map((code) => code.trim())
    .filter((code) => code !== '')

  return {
    lang: lang && fieldOf(lang)[0],
    translate: !/^(false|no|off)$/i.test(atRoot('translate')?.value ?? ''),
    translatedTo: translatedTo.length > 0 ? translatedTo : undefined,
    fields: entries
      .flatMap(fieldOf)
      .filter(({ path }) => !RESERVED.has(path.split('.', 1)[0] ?? '') && keys(path))
      .filter(({ raw, style }) => style.format === 'toml' || isYamlText(raw, style)),
  }
}

/**
 * The bytes that replace `[start, end)` of a field: parsed again they give exactly `value`, in the field's own
 * quotes where possible. An unchanged value gives the source bytes.
 */
export function writeField(field: FrontmatterField, value: string): string {
  if (value === field.value) return field.raw
  return field.style.format === 'yaml'
    ? writeYaml(value, field.raw, field.style)
    : writeToml(value, field.raw, field.style)
}

/**
 * Whether a rewritten front matter still says the same: the same keys in the same order with the same values,
 * except for the changed paths, which hold exactly their new strings.
 *
 * @param before The text between the fences in the source.
 * @param after The text between the fences in the result.
 * @param changed New strings by path, those of `lang` included.
 */
export function checkFrontmatter(
  before: string,
  after: string,
  format: FrontmatterFormat,
  changed: ReadonlyMap<string, string>,
): boolean {
  const source = readEntries(before, format)
  const result = readEntries(after, format)
  if ('problem' in source || 'problem' in result) return before === after && changed.size === 0
  const missing = new Set(changed.keys())
  const expected = source.entries.map((entry) => {
    const path = fieldPath(entry)
    const value = path === undefined ? undefined : changed.get(path)
    if (path === undefined || value === undefined) return identity(entry)
    missing.delete(path)
    return identity({ ...entry, value })
  })
  return missing.size === 0 && expected.join('\n') === result.entries.map(identity).join('\n')
}

/** The dotted path of a value that can be replaced; a dot in a key would make it ambiguous. */
function fieldPath({ path, style }: Entry): string | undefined {
  return style === undefined || path.some((key) => key.includes('.')) ? undefined : path.join('.')
}

function identity({ path, kind, value }: Entry): string {
  return JSON.stringify([path, kind, value])
}

function readEntries(value: string, format: FrontmatterFormat): Entries {
  return format === 'yaml' ? readYaml(value) : readToml(value)
}
