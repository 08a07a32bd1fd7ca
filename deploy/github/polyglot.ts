import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Inputs } from './inputs.ts'
import { finished } from './process.ts'

/**
 * Runs the `polyglot` that the project has installed, directly: a program in between might not pass on Ctrl-C.
 *
 * @param log File for what it prints on stdout; the log of the run if not given.
 * @returns Its exit code.
 * @throws Error when it is not installed.
 */
export function runPolyglot(
  args: string[],
  { directory, region }: Pick<Inputs, 'directory' | 'region'>,
  { environment = {}, log }: { environment?: NodeJS.ProcessEnv; log?: string } = {},
): Promise<number> {
  const program = findProgram(directory)
  const shown = args.map((arg) => (/^[\w./=:-]+$/.test(arg) ? arg : JSON.stringify(arg)))
  process.stdout.write(`polyglot ${shown.join(' ')}\n`)
  return finished(program, args, {
    directory,
    environment: { ...environment, ...(region !== undefined && { AWS_REGION: region }) },
    log,
  })
}

/** The nearest `node_modules/.bin/polyglot`, from the project upwards: in a workspace it may lie at the root. */
function findProgram(directory: string): string {
  for (let folder = directory; ; folder = dirname(folder)) {
    const program = join(folder, 'node_modules/.bin/polyglot')
    if (existsSync(program)) return program
    if (folder === dirname(folder)) break
  }
  throw new Error(
    `polyglot is not installed in ${directory}: add it with npm install -D unplugin-polyglot and commit package.json, ` +
      'or set the inputs install and working-directory.',
  )
}
