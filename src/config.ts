import { readdirSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { loadConfig as loadFile } from 'c12'
import { messageOf, PolyglotError } from './errors.ts'
import { checkKey } from './option-values.ts'
import { OPTION_KEYS } from './options.ts'
import { PLUGIN_OPTION_KEYS, type PluginOptions } from './plugin-options.ts'

/** What `polyglot.config.ts` exports: the options, and what only the plugin or the command line needs. */
export interface Config extends PluginOptions {
  /** Files and globs that `polyglot translate` takes when it is given none, relative to `root`. @default [] */
  documents?: string[]
  /** Where `polyglot translate` writes, see `--out`. @default '[dir]/[name].[locale][ext]' */
  out?: string
}

/** A configuration and the file it was read from. */
export interface LoadedConfig {
  config: Config
  /** Absolute path; undefined when there is no configuration file. */
  file?: string
}

/** Every key of `Config`; the type makes a missing or surplus one a compile error. */
const KEYS: Record<keyof Config, true> = {
  ...OPTION_KEYS,
  ...PLUGIN_OPTION_KEYS,
  documents: true,
  out: true,
}

/** Gives the configuration back as it is: editors complete and check it. */
export function defineConfig(config: Config): Config {
  return config
}

/**
 * Reads `polyglot.config.{ts,js,mjs,cjs,json,yaml,toml …}` in `root`, or `file` (relative to `root`).
 * No `.env`, no rc file, no `extends`: what stands in the file is what counts.
 * Without `file`, a missing configuration is an empty one.
 *
 * @throws PolyglotError BAD_OPTION when the file is missing or broken, or has a key that is not an option.
 */
export async function loadConfig({
  root,
  file,
}: {
  root: string
  file?: string
}): Promise<LoadedConfig> {
  const wanted = file === undefined ? undefined : resolve(root, file)
  if (wanted !== undefined && !statSync(wanted, { throwIfNoEntry: false })?.isFile()) {
    throw new PolyglotError('BAD_OPTION', `There is no configuration file ${file} in ${root}.`)
  }
  try {
    const loaded = await loadFile<Config>({
      name: 'polyglot',
      cwd: root,
      ...(wanted !== undefined && { configFile: wanted }),
      dotenv: false,
      envName: false,
      extend: false,
      giget: false,
      globalRc: false,
      packageJson: false,
      rcFile: false,
      // The object itself: merging would copy translators and stores.
      merger: (...sources) => sources.find((source) => source !== undefined) ?? {},
    })
    if (loaded._configFile === undefined) return { config: {} }
    return { config: checkConfig(loaded.config), file: loaded._configFile }
  } catch (error) {
    const name = file ?? readdirSync(root).find((entry) => entry.startsWith('polyglot.config.'))
    const cause = messageOf(error).replaceAll(/\s+/g, ' ').trim()
    throw new PolyglotError(
      'BAD_OPTION',
      `The configuration ${name ?? 'polyglot.config'} cannot be used: ${cause}`,
      { cause: error },
    )
  }
}

/** @throws Error with a sentence that says which key or value is wrong. */
function checkConfig(config: unknown): Config {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    throw new Error('it exports no object. Write `export default defineConfig({ … })`.')
  }
  for (const [key, value] of Object.entries(config)) {
    if (key === 'default' && value === undefined) {
      throw new Error('its default export is undefined.')
    }
    checkKey(key, KEYS)
  }
  const { documents, out }: Config = config
  if (
    documents !== undefined &&
    !(Array.isArray(documents) && documents.every((item) => typeof item === 'string'))
  ) {
    throw new Error('`documents` must be a list of globs, such as ["posts/**/*.md"].')
  }
  if (out !== undefined && typeof out !== 'string') {
    throw new Error('`out` must be a pattern, such as "[dir]/[name].[locale][ext]".')
  }
  return config
}
