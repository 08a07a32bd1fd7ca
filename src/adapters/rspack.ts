import type { RspackPluginInstance } from '@rspack/core'
import type { PluginOptions } from '../plugin-options.ts'
import { polyglot } from './unplugin.ts'

/**
 * Plugin for Rspack.
 *
 * @example
 * // rspack.config.js
 * import polyglot from 'unplugin-polyglot/rspack'
 *
 * export default { plugins: [polyglot({ to: ['es', 'fr'] })] }
 */
export default polyglot.rspack as (options?: PluginOptions) => RspackPluginInstance
