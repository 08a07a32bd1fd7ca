import { type Config, loadConfig } from '../config.ts'
import type { Options } from '../options.ts'
import { commaSeparated } from './arguments.ts'

/** Flags that both commands share, as citty parsed them. */
export interface Flags {
  from?: string
  to?: string
  translator?: string
  cache?: string
  config?: string
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
    out,
    options: {
      ...options,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(translator !== undefined && { translator }),
      ...(cache !== undefined && { cache }),
    },
  }
}
