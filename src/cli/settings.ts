import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Keyv } from 'keyv'
import pc from 'picocolors'
import { type Config, loadConfig } from '../config.ts'
import { DEFAULT_OPTIONS, type Options } from '../options.ts'
import { commaSeparated } from './arguments.ts'

/** Flags that override the configuration, as citty parsed them. */
export interface Flags {
  from?: string
  to?: string
  translator?: string
  cache?: string
  config?: string
  out?: string
}

/** The configuration with the flags on top. */
export interface Settings extends Pick<Config, 'documents' | 'out'> {
  options: Options
}

/** @throws PolyglotError BAD_OPTION when the configuration file cannot be used. */
export async function readSettings(flags: Flags): Promise<Settings> {
  const { config } = await loadConfig({ root: process.cwd(), file: flags.config })
  const { documents, out, ...options } = config
  const to = commaSeparated(flags.to)
  const { from, translator, cache } = flags
  return {
    documents,
    out: flags.out ?? out,
    options: {
      ...options,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(translator !== undefined && { translator }),
      ...(cache !== undefined && { cache }),
    },
  }
}

/** The options for a command that writes nothing: a cache file that is not there yet is not made. */
export function withoutNewCache(options: Options): Options {
  const { cache = DEFAULT_OPTIONS.cache, root = '' } = options
  const isMissing = typeof cache === 'string' && !existsSync(resolve(root, cache))
  return isMissing ? { ...options, cache: new Keyv() } : options
}

/** Shows what the library has to say while it works, one line each. */
export function warn(text: string): void {
  process.stderr.write(`${pc.yellow('polyglot:')} ${text}\n`)
}
