#!/usr/bin/env node
import pc from 'picocolors'
import manifest from '../../package.json' with { type: 'json' }
import { PolyglotError } from '../errors.ts'
import { type Group, print, runGroup } from './commands.ts'

const POLYGLOT: Group = {
  version: manifest.version,
  examples: [
    'polyglot translate "posts/**/*.md" --to es,fr',
    'polyglot inspect posts/hello.md --to es',
    'polyglot endpoint up --accept-license cc-by-nc-4.0',
  ],
  commands: {
    translate: {
      description: 'Translate markdown files into other languages',
      load: () => import('./translate.ts'),
    },
    inspect: {
      description: 'Show the units and segments of a document',
      load: () => import('./inspect.ts'),
    },
    endpoint: {
      description: 'Bring a translation model up on AWS SageMaker, and take it away again',
      load: async () => (await import('./endpoint.ts')).endpoint,
    },
  },
}

/** @returns The exit code: 0, 1 when something is wrong or left, 2 when nothing could be done. */
async function main(words: string[]): Promise<number> {
  if (words[0] === '--version' || words[0] === '-v') return print(`${manifest.version}\n`)
  return runGroup(POLYGLOT, { name: 'polyglot', description: manifest.description }, words)
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
