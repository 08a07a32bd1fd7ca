import { type ArgsDef, type CommandDef, defineCommand, runCommand } from 'citty'
import { PolyglotError } from '../errors.ts'
import { didYouMean } from '../nearest.ts'
import { checkArguments } from './arguments.ts'
import { helpText } from './help.ts'

/** A command as its file exports it. */
export interface CommandModule {
  // biome-ignore lint/suspicious/noExplicitAny: citty's own type for commands of any arguments
  command: CommandDef<any>
  examples: string[]
  /** Lines of the help text that say what options cannot. @default none */
  notes?: string[]
  /** Most files it takes. @default any number */
  files?: number
}

/** Commands under one name. */
export interface Group {
  version?: string
  examples: string[]
  notes?: string[]
  commands: Record<string, Entry>
}

/** A command that is loaded on use, so that help is instant. */
interface Entry {
  description: string
  load(): Promise<CommandModule | Group>
}

/** What a command is called in full, such as `polyglot endpoint`, and what it does. */
interface Called {
  name: string
  description: string
}

/**
 * Finds the command that the words begin with and runs it, or prints help.
 *
 * @returns the exit code
 * @throws PolyglotError BAD_OPTION for what is not known
 */
export async function runGroup(group: Group, called: Called, words: string[]): Promise<number> {
  const [word, ...rest] = words
  if (word === undefined) {
    process.stderr.write(await helpOfGroup(group, called))
    return 2
  }
  if (isHelp(word)) return print(await helpOfGroup(group, called))
  const entry = Object.hasOwn(group.commands, word) ? group.commands[word] : undefined
  if (entry === undefined) throw unknownCommand(group, called, word)
  const found = await entry.load()
  const { description } = entry
  if ('commands' in found) {
    return runGroup(found, { name: `${called.name} ${word}`, description }, rest)
  }
  const { command, files = Number.POSITIVE_INFINITY } = found
  if (rest.slice(0, rest.includes('--') ? rest.indexOf('--') : undefined).some(isHelp)) {
    const meta = { name: word, description }
    return print(await helpText({ ...command, meta }, called.name, found))
  }
  checkArguments(rest, command.args as ArgsDef, files)
  const { result } = await runCommand(command, { rawArgs: rest })
  return result as number
}

/** Writes to stdout. @returns the exit code 0 */
export function print(text: string): number {
  process.stdout.write(text)
  return 0
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h'
}

function helpOfGroup(group: Group, { name, description }: Called): Promise<string> {
  const words = name.split(' ')
  const command = defineCommand({
    meta: { name: words.at(-1), description, version: group.version },
    subCommands: Object.fromEntries(
      Object.entries(group.commands).map(([name, { description }]) => [
        name,
        defineCommand({ meta: { description } }),
      ]),
    ),
  })
  return helpText(command, words.slice(0, -1).join(' ') || undefined, group)
}

function unknownCommand({ commands }: Group, { name }: Called, word: string): PolyglotError {
  const names = Object.keys(commands)
  const known = new Intl.ListFormat('en').format(names)
  const inner = `${name} ${word}`.split(' ').slice(1).join(' ')
  return new PolyglotError(
    'BAD_OPTION',
    word.startsWith('-')
      ? `The command comes first, then its options: ${name} ${names[0]} ${word} …`
      : `There is no command ${inner}.${didYouMean(word, names)} There are ${known}.`,
  )
}
