import { parseArgs } from 'node:util'
import type { ArgDef, ArgsDef } from 'citty'
import { PolyglotError } from '../errors.ts'
import { didYouMean } from '../nearest.ts'

/** Options that every command takes; they override the configuration file. */
export const commonArgs = {
  from: {
    type: 'string',
    description: 'Language of the documents, such as en',
    valueHint: 'LANGUAGE',
  },
  translator: {
    type: 'string',
    description:
      'pseudo (accents the text, needs nothing), apertium, sagemaker (an endpoint of your own on AWS, see polyglot endpoint), ' +
      'or http: and the URL of a server',
    valueHint: 'NAME',
  },
  cache: {
    type: 'string',
    description: 'File that keeps the translated sentences; .polyglot/cache.sqlite if not given',
    valueHint: 'FILE',
  },
  config: {
    type: 'string',
    description: 'Configuration file; polyglot.config.ts (.js, .mjs, .json …) if not given',
    valueHint: 'FILE',
  },
  json: { type: 'boolean', description: 'Print one JSON object on stdout and nothing else' },
} as const satisfies ArgsDef

/**
 * Refuses what citty lets pass: unknown options, options twice or without their value, surplus arguments.
 *
 * @param files How many files the command takes.
 * @throws PolyglotError BAD_OPTION that names the nearest known option.
 */
export function checkArguments(raw: string[], args: ArgsDef, files: number): void {
  const named = Object.entries(args).filter(([, arg]) => arg.type !== 'positional')
  const names = [...named.map(([name]) => name), 'help']
  const { tokens } = parseArgs({
    args: raw,
    options: Object.fromEntries(
      named.map(([name, { type }]) => [name, { type: type === 'boolean' ? 'boolean' : 'string' }]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  const seen = new Set<string>()
  let positionals = 0
  for (const token of tokens) {
    if (token.kind === 'positional' && ++positionals > files) {
      refuse(`"${token.value}" is one file too many: this command takes ${files}.`)
    }
    if (token.kind !== 'option') continue
    const { name, rawName, value } = token
    const arg = Object.hasOwn(args, name) ? args[name] : undefined
    if (!rawName.startsWith('--') || arg === undefined || arg.type === 'positional') {
      refuse(`There is no option ${rawName}.${didYouMean(name, names, '--')}`)
    }
    if (seen.has(name)) {
      refuse(
        `${rawName} is given twice.${name === 'to' ? ' Write --to es,fr for more languages.' : ''}`,
      )
    }
    seen.add(name)
    const isMissing = !value || (!token.inlineValue && value.startsWith('-'))
    checkValue(rawName, arg, isMissing ? undefined : value)
  }
  const isIncomplete = Object.values(args).some(
    (arg) => arg.type === 'positional' && arg.required === true,
  )
  if (isIncomplete && positionals === 0) refuse('Which file? Give its name.')
}

function checkValue(name: string, arg: ArgDef, value: string | undefined): void {
  if (arg.type === 'boolean') {
    if (value !== undefined) refuse(`${name} takes no value, but was given "${value}".`)
    return
  }
  const choices = arg.type === 'enum' ? arg.options : undefined
  if (value === undefined) {
    refuse(`${name} needs a value: ${name} ${arg.valueHint ?? choices?.join('|')}`)
  }
  if (choices?.includes(value) === false) {
    refuse(`${name} must be ${listOf(choices)}, not "${value}".`)
  }
}

/** The entries of a comma-separated option; undefined when the option was not given. */
export function commaSeparated(value: string | undefined): string[] | undefined {
  return value
    ?.split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}

function listOf(words: string[]): string {
  return new Intl.ListFormat('en', { type: 'disjunction' }).format(words)
}

function refuse(text: string): never {
  throw new PolyglotError('BAD_OPTION', text)
}
