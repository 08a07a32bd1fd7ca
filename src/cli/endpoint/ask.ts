import { createInterface } from 'node:readline/promises'

/** What a person is asked on. */
export interface Terminal {
  input: NodeJS.ReadableStream & { isTTY?: boolean }
  output: NodeJS.WritableStream & { isTTY?: boolean }
}

const OWN: Terminal = { input: process.stdin, output: process.stderr }

/** Whether there is a person to ask. */
export function canAsk({ input, output }: Terminal = OWN): boolean {
  return input.isTTY === true && output.isTTY === true
}

/**
 * Asks a yes-or-no question until the answer can be read. Enter takes the default.
 *
 * @returns undefined when there is no answer: Ctrl-C, or the end of the input
 */
export async function ask(
  question: string,
  byDefault: boolean,
  { input, output }: Terminal = OWN,
): Promise<boolean | undefined> {
  const lines = createInterface({ input, output })
  const given = new AbortController()
  lines.once('SIGINT', () => given.abort())
  lines.once('close', () => given.abort())
  try {
    for (;;) {
      const answer = await lines.question(`${question} ${byDefault ? '[Y/n]' : '[y/N]'} `, {
        signal: given.signal,
      })
      const word = answer.trim().toLowerCase()
      if (word === '') return byDefault
      if (word === 'y' || word === 'yes') return true
      if (word === 'n' || word === 'no') return false
      output.write('Please type y or n.\n')
    }
  } catch (error) {
    if (!given.signal.aborted) throw error
    output.write('\n')
    return undefined
  } finally {
    lines.close()
  }
}
