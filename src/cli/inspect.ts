import { resolve } from 'node:path'
import { type ArgsDef, defineCommand } from 'citty'
import pc from 'picocolors'
import { count } from '../count.ts'
import { PolyglotError } from '../errors.ts'
import { createPolyglot } from '../polyglot.ts'
import { readDocument } from '../read-document.ts'
import type { InspectedSegment, InspectedUnit, Tag } from '../types.ts'
import { commonArgs } from './arguments.ts'
import { readSettings, warn, withoutNewCache } from './settings.ts'
import { findSources } from './sources.ts'

const args = {
  file: { type: 'positional', required: true, description: 'The document' },
  to: {
    type: 'string',
    description: 'Language to look up; the first of the configuration if not given',
    valueHint: 'LANGUAGE',
  },
  ...commonArgs,
} as const satisfies ArgsDef

export const files = 1

export const examples = [
  'polyglot inspect posts/hello.md --to es',
  'polyglot inspect posts/hello.md --to es --json',
]

/** `polyglot inspect`: what of a document is translated, and what the cache has. Sends and writes nothing. */
export const command = defineCommand({
  meta: { name: 'inspect' },
  args,
  async run({ args }) {
    const settings = await readSettings(args)
    const [to, ...more] = settings.options.to ?? []
    if (to === undefined || (args.to !== undefined && more.length > 0)) {
      throw new PolyglotError('BAD_OPTION', 'Give one language to look up, such as --to es.')
    }
    const root = process.cwd()
    const [source] = await findSources([args.file], { from: root, root })
    const path = source?.path ?? args.file
    const read = await readDocument(resolve(root, path))
    if ('problem' in read) {
      throw new PolyglotError('BAD_DOCUMENT', `${path}: ${read.problem.message}`)
    }
    const polyglot = createPolyglot(withoutNewCache(settings.options), warn)
    try {
      const units = await polyglot.inspectDocument({ text: read.text, path, to })
      process.stdout.write(
        args.json === true
          ? `${JSON.stringify({ file: path, to, units }, null, 2)}\n`
          : `${describe(path, units)}\n`,
      )
      return 0
    } finally {
      await polyglot.close()
    }
  },
})

function describe(path: string, units: InspectedUnit[]): string {
  const segments = units.flatMap((unit) => unit.segments)
  const cached = segments.filter(({ target }) => target !== undefined).length
  const total = `${path}: ${count(units.length, 'unit')}, ${count(segments.length, 'segment')}, ${cached} cached`
  return [...units.map(describeUnit), pc.bold(total)].join('\n\n')
}

function describeUnit({ kind, line, start, end, segments }: InspectedUnit): string {
  const head = `${pc.bold(`line ${line}  ${kind}`)}  ${pc.dim(`characters ${start}–${end}`)}`
  return [head, ...segments.flatMap(describeSegment)].join('\n')
}

function describeSegment({ text, tags, key, target }: InspectedSegment): string[] {
  return [
    `  ${target === undefined ? pc.yellow('new   ') : pc.green('cached')}  ${text}`,
    ...(target === undefined ? [] : [`          ${target}`]),
    ...tags.map((tag) => pc.dim(`          ${describeTag(tag, text)}`)),
    pc.dim(`          key ${key}`),
  ]
}

/** `tag 1 link (pair) 4–12 "the docs"`. */
function describeTag({ id, kind, type, start, end }: Tag, text: string): string {
  const words = start === end ? '' : ` ${JSON.stringify(text.slice(start, end))}`
  return `tag ${id} ${type} (${kind}) ${start}–${end}${words}`
}
