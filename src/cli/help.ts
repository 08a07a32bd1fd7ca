import { stripVTControlCharacters } from 'node:util'
import { type CommandDef, renderUsage } from 'citty'

/** The help text of a command, with examples; in colour on a terminal only. */
export async function helpText(
  // biome-ignore lint/suspicious/noExplicitAny: citty's own type for commands of any arguments
  command: CommandDef<any>,
  // biome-ignore lint/suspicious/noExplicitAny: as above
  parent: CommandDef<any> | undefined,
  examples: string[],
): Promise<string> {
  const usage = (await renderUsage(command, parent)).replaceAll(/ +$/gm, '').trimEnd()
  const text = `${usage}\n\nEXAMPLES\n\n${examples.map((line) => `  ${line}\n`).join('')}`
  return process.stdout.isTTY ? text : stripVTControlCharacters(text)
}
