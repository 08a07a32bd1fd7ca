import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'

/** Where in the repository an annotation points to. */
export interface Place {
  file?: string
  /** From 1. */
  line?: number
}

/** Hands a value to the steps that follow, as `steps.<id>.outputs.<name>`. Outside of GitHub Actions it is printed. */
export function setOutput(name: string, value: string | number | boolean): void {
  // A delimiter that nobody can guess: a value cannot end itself and name another output.
  const end = `end-${randomUUID()}`
  write('GITHUB_OUTPUT', `${name}<<${end}\n${value}\n${end}\n`)
}

/** Adds markdown to the page of the run. Outside of GitHub Actions it is printed. */
export function addSummary(markdown: string): void {
  write('GITHUB_STEP_SUMMARY', `${markdown}\n`)
}

/** One line in the log that GitHub also shows on the page of the run, and beside the file if a place is given. */
export function annotate(
  level: 'notice' | 'warning' | 'error',
  text: string,
  { file, line }: Place = {},
): void {
  const properties = [
    'title=polyglot',
    ...(file === undefined ? [] : [`file=${escapeProperty(file)}`]),
    ...(line === undefined ? [] : [`line=${line}`]),
  ]
  process.stdout.write(`::${level} ${properties.join(',')}::${escapeText(text)}\n`)
}

/**
 * What another program prints between the two lines is text to GitHub, even if it looks like a command: documents of strangers
 * must not steer the run.
 */
export function silenceCommands(): { start: string; end: string } {
  const token = randomUUID()
  return { start: `::stop-commands::${token}\n`, end: `::${token}::\n` }
}

/** As `@actions/core` writes the text of a command. */
function escapeText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

function write(variable: 'GITHUB_OUTPUT' | 'GITHUB_STEP_SUMMARY', text: string): void {
  const file = process.env[variable]
  if (file) appendFileSync(file, text)
  else process.stdout.write(text)
}
