import { stripVTControlCharacters } from 'node:util'
import { type CommandDef, renderUsage } from 'citty'

/**
 * The help text of a command, with examples; in colour on a terminal only.
 *
 * @param parent what stands before its name, such as `polyglot endpoint`
 */
export async function helpText(
  // biome-ignore lint/suspicious/noExplicitAny: citty's own type for commands of any arguments
  command: CommandDef<any>,
  parent: string | undefined,
  { notes = [], examples }: { notes?: string[]; examples: string[] },
): Promise<string> {
  const usage = (
    await renderUsage(command, parent === undefined ? undefined : { meta: { name: parent } })
  )
    .replaceAll(/ +$/gm, '')
    .trimEnd()
  const said = notes.length > 0 ? `\n\n${notes.join('\n')}` : ''
  const text = `${usage}${said}\n\nEXAMPLES\n\n${examples.map((line) => `  ${line}\n`).join('')}`
  return process.stdout.isTTY ? text : stripVTControlCharacters(text)
}
