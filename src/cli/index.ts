#!/usr/bin/env node
import { type ArgsDef, type CommandDef, defineCommand, runCommand } from 'citty'
import pc from 'picocolors'
import manifest from '../../package.json' with { type: 'json' }
import { PolyglotError } from '../errors.ts'
import { didYouMean } from '../nearest.ts'
import { checkArguments } from './arguments.ts'
import { helpText } from './help.ts'

/** A command as its file exports it. */
interface CommandModule {
  // biome-ignore lint/suspicious/noExplicitAny: citty's own type for commands of any arguments
  command: CommandDef<any>
  examples: string[]
  /** Most files it takes. @default any number */
  files?: number
}

/** Loaded on use, so that help is instant. */
const COMMANDS: Record<string, () => Promise<CommandModule>> = {
  translate: () => import('./translate.ts'),
  inspect: () => import('./inspect.ts'),
}

const polyglot = defineCommand({
  meta: { name: 'polyglot', version: manifest.version, description: manifest.description },
  subCommands: Object.fromEntries(
    Object.entries(COMMANDS).map(([name, load]) => [name, async () => (await load()).command]),
  ),
})

const EXAMPLES = [
  'polyglot translate "posts/**/*.md" --to es,fr',
  'polyglot inspect posts/hello.md --to es',
]

/** @returns The exit code: 0, 1 when findings reach --fail-on, 2 when nothing could be done. */
async function main([name, ...rest]: string[]): Promise<number> {
  if (name === '--version' || name === '-v') return print(`${manifest.version}\n`)
  if (name === '--help' || name === '-h')
    return print(await helpText(polyglot, undefined, EXAMPLES))
  if (name === undefined) {
    process.stderr.write(await helpText(polyglot, undefined, EXAMPLES))
    return 2
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (load === undefined) throw unknownCommand(name)
  const { command, examples, files = Number.POSITIVE_INFINITY } = await load()
  const options = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : undefined)
  if (options.includes('--help') || options.includes('-h')) {
    return print(await helpText(command, polyglot, examples))
  }
  checkArguments(rest, command.args as ArgsDef, files)
  const { result } = await runCommand(command, { rawArgs: rest })
  return result as number
}

function unknownCommand(name: string): PolyglotError {
  const names = Object.keys(COMMANDS)
  return new PolyglotError(
    'BAD_OPTION',
    name.startsWith('-')
      ? `The command comes first, then its options: polyglot translate ${name} …`
      : `There is no command ${name}.${didYouMean(name, names)} There are ${names.join(' and ')}.`,
  )
}

function print(text: string): number {
  process.stdout.write(text)
  return 0
}

/** One line for what a person can mend, the whole stack for what only we can. */
function report(error: unknown): number {
  const text =
    error instanceof PolyglotError
      ? error.message
      : `This is a bug in polyglot, please report it.\n${error instanceof Error ? error.stack : error}`
  process.stderr.write(`${pc.red('polyglot:')} ${text}\n`)
  return 2
}

// `polyglot … | head` closes the pipe early; there is nobody left to tell.
process.stdout.on('error', () => process.exit())
const exitCode = await main(process.argv.slice(2)).catch(report)
// Ends what a translator may have left open, once everything is printed.
process.stdout.write('', () => process.exit(exitCode))
