import type { Plugin } from 'rollup'
import type { PluginOptions } from '../plugin-options.ts'
import { polyglot } from './unplugin.ts'

/**
 * Plugin for Rollup.
 *
 * @example
 * // rollup.config.js
 * import polyglot from 'unplugin-polyglot/rollup'
 *
 * export default { plugins: [polyglot({ to: ['es', 'fr'] })] }
 */
export default polyglot.rollup as (options?: PluginOptions) => Plugin[]
