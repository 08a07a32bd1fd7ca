import type { WebpackPluginInstance } from 'webpack'
import type { PluginOptions } from '../plugin-options.ts'
import { polyglot } from './unplugin.ts'

/**
 * Plugin for webpack.
 *
 * @example
 * // webpack.config.js
 * import polyglot from 'unplugin-polyglot/webpack'
 *
 * export default { plugins: [polyglot({ to: ['es', 'fr'] })] }
 */
export default polyglot.webpack as (options?: PluginOptions) => WebpackPluginInstance
