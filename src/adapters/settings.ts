import type { Options } from '../options.ts'
import { DEFAULT_PLUGIN_OPTIONS, type PluginOptions } from '../plugin-options.ts'

/** What was given to the plugin and what stands in `polyglot.config.ts`, put together. */
export interface Settings extends Required<Pick<PluginOptions, 'output'>> {
  /** What `createPolyglot` takes, as it was given. */
  options: Options & { root: string }
  dts: PluginOptions['dts']
}

/**
 * @param given wins over the file
 * @param root folder of the project, unless `given` names another
 * @throws PolyglotError BAD_OPTION for a broken file, and for `output` or `dts`
 */
export async function readSettings(given: PluginOptions, root: string): Promise<Settings> {
  // Only a build or an import needs them; without them a server starts sooner.
  const [{ loadConfig }, { checkPluginValues }] = await Promise.all([
    import('../config.ts'),
    import('../option-values.ts'),
  ])
  const folder = given.root ?? root
  const { config } = await loadConfig({ root: folder })
  const { documents: _, out: __, ...shared } = config
  const known = Object.entries(given).filter(([, value]) => value !== undefined)
  const { output, dts, ...options } = {
    ...DEFAULT_PLUGIN_OPTIONS,
    root: folder,
    ...shared,
    ...Object.fromEntries(known),
  } as PluginOptions & Settings & { root: string }
  checkPluginValues({ output, dts })
  return { options, output, dts }
}
